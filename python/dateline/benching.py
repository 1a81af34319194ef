"""How fast readers of articles are: each in a process of its own, in short turns, so that all meet the same weather.

A machine that others share may be half as fast a minute later. So no reader is measured from beginning to end before
the next one starts: `in_turns` gives each a turn of a second or so, then each another, and what is told of two readers
is the ratio of turns that lay side by side, in the median, with its spread.

The process of a reader is any program that speaks by lines of JSON: it is given a list of texts, reads the first one
and says that it is ready; then, for each line with a number of seconds, it reads on in the texts for at least so long
and says what that took. `serve` is that program's half in Python.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

Read = Callable[[list[str]], Iterable[int]]
"""Reads texts and yields how much it found in each."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was read in one turn, and what it took."""

    articles: int
    words: int
    """As `str.split` counts them."""
    bytes: int
    """Of the texts in UTF-8."""
    found: int
    """Mentions, in all."""
    cpu: float
    """Seconds of processor time, of all threads and of child processes that have ended."""
    wall: float
    """Seconds that went by."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some turns, with the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Make one of at least one value."""
        return cls(statistics.median(values), min(values), max(values))

    def told(self, digits: int = 0) -> str:
        """Return `median (low-high)` with so many digits after the point."""
        return f"{self.median:,.{digits}f} ({self.low:,.{digits}f}-{self.high:,.{digits}f})"


class Reader:
    """A process that reads articles, from its start to the end of the `with` block.

    `start_up` is what it took from nothing to the first article read, in seconds; `peak` the most memory that the
    process has used up to its last turn, in MB (`None` where the system does not tell); `note` what it says of itself.
    """

    def __init__(self, name: str, command: Sequence[str], texts: Sequence[str]) -> None:
        """Start the process; `RuntimeError` says why when it does not."""
        self.name = name
        self.turns: list[Turn] = []
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        try:
            ready = self._ask(list(texts))
        except BaseException:
            self.close()
            raise
        self.start_up = time.perf_counter() - began
        self.note: str = ready.get("note", "")
        self.peak: float | None = ready["peak"]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process."""
        for pipe in filter(None, (self._process.stdin, self._process.stdout)):
            with suppress(BrokenPipeError):  # it has gone before
                pipe.close()
        self._process.wait()

    def turn(self, seconds: float) -> Turn:
        """Let it read for at least so long, and keep what that took."""
        told = self._ask(seconds)
        self.peak = told.pop("peak")
        turn = Turn(**told)
        self.turns.append(turn)
        return turn

    def _ask(self, question: object) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        try:
            print(json.dumps(question), file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise RuntimeError(f"{self.name}: the process ended with {self._process.wait()}")
        told: dict[str, Any] = json.loads(answer)
        return told

    def words_per_cpu_second(self) -> Spread:
        """Words for each second of processor time, over the turns."""
        return Spread.of([turn.words / turn.cpu for turn in self.turns])

    def words_per_second(self) -> Spread:
        """Words for each second that went by."""
        return Spread.of([turn.words / turn.wall for turn in self.turns])

    def to_dict(self) -> dict[str, Any]:
        """Return everything as data."""
        return {
            "name": self.name,
            "note": self.note,
            "start_up_seconds": round(self.start_up, 4),
            "peak_mb": self.peak,
            "words_per_cpu_second": asdict(self.words_per_cpu_second()),
            "words_per_second": asdict(self.words_per_second()),
            "articles_per_second": asdict(Spread.of([turn.articles / turn.wall for turn in self.turns])),
            "mb_per_second": asdict(Spread.of([turn.bytes / 1e6 / turn.wall for turn in self.turns])),
            "mentions_per_1000_words": round(
                1000 * sum(turn.found for turn in self.turns) / sum(turn.words for turn in self.turns), 2
            ),
            "turns": [asdict(turn) for turn in self.turns],
        }


def dateline_reader(texts: Sequence[str], workers: int) -> Reader:
    """Start a process in which dateline reads with so many workers, everything that it does."""
    command = [sys.executable, "-P", "-c", f"from dateline.benching import dateline_here; dateline_here({workers})"]
    name = f"dateline, {workers} worker{'' if workers == 1 else 's'}"
    return Reader(name, command, texts)


def dateline_here(workers: int) -> None:
    """Be the process of `dateline_reader`."""
    import dateline

    def read(texts: list[str]) -> Iterable[int]:
        return (len(article.mentions) for article in dateline.pipe(texts, workers=workers))

    serve(read)


def in_turns(readers: Sequence[Reader], turns: int, seconds: float) -> None:
    """Give each reader so many turns of at least so many seconds, one after the other; a first turn does not count."""
    for reader in readers:
        reader.turn(0)  # what is made at first use
        reader.turns.clear()
    for number in range(turns):
        for reader in [*readers[number % len(readers) :], *readers[: number % len(readers)]]:
            reader.turn(seconds)


def ratio(one: Reader, other: Reader, of: Callable[[Turn], float]) -> Spread:
    """How much more of something `one` has than `other`, turn by turn: those of one number lay side by side."""
    return Spread.of([of(turn) / of(beside) for turn, beside in zip(one.turns, other.turns, strict=True)])


def per_cpu_second(turn: Turn) -> float:
    """Words for each second of processor time."""
    return turn.words / turn.cpu


def per_second(turn: Turn) -> float:
    """Words for each second that went by."""
    return turn.words / turn.wall


def serve(read: Read, slices: int = 1, note: str = "") -> None:
    """Be a reader's process, over standard input and output, until the input ends.

    `slices` says into how many parts the texts are cut: a turn ends with a part, so that a slow reader needs not read
    everything in each turn. Say what there is to say of the reader in `note`.
    """
    try:
        _serve(read, slices, note)
    except (KeyboardInterrupt, BrokenPipeError):  # whoever asks has gone, or goes at this moment
        sys.exit(130)


def _serve(read: Read, slices: int, note: str) -> None:
    texts: list[str] = json.loads(sys.stdin.readline())
    for _ in read(texts[:1]):
        pass
    answer({"note": note, "peak": peak()})
    borders = [len(texts) * part // slices for part in range(slices + 1)]
    parts = [texts[first:last] for first, last in pairwise(borders) if first < last]
    sizes = [(sum(len(text.split()) for text in part), sum(len(text.encode()) for text in part)) for part in parts]
    at = 0
    for line in sys.stdin:
        least = json.loads(line)
        articles = words = volume = found = 0
        cpu, wall = _cpu(), time.perf_counter()
        while not articles or time.perf_counter() - wall < least:
            found += sum(read(parts[at]))
            articles += len(parts[at])
            words += sizes[at][0]
            volume += sizes[at][1]
            at = (at + 1) % len(parts)
        took = asdict(Turn(articles, words, volume, found, _cpu() - cpu, time.perf_counter() - wall))
        answer({**took, "peak": peak()})


def answer(told: dict[str, Any]) -> None:
    """Write one line of a reader's half of the talk."""
    print(json.dumps(told), flush=True)


def _cpu() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def peak() -> float | None:
    """Return the most memory in MB that this process or one of its children has used, if the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = _peak_since_exec() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(max(own, children) / unit, 1)


def _peak_since_exec() -> int | None:
    """Return this process's peak in KiB by Linux's own files: what `getrusage` says may be its parent's."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    peaks = (int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return next(peaks, None)
