"""Read the same articles by the plain run and inside Spark, Ray, Dask, DuckDB and polars: what each engine adds.

    pip install .[scale]
    python tests/compare/past_one_machine.py [--articles 10000] [--cores 2] [--rounds 3] [--engines plain spark ray]

The articles are variations of the samples, in Parquet files in a temporary folder, as an archive would be. Each engine
reads them from there, makes the table of mentions on so many cores and counts its rows: all must come to one number.
Every engine has a process of its own. Printed are the seconds until it stands ready, those of its first round (in which
tasks load what they need), the best of the rounds, and that against the plain run. Use a release build.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.dataset
import pyarrow.parquet

from dateline import arrow, scale
from variations import SAMPLES, varied

FILES = 16
"""Parts of the archive: some for each core, so that engines can share them out."""

Count = Callable[[], int]


def main() -> None:
    """Write the archive, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), given.articles)
        plain = None
        for name in given.engines:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                asked = process.submit(measure, name, folder, given.cores, given.rounds)
                ready, first, best, rows = asked.result()
            plain = plain or (best, rows)
            assert rows == plain[1], f"{name}: {rows} rows, not {plain[1]}"
            print(
                f"{name:16} ready {ready:5.1f} s  first {first:6.1f} s  best {best:6.1f} s"
                f"  {given.articles / best:7,.0f} articles/s  {best / plain[0]:5.2f} of {given.engines[0]}",
                flush=True,
            )


def write(folder: Path, count: int) -> None:
    """Write this many articles as Parquet files into the folder."""
    texts = varied(-(-count // len(list(SAMPLES.glob("*.txt")))))
    pairs = list(enumerate(islice(texts, count)))
    for number in range(FILES):
        part = pairs[number::FILES]
        columns = {"id": [str(id) for id, _ in part], "text": [text for _, text in part]}
        pyarrow.parquet.write_table(pyarrow.table(columns), folder / f"{number:02}.parquet", row_group_size=500)


def measure(name: str, folder: str, cores: int, rounds: int) -> tuple[float, float, float, int]:
    """Return the seconds until an engine is ready, those of its first and of its best round, and its rows."""
    logging.disable(logging.WARNING)
    began = time.perf_counter()
    with ENGINES[name](folder, cores) as count:
        ready = time.perf_counter() - began
        seconds = []
        for _ in range(rounds):
            began = time.perf_counter()
            rows = count()
            seconds.append(time.perf_counter() - began)
    return ready, seconds[0], min(seconds), rows


def rows_of(batches: Iterator[Any]) -> int:
    """Count the rows of what `arrow.extract` yields."""
    return sum(pyarrow.table(batch).num_rows for batch in batches)


@contextmanager
def plain(folder: str, cores: int) -> Iterator[Count]:
    """`arrow.extract` over the files, and nothing else."""
    dataset = pyarrow.dataset.dataset(folder)
    yield lambda: rows_of(arrow.extract(dataset.scanner().to_reader(), table="mentions", id="id", workers=cores))


@contextmanager
def spark(folder: str, cores: int) -> Iterator[Count]:
    """Spark with `local[cores]`."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    session = builder.config("spark.sql.files.maxPartitionBytes", "4m").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield lambda: scale.spark(session.read.parquet(folder), id="id").count()
    session.stop()


@contextmanager
def ray(folder: str, cores: int) -> Iterator[Count]:
    """Ray Data with so many CPUs."""
    import ray

    ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield lambda: scale.ray(ray.data.read_parquet(folder), id="id").count()
    ray.shutdown()


def dask(scheduler: str) -> Callable[[str, int], Any]:
    """Dask with threads or processes."""

    @contextmanager
    def engine(folder: str, cores: int) -> Iterator[Count]:
        import dask.dataframe

        frame = dask.dataframe.read_parquet(folder, split_row_groups=False, aggregate_files=False)

        def count() -> int:
            mentions: Any = scale.dask(frame, id="id")
            lengths = mentions.map_partitions(len, meta=("rows", "int64"))
            return int(lengths.compute(scheduler=scheduler, num_workers=cores).sum())

        yield count

    return engine


@contextmanager
def duckdb(folder: str, cores: int) -> Iterator[Count]:
    """DuckDB, which reads the files."""
    import duckdb

    connection = duckdb.connect(config={"threads": cores})

    def count() -> int:
        reader = connection.sql(f"SELECT id, text FROM '{folder}/*.parquet'").to_arrow_reader(1000)
        return rows_of(arrow.extract(reader, table="mentions", id="id", workers=cores))

    yield count


@contextmanager
def polars(folder: str, cores: int) -> Iterator[Count]:
    """Polars with its streaming engine."""
    import polars

    def count() -> int:
        lazy = scale.polars(polars.scan_parquet(f"{folder}/*.parquet"), id="id", workers=cores)
        return int(lazy.select(polars.len()).collect(engine="streaming").item())

    yield count


ENGINES: dict[str, Callable[[str, int], Any]] = {
    "plain": plain,
    "spark": spark,
    "ray": ray,
    "dask threads": dask("threads"),
    "dask processes": dask("processes"),
    "duckdb": duckdb,
    "polars": polars,
}


if __name__ == "__main__":
    main()
