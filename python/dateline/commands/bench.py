"""`dateline bench`: how fast this machine reads the built-in articles, or one's own."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from importlib.resources import files as package_files
from itertools import cycle, islice
from typing import Any

import dateline
from dateline.benching import Reader, Spread, Turn, dateline_reader, in_turns, per_second, ratio
from dateline.commands import shared
from dateline.corpus import Failure
from dateline.reading import Extractor
from dateline.sources import files
from dateline.words import counted

BUILT_IN_COPIES = 60
"""How many times the built-in articles are read in one pass, each time with other numbers."""

NUMBER = re.compile(r"\b([1-9])(\d{1,2})\b")
"""A number of two or three digits: the first stays."""

LEAST_WORDS = 50_000
"""Fewer words than that are read several times in one pass: to start and end one would count else."""

MOST_BYTES = 8 * 2**20
"""How much text of the caller's files is read: the rate does not change with more, the memory of the bench does."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the command line."""
    bench = commands.add_parser(
        "bench",
        help="measure how fast this machine reads articles",
        description="Measures words per CPU second and per second, articles and MB per second, with one worker and "
        "with several, start-up and peak memory. Each number of workers has a process of its own, and they take turns; "
        "figures are the median of the turns, with the lowest and the highest.",
        epilog="Texts are taken out of their form (pages, dumps, packed files) before the clock starts; the first "
        "8 MiB of them are read. Without FILE these are a few built-in articles with varied numbers, which flatters: "
        "their words repeat more than those of real news.",
    )
    bench.add_argument("files", metavar="FILE", nargs="*", help="files, folders or patterns, as for run")
    bench.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        default=os.cpu_count() or 1,
        help="beside one; default: one for each core",
    )
    bench.add_argument("--turns", type=_count, metavar="N", default=5, help="turns of each; default 5")
    bench.add_argument("--seconds", type=float, metavar="S", default=1.0, help="least length of a turn; default 1")
    bench.add_argument("--json", action="store_true", help="print everything as JSON")
    bench.set_defaults(command=command)


def command(given: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    failed = 0
    if given.files:
        texts, failed = _own_texts(given.files)
        if not texts:
            raise ValueError("no article in these files")
    else:
        texts = list(built_in(BUILT_IN_COPIES))
    about = _about(texts, built_in=not given.files)
    if not about["words"]:
        raise ValueError("not a word in these files")
    in_a_pass = texts * -(-LEAST_WORDS // about["words"])
    with ExitStack() as stack:
        numbers = sorted({1, given.workers})
        readers = [stack.enter_context(dateline_reader(in_a_pass, workers)) for workers in numbers]
        in_turns(readers, given.turns, given.seconds)
    if given.json:
        print(json.dumps({**about, "failed": failed, "runs": [reader.to_dict() for reader in readers]}))
    else:
        print("\n".join(_report(about, readers)))
    if failed:
        print(f"dateline: {counted(failed, 'document')} could not be read", file=sys.stderr)
    return shared.SOME_ERRORS if failed else shared.DONE


def built_in(copies: int) -> Iterator[str]:
    """Yield the built-in articles this many times, with other numbers in each."""
    text = package_files("dateline").joinpath("bench_articles.txt").read_text(encoding="utf-8")
    for copy in range(copies):
        digits = cycle(f"{7919 * copy + 1:05}")
        for article in text.split("\n\n---\n\n"):
            yield _renumbered(article, digits)


def _renumbered(text: str, digits: Iterator[str]) -> str:
    return NUMBER.sub(lambda number: number[1] + "".join(islice(digits, len(number[2]))), text)


def _own_texts(sources: list[str]) -> tuple[list[str], int]:
    """Return the texts of the first articles of these files, and how many documents could not be read."""
    paths = files(sources[0] if len(sources) == 1 else sources)
    texts, size, failed = [], 0, 0
    outcomes: Iterable[bytes | Failure] = Extractor()._lines(paths, None, {})
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failed += 1
            continue
        text: str = json.loads(outcome)["text"]
        texts.append(text)
        size += len(text.encode())
        if size >= MOST_BYTES:
            break
    return texts, failed


def _about(texts: list[str], built_in: bool) -> dict[str, Any]:
    return {
        "dateline": dateline.__version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "machine": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "built_in_articles": built_in,
        "articles": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "mb": round(sum(len(text.encode()) for text in texts) / 1e6, 3),
    }


def _report(about: dict[str, Any], readers: list[Reader]) -> Iterator[str]:
    what = "built-in article" if about["built_in_articles"] else "article"
    yield f"{counted(about['articles'], what)}, {counted(about['words'], 'word')}, {about['mb']:.1f} MB"
    yield f"dateline {about['dateline']}, {about['python']}, {about['machine']}, {counted(about['cores'], 'core')}"
    first = readers[0]
    yield f"from nothing to the first article read: {first.start_up:.2f} s"
    yield ""
    yield f"{'':22}{'words per CPU second':>30}{'words/s':>12}{'articles/s':>12}{'MB/s':>8}{'peak MB':>9}"
    for reader in readers:
        peak = "-" if reader.peak is None else f"{reader.peak:,.0f}"
        yield (
            f"{reader.name:22}{reader.words_per_cpu_second().told():>30}"
            f"{_rate(reader, lambda turn: turn.words):>12,.0f}{_rate(reader, lambda turn: turn.articles):>12,.0f}"
            f"{_rate(reader, lambda turn: turn.bytes) / 1e6:>8.2f}{peak:>9}"
        )
    for reader in readers[1:]:
        yield f"{reader.name}: {ratio(reader, first, per_second).told(2)} times as fast as one"


def _rate(reader: Reader, of: Callable[[Turn], int]) -> float:
    return Spread.of([of(turn) / turn.wall for turn in reader.turns]).median


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 1024):
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 1024, not {text!r}")
    return int(text)
