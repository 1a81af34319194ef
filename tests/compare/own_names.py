"""Measure what a gazetteer of a million names costs: time to build, memory, and speed with it and without.

    python tests/compare/own_names.py [--names 1000000] [--copies 8] [--rounds 9]

The names have one to four words, made up ones and, in those of several words, capitalised ones of the sample articles:
nearly every capitalised word of the texts begins hundreds of names. Speed is that of one worker, in words per CPU
second, the best of some rounds that take turns. Use a release build.
"""

from __future__ import annotations

import argparse
import pickle
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import dateline as dl
from variations import SAMPLES, varied


def main() -> None:
    """Build, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--copies", type=int, default=8, help="variations of each sample article")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()

    names = list(made(given.names))
    texts = list(varied(given.copies))
    words = sum(len(text.split()) for text in texts)
    plain = dl.Extractor()
    plain(texts[0])  # what is made at first use does not count
    before, began = resident(), time.perf_counter()
    extractor = dl.Extractor(gazetteer={"OWN": names})
    seconds = time.perf_counter() - began
    print(f"{len(names):,} names: built in {seconds:.2f} s, {resident() - before:.0f} MB kept, peak {peak():.0f} MB")
    began = time.perf_counter()
    print(f"pickled: {len(pickle.dumps(extractor)) / 1e6:.0f} MB in {time.perf_counter() - began:.2f} s")

    patterns = [("OWN", rf"\b[A-Z]{{{1 + n % 5},5}}:[A-Z]{{2}}{n}\b") for n in range(10)]
    readers = {
        "without": plain,
        "with the names": extractor,
        "with one pattern": dl.Extractor(patterns=patterns[:1]),
        "with ten patterns": dl.Extractor(patterns=patterns),
    }
    best = dict.fromkeys(readers, 0.0)
    for reader in readers.values():
        mentions(reader, texts[:50])
    for _ in range(given.rounds):
        for name, reader in readers.items():
            began = time.process_time()
            mentions(reader, texts)
            best[name] = max(best[name], words / (time.process_time() - began))
    for name, speed in best.items():
        cost = 1e6 / speed - 1e6 / best["without"]
        print(f"{name:18} {speed:10,.0f} words per CPU second, {cost:+.3f} microseconds a word")
    own = sum(mention.label == "OWN" for article in extractor.pipe(texts) for mention in article.mentions)
    print(f"{own:,} mentions of the names in {words:,} words")


def mentions(reader: dl.Extractor, texts: list[str]) -> None:
    """Draw everything and keep nothing."""
    for _ in reader.pipe(texts, workers=1):
        pass


def made(count: int) -> Iterator[str]:
    """Yield names, the same in every run."""
    chance = random.Random(1)
    seen = sorted(
        {word.strip(".,“”\"'()") for path in SAMPLES.glob("*.txt") for word in path.read_text("utf-8").split()}
    )
    seen = [word for word in seen if word[:1].isupper()]
    names: set[str] = set()
    while len(names) < count:
        words = [chance.choice(seen) if chance.random() < 0.3 else word(chance) for _ in range(chance.randint(1, 4))]
        name = " ".join(words) if len(words) > 1 else word(chance)
        if name not in names:
            names.add(name)
            yield name


def word(chance: random.Random) -> str:
    """Return a word that may be one."""
    pieces = ["bel", "cor", "di", "fen", "gol", "hu", "jin", "kar", "lo", "mun", "ne", "pra", "ro", "sti", "tu", "van"]
    return "".join(chance.choices(pieces, k=chance.randint(2, 4))).capitalize()


def resident() -> float:
    """Return the memory of this process in MB, where the system tells it."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * resource.getpagesize() / 2**20


def peak() -> float:
    """Return the greatest memory so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
