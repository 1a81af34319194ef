"""Read ten thousand files with one worker and with two: order, speed-up, articles per second, peak memory.

    python tests/compare/scale.py [--articles 10000] [--workers 1 2] [--ways collect stream]

The files are variations of the sample articles in a temporary folder. Each number of workers gets a process of its
own, so that peak memory is its own too. Two ways are measured: `read_corpus`, which keeps all articles, and
`dateline run`, which writes each as a line of JSON and keeps none. Use a release build.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dateline as dl
from dateline.__main__ import main as dateline
from variations import SAMPLES, varied


def main() -> None:
    """Write the files, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), given.articles)
        for way in map(WAYS.__getitem__, given.ways):
            first = None
            for workers in given.workers:
                with multiprocessing.get_context("spawn").Pool(1) as process:
                    seconds, megabytes = process.apply(measure, (way, folder, workers))
                first = first or seconds
                print(
                    f"{way.__name__:8} {workers} workers  {seconds:6.1f} s  {given.articles / seconds:7,.0f} articles/s"
                    f"  speed-up {first / seconds:.2f}  peak {megabytes:,.0f} MB"
                )


def write(folder: Path, count: int) -> None:
    """Write this many articles into the folder, the number of each as its name."""
    copies = -(-count // len(list(SAMPLES.glob("*.txt"))))
    for number, text in enumerate(itertools.islice(varied(copies), count)):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def measure(way: Callable[[str, int], None], folder: str, workers: int) -> tuple[float, float]:
    """Return the seconds that reading the folder this way takes, and the peak memory of the process in MB."""
    began = time.perf_counter()
    way(folder, workers)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def collect(folder: str, workers: int) -> None:
    """Keep all articles, and see that they come in order."""
    corpus = dl.read_corpus(folder, workers=workers)
    ids = [article.id for article in corpus]
    assert ids == sorted(str(path) for path in Path(folder).iterdir()), "out of order"
    assert not corpus.errors


def stream(folder: str, workers: int) -> None:
    """Write each article as a line, and see that all went well."""
    with tempfile.NamedTemporaryFile() as output:
        assert dateline(["run", folder, "-o", output.name, "--workers", str(workers)]) == 0


WAYS: dict[str, Callable[[str, int], None]] = {"collect": collect, "stream": stream}


if __name__ == "__main__":
    main()
