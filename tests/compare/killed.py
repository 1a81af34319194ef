"""Kill a long run at random moments, go on with it, and compare what comes of it with an undisturbed run, row for row.

    python tests/compare/killed.py FOLDER [--articles 200000] [--kills 5] [--raw ../shared/data/raw] [--seed 1]

FOLDER is the archive of `archive.py`, which is made if it is not there. One run reads it undisturbed; another is killed
by SIGKILL again and again, each time after a random part of the time that the first took, and gone on with by
`--resume`. Then every table of both is read part after part, and each row compared in its place; no more than some
thousand rows are in memory. The exit code is 1 when a row differs. Needs `pip install pyarrow`; use a release build.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from archive import archive

BATCH = 4096
"""Rows compared at once."""


def main() -> int:
    """Run, kill, go on, compare; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--raw", type=Path, help="folder with .jsonl.gz files of further texts")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chunks = archive(given.folder, given.articles, given.raw)
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as place:
        calm, killed = Path(place, "calm"), Path(place, "killed")
        began = time.perf_counter()
        summary = finished(chunks, calm, given.articles)
        seconds = time.perf_counter() - began
        print(f"undisturbed: {summary}")
        kills = 0
        while kills < given.kills:
            patience = chance.uniform(0.02, 0.9 / given.kills) * seconds
            if not kill_after(patience, chunks, killed, given.articles):
                print("it ended before it could be killed: the next kills fall into a run without work")
            kills += 1
            print(f"kill {kills} after {patience:.1f} s: {parts(killed)}", flush=True)
        print(f"gone on to the end: {finished(chunks, killed, given.articles)}")
        return compared(calm, killed)


def started(chunks: list[str], output: Path, limit: int) -> subprocess.Popen[str]:
    """Start a run, or go on with it."""
    command = [sys.executable, "-m", "dateline", "run", *chunks, "-o", str(output), "--resume", "--limit", str(limit)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def finished(chunks: list[str], output: Path, limit: int) -> str:
    """Run to the end and return what it says of itself."""
    _, said = (process := started(chunks, output, limit)).communicate()
    if process.returncode not in (0, 1):  # 1: some articles could not be read
        raise SystemExit(f"the run ended with {process.returncode}: {said}")
    return said.strip().partition(": /")[0]


def kill_after(seconds: float, chunks: list[str], output: Path, limit: int) -> bool:
    """Kill a run after so many seconds; whether it was still at work."""
    process = started(chunks, output, limit)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        return True
    return False


def parts(output: Path) -> str:
    """Say what a killed run has left behind."""
    manifest = output / "manifest.jsonl"
    whole = manifest.read_bytes().count(b'"kind":"part"') if manifest.exists() else 0
    loose = len(list(output.glob("*/.part-*")))
    return f"{whole} whole parts, {loose} files of another that was being written"


def compared(calm: Path, killed: Path) -> int:
    """Compare all tables row for row; return the exit code."""
    code = 0
    for table in sorted(path.name for path in calm.iterdir() if path.is_dir()):
        first, second = (sorted((output / table).glob("*.parquet")) for output in (calm, killed))
        rows, differs = 0, None
        for left, right in pairs(batches(first), batches(second)):
            if left is None or right is None or not left.equals(right):
                differs = rows
                break
            rows += left.num_rows
        files = f"in {len(first)} and {len(second)} files"
        if differs is None:
            print(f"{table}: {rows:,} rows {files}, all equal")
        else:
            print(f"{table}: {files}, different within {BATCH} rows from row {differs:,} on")
            code = 1
    return code


def batches(files: list[Path]) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table's files."""
    for file in files:
        with pq.ParquetFile(file) as opened:
            yield from (batch for batch in opened.iter_batches(BATCH) if batch.num_rows)


def pairs(
    first: Iterator[pa.RecordBatch], second: Iterator[pa.RecordBatch]
) -> Iterator[tuple[pa.RecordBatch | None, pa.RecordBatch | None]]:
    """Yield the rows of both in pieces of one length; the longer one's rest has no partner."""
    left, right = next(first, None), next(second, None)
    while left is not None and right is not None:
        rows = min(left.num_rows, right.num_rows)
        yield left.slice(0, rows), right.slice(0, rows)
        left, right = (
            rest.slice(rows) if rest.num_rows > rows else next(others, None)
            for rest, others in ((left, first), (right, second))
        )
    if left is not None or right is not None:
        yield left, right


if __name__ == "__main__":
    sys.exit(main())
