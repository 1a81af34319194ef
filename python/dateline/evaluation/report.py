"""The figures as lines of text for people, and as data for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluation.calibration import Calibration, calibration
from dateline.evaluation.cases import Case
from dateline.evaluation.counts import Agreement
from dateline.evaluation.errors import Errors, errors
from dateline.evaluation.scores import Scores
from dateline.evaluation.tables import Figures, by_label, by_zone, confusion, outcomes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report holds beside the figures over all."""

    labels: bool = False
    zones: bool = False
    confusion: bool = False
    calibration: bool = False
    errors: bool = False
    most_errors: int | None = None
    """How many errors to list, the first in the order of the text; `None` for all."""


def report(scores: Scores, wanted: Wanted | None = None) -> str:
    """Return the figures as lines of text.

    >>> record = {"article": {}, "mentions": [{"start": 0, "end": 3, "label": "PERSON"}]}
    >>> scores = Scores()
    >>> scores.add("Ann ran.", record, record)
    >>> report(scores, Wanted(labels=True)).splitlines()[1].split()[:3]
    ['mentions', 'P', '1.000']
    """
    wanted = wanted or Wanted()
    first = [_line(name, figure) for name, figure in scores.figures().items()]
    if wanted.labels:
        first += map(_row, by_label(scores.cases))
    if wanted.zones:
        first += map(_row, by_zone(scores.cases))
    parts = ["\n".join(first)]
    if wanted.confusion:
        parts += ["\n".join(_outcome_lines(scores.cases)), "\n".join(_confusion_lines(scores.cases))]
    if wanted.calibration:
        parts.append("\n".join(_calibration_lines(calibration(scores.cases))))
    if wanted.errors:
        listed, left = _listed(scores, wanted)
        parts.append(f"errors {listed}" + (f"\n… and {left:,} more" if left else ""))
    return "\n\n".join(parts)


def data(scores: Scores, wanted: Wanted | None = None) -> dict[str, Any]:
    """Return the figures as data that JSON can hold.

    >>> record = {"article": {}, "mentions": [{"start": 0, "end": 3, "label": "PERSON"}]}
    >>> scores = Scores()
    >>> scores.add("Ann ran.", record, record)
    >>> data(scores)["labels"]
    {'PERSON': (1.0, 1.0, 1.0, 1)}
    """
    wanted = wanted or Wanted()
    found: dict[str, Any] = {**scores.figures(), "labels": scores.label_figures()}
    if wanted.zones:
        found["zones"] = {row.name: (*row.agreement, row.gold) for row in by_zone(scores.cases)}
    if wanted.confusion:
        found["outcomes"] = [row._asdict() for row in outcomes(scores.cases)]
        found["confusion"] = [row._asdict() for row in confusion(scores.cases)]
    if wanted.calibration:
        result = calibration(scores.cases)
        found["calibration"] = {**result._asdict(), "bins": [row._asdict() for row in result.bins]}
    if wanted.errors:
        found["errors"] = [case.row() for case in _listed(scores, wanted)[0]]
    return found


def _listed(scores: Scores, wanted: Wanted) -> tuple[Errors, int]:
    """Return the errors to list, and how many are left out."""
    every = errors(scores.cases)
    listed = every[: wanted.most_errors]
    return listed, len(every) - len(listed)


def _line(name: str, figure: float | Agreement) -> str:
    match figure:
        case Agreement():
            shown = "P {:.3f}  R {:.3f}  F1 {:.3f}".format(*figure)
        case float():
            shown = f"{figure:.3f}"
        case _:
            shown = str(figure)
    return f"{name:18} {shown}"


def _row(row: Figures) -> str:
    return f"  {row.name:12} P {row.precision:.3f}  R {row.recall:.3f}  F1 {row.f1:.3f}  n {row.gold}"


def _outcome_lines(cases: Sequence[Case]) -> Iterator[str]:
    yield "outcomes       right  label border missed spurious"
    for name, right, label, border, missed, spurious in outcomes(cases):
        yield f"  {name:12} {right:5}  {label:5} {border:6} {missed:6} {spurious:8}"


def _confusion_lines(cases: Sequence[Case]) -> Iterator[str]:
    yield "gold           found            n"
    for gold, found, count in confusion(cases):
        if gold != found:
            yield f"  {gold:12} {found:12} {count:5}"


def _calibration_lines(result: Calibration) -> Iterator[str]:
    yield "score          n   mean  right"
    for low, high, count, mean, right in result.bins:
        shown = "    –      –" if mean is None or right is None else f"{mean:.3f}  {right:.3f}"
        yield f"  {low:.1f}–{high:.1f} {count:7}  {shown}"
    yield f"expected calibration error {result.ece:.4f}"
    yield f"Brier score                {result.brier:.4f}"
