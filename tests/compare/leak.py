"""Parses a million short texts in one process and watches its memory: it grows to a level and stays there.

    python tests/compare/leak.py [--parses 1000000] [--words 1000000]

Every text has words that none before had, until there were as many as `--words` says, every article is looked at in
each way there is, errors are raised and caught, and every so often the same is done by a batch and by an extractor made
anew. Prints the resident memory at every tenth of the way, and ends with 1 when the second half added more than `MOST`
megabytes.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import pickle
import sys
import time
from pathlib import Path

import dateline as dl

MOST = 8.0
TEXT = "PARIS, May {0} (AP) - Ann K{1}lee, the mayor of F{1}ord, said on Monday: “We paid ${1} million.” He met BMW."


def resident() -> float:
    """Return the megabytes of this process that are in memory."""
    told = Path("/proc/self/statm").read_text(encoding="ascii")
    return int(told.split()[1]) * 4096 / 1e6


def once(number: int, word: int) -> None:
    """Read one text and look at everything of it."""
    article = dl.parse(TEXT.format(1 + word % 28, word), id=number)
    assert article.mentions
    for part in (*article.mentions, *article.entities, *article.quotes, *article.roles, *article.tokens):
        repr(part)
    article.to_json()
    if number % 100 == 0:
        assert dl.Article.from_json(article.to_json()) == article
        assert pickle.loads(pickle.dumps(article)) == article
        article.to_html()
        with contextlib.suppress(ValueError):
            dl.Article.from_json('{"id": ' + str(number))
    if number % 5000 == 0:
        corpus = dl.parse_many((TEXT.format(1, n) for n in range(word, word + 64)), workers=2)
        assert len(corpus.people()) > 0
        assert len(corpus.mentions) > 0
        assert dl.Extractor(gazetteer={"OWN": [f"K{word}lee"]})(TEXT.format(1, word)).mentions


def main() -> None:
    """Parse, watch, and judge."""
    parser = argparse.ArgumentParser(description="Memory over many parses")
    parser.add_argument("--parses", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=1_000_000)
    given = parser.parse_args()
    parses = given.parses
    levels = []
    began = time.monotonic()
    for number in range(parses):
        once(number, number % given.words)
        if (number + 1) % (parses // 10) == 0:
            gc.collect()
            levels.append(resident())
            print(f"{number + 1:>9,} parses {levels[-1]:7.1f} MB {time.monotonic() - began:6.0f} s", flush=True)
    sys.exit(levels[-1] - levels[4] > MOST)


if __name__ == "__main__":
    main()
