"""A model of your own, learned from labelled text."""

from __future__ import annotations

import html
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from dateline._dateline import _train
from dateline.corpus import written_aside
from dateline.evaluation import Agreement
from dateline.words import counted

AnyPath = str | os.PathLike[str]


class Step(NamedTuple):
    """How far a training run is.

    `kind` is `"reading"` (`number` of documents so far), `"counting"`, `"features"` (their `number`), `"pass"` (its
    `number` from 1, and the `value` is the share of it that is done) or `"tested"` (the pass, and its F1).
    """

    kind: str
    number: int
    value: float


Progress = bool | Callable[[Step], object]


@dataclass(frozen=True)
class Training:
    """How a training run went; `print` shows it as a table. `train` has an example."""

    model: str
    """The model file, for `Extractor(model=...)`."""
    training: dict[str, int]
    """How many documents, sentences and mentions were learned from."""
    held_out: dict[str, int]
    """How many were tested on."""
    labels: dict[str, int]
    """The labels of the text, with the number of their mentions."""
    model_labels: list[str]
    """All labels of the model."""
    mentions: Agreement | None
    """Precision, recall and F1 on the held-out text, span and label strict; `None` without such text."""
    by_label: dict[str, tuple[float, float, float, int]]
    """Precision, recall, F1 and the number of held-out mentions for each label."""
    history: list[float]
    """F1 after each pass."""
    pass_number: int
    """The pass whose weights the model has."""
    added: int
    """Mentions of the base's other labels that were added to the text."""
    bytes: int
    """Size of the model file."""
    seconds: float
    """How long it took."""
    warnings: list[str] = field(repr=False)
    """What could not be used as it stands, and where; the first hundred."""
    further_warnings: int = 0
    """How many more there were."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain dicts, lists and numbers; `train` has an example."""
        return asdict(self)

    def all_warnings(self) -> list[str]:
        """Return the warnings, and at the end how many more there were; `train` has an example."""
        more = self.further_warnings
        return [*self.warnings, *([f"… and {counted(more, 'further warning')}"] if more else [])]

    def __str__(self) -> str:
        lines = [
            f"{'model':18} {self.model} ({self.bytes / 1e6:.1f} MB, pass {self.pass_number}, {self.seconds:.0f} s)",
            f"{'learned from':18} {_size(self.training)}",
        ]
        if self.added:
            lines.append(f"{'of the base':18} {counted(self.added, 'mention')} of its other labels")
        if self.mentions is None:
            return "\n".join([*lines, f"{'tested on':18} nothing"])
        lines.append(f"{'tested on':18} {_size(self.held_out)}")
        lines.append("{:18} P {:.3f}  R {:.3f}  F1 {:.3f}".format("mentions", *self.mentions))
        for label, (precision, recall, f1, count) in self.by_label.items():
            lines.append(f"  {label:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def _size(size: Mapping[str, int]) -> str:
    return ", ".join(counted(size[name], name[:-1]) for name in ("documents", "sentences", "mentions"))


def train(
    data: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    *,
    base: AnyPath | None = None,
    forget: bool = False,
    dev: AnyPath | Iterable[AnyPath] | None = None,
    held_out: float = 0.1,
    passes: int = 10,
    patience: int = 3,
    seed: int = 1,
    labels: Mapping[str, str] | None = None,
    token_column: int | None = None,
    tag_column: int | None = None,
    progress: Progress = True,
) -> Training:
    r"""Train a model on labelled text, write it to `out` and return how it went; `Extractor(model=out)` uses it.

    `data` is a file, a folder, or several: records as JSON lines (dateline's, spaCy's, Prodigy's, Doccano's), one token
    a line (CoNLL, in any of the IOB schemes), spaCy's `.spacy`, or a folder of `NAME.txt` with `NAME.json`; all may be
    gzipped. Offsets count Unicode code points. Documents that cannot be used are left out and stand in
    `Training.warnings`; when they are half of all or more, it is an error. A model has room for 18 labels of any names.

    A tenth of the documents (`held_out`; which, is settled by their text alone) is kept for tests, or the text in
    `dev` is. After `patience` passes without a better F1 there it stops, and keeps the best. The same text and `seed`
    give the same bytes.

    Weights start at nothing, or at those of `base`: `"embedded"` for the shipped model, or a model file. The base's
    labels stay: where the text has none of them, the base's own findings are added to it, so that they are not
    unlearned. `forget=True` lets them go instead. Word clusters and names come along either way.

    `labels` gives labels other names (`{"PER": "PERSON"}`; an empty one drops them). The columns, from 0, are those of
    the tokens and the tags. `progress=True` shows a line on standard error; a function is called with each `Step`.

    Raises `OSError` for files and `ValueError` for what they hold, saying where. Ctrl-C stops at once; `out` appears
    whole or not at all.

    >>> import dateline as dl, json, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> records = [
    ...     {"text": f"The doctor gave her {name}.", "spans": [{"start": 20, "end": 20 + len(name), "label": "DRUG"}]}
    ...     for name in ["Aspirin", "Ozempic", "Ibuprofen", "Keytruda", "Zantac", "Prozac", "Xanax", "Valium"]
    ... ]
    >>> _ = (folder / "drugs.jsonl").write_text("\n".join(map(json.dumps, records)))
    >>> done = dl.train(folder / "drugs.jsonl", folder / "drugs.model", progress=False)
    >>> done.labels, done.to_dict()["training"]["documents"] + done.held_out["documents"], done.all_warnings()
    ({'DRUG': 8}, 8, [])
    >>> dl.Extractor(model=done.model)("The doctor gave him Tamiflu.").mentions[0].label
    'DRUG'
    """
    began = time.perf_counter()
    target = os.fspath(out)
    if not target:
        raise ValueError("empty path")
    sources, tests = _paths(data), [] if dev is None else _paths(dev)
    _refuse(target, [*sources, *tests])
    line = _Line(sys.stderr, passes)
    tell = progress if callable(progress) else line.show if progress else _nothing
    # Opened first: a place that cannot be written should not cost a training run.
    try:
        with written_aside(target, sure=True) as file:
            model, told = _train(
                sources,
                dev=tests,
                held_out=held_out,
                start=base,
                forget=forget,
                map=dict(labels or {}),
                token_column=token_column,
                tag_column=tag_column,
                passes=passes,
                patience=patience,
                seed=seed,
                told=lambda kind, number, value: tell(Step(kind, number, value)),
            )
            file.write(model)
    finally:
        line.end()
    return _report(target, json.loads(told), time.perf_counter() - began)


def _report(model: str, told: dict[str, Any], seconds: float) -> Training:
    def figures(given: dict[str, Any]) -> Agreement:
        return Agreement(given["precision"], given["recall"], given["f1"])

    by_label = {label: (*figures(given), given["count"]) for label, given in sorted(told.pop("by_label").items())}
    mentions, number = told.pop("mentions"), told.pop("pass")
    return Training(
        model=model,
        mentions=figures(mentions) if mentions else None,
        by_label=by_label,
        pass_number=number,
        seconds=seconds,
        **told,
    )


def _paths(given: AnyPath | Iterable[AnyPath]) -> list[AnyPath]:
    paths = [given] if isinstance(given, (str, os.PathLike)) else list(given)
    for path in paths:
        if not isinstance(path, (str, os.PathLike)):
            raise TypeError(f"expected a path, not {type(path).__name__}")
        if not os.fspath(path):
            raise ValueError("empty path")
    return paths


def _refuse(target: str, sources: list[AnyPath]) -> None:
    for source in sources:
        if Path(target).is_file() and Path(source).exists() and Path(source).samefile(target):
            raise ValueError(f"the output is one of the inputs: {target}")


def _nothing(_: Step) -> None:
    pass


class _Line:
    """One line on a terminal or in a notebook, written over and over; elsewhere a line for each pass."""

    def __init__(self, stream: IO[str] | None, passes: int) -> None:
        self._stream, self._passes = stream, passes
        self._one = stream is not None and (stream.isatty() or "ipykernel" in sys.modules)
        self._open = False
        self._best = 0.0

    def show(self, step: Step) -> None:
        if self._stream is None:
            return
        best = f", best F1 {self._best:.3f}" if self._best else ""
        match step.kind:
            case "reading":
                text = f"reading: {counted(step.number, 'document')}"
            case "features":
                text = counted(step.number, "feature")
            case "pass":
                text = f"pass {step.number} of {self._passes}: {step.value:4.0%}{best}"
            case "tested":
                self._best = max(self._best, step.value)
                text = f"pass {step.number} of {self._passes}: F1 {step.value:.3f}"
            case _:
                text = "counting features"
        if self._one:
            self._stream.write(f"\r{text:60}")
            self._stream.flush()
            self._open = True
        elif step.kind in ("features", "tested"):
            print(text, file=self._stream)

    def end(self) -> None:
        if self._open and self._stream is not None:
            self._stream.write("\r" + " " * 60 + "\r")
            self._stream.flush()
            self._open = False
