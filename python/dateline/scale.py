"""Past one machine, and inside other engines: `dateline.arrow.extract` as a step of Spark, Ray Data, Dask and polars.

Each function takes a frame or dataset of its engine with a column of texts, and returns the engine's own lazy table of
what `table` names: `mentions`, `entities`, `quotes` and so on, with the columns of `dateline.arrow.schema`. `text`,
`id` and `date` are names of columns; only these travel. An engine is imported when its function is called, and pyarrow
with it: `pip install dateline[scale]` has them all.

The rows of one article stay together and in order, articles in the order that the engine keeps. The column `article`
counts within one task's batch, so give an `id`, and join tables by `article_id`. A text that cannot be read (a null)
has no row but in the table `errors`. `day_first` says how `2/5/2024` is meant; without it, what the other days of the
same batch tell, which on a cluster may differ from task to task.

`workers` is the number of threads of one task. It is 1, since these engines run a task on each core already. An
`extractor` with options goes to the tasks by pickle, with its names and patterns; of a model only the path goes, so
each machine needs the file there.

DuckDB needs no adapter: it reads `dateline`'s tables where they are, and gives record batches itself.

    duckdb.sql("SELECT label, count(*) FROM mentions GROUP BY label")       # mentions = corpus.mentions
    dateline.arrow.extract(duckdb.sql("FROM 'news/*.parquet'").to_arrow_reader(1000), table="mentions", text="body")
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from dateline import arrow

if TYPE_CHECKING:
    import pyarrow
    from dask.dataframe import DataFrame as DaskFrame
    from polars import DataFrame as PolarsFrame
    from polars import LazyFrame
    from pyspark.sql import DataFrame as SparkFrame
    from ray.data import Dataset

    from dateline.reading import Extractor

Frame = TypeVar("Frame", "LazyFrame", "PolarsFrame")

BATCH = 1000
"""Articles that Ray hands to a call: a few megabytes in and out."""


@dataclass(frozen=True)
class _Step:
    """What a task does; pickled on its way there."""

    table: str
    text: str
    id: str | None
    date: str | None
    day_first: bool | None
    extractor: Extractor | None
    workers: int | None

    @property
    def columns(self) -> list[str]:
        """The columns that are needed, each once."""
        return list(dict.fromkeys(name for name in (self.text, self.id, self.date) if name is not None))

    @property
    def schema(self) -> pyarrow.Schema:
        """The schema of what comes out."""
        import pyarrow

        return pyarrow.schema(arrow.schema(self.table))

    def extract(self, given: object) -> Iterator[Any]:
        """Yield what `dateline.arrow.extract` makes of record batches."""
        return arrow.extract(
            given,
            table=self.table,
            text=self.text,
            id=self.id,
            date=self.date,
            day_first=self.day_first,
            extractor=self.extractor,
            workers=self.workers,
        )

    def together(self, given: object) -> pyarrow.Table:
        """Return the same as one table."""
        import pyarrow

        return pyarrow.Table.from_batches(map(pyarrow.record_batch, self.extract(given)), self.schema)

    def pandas(self, frame: Any) -> Any:
        """Turn a frame of pandas into another, whose columns have types of Arrow."""
        import pandas
        import pyarrow

        given = pyarrow.Table.from_pandas(frame[self.columns], preserve_index=False)
        return self.together(given).to_pandas(types_mapper=pandas.ArrowDtype)

    def polars(self, frame: PolarsFrame) -> PolarsFrame:
        """Turn a frame of polars into another."""
        import polars

        return polars.DataFrame(self.together(frame.select(self.columns)))


def spark(
    df: SparkFrame,
    table: str = "mentions",
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    day_first: bool | None = None,
    extractor: Extractor | None = None,
    workers: int = 1,
) -> SparkFrame:
    """Return a table over the articles of a Spark frame, by `mapInArrow`.

    Each task reads its partition batch by batch (`spark.sql.execution.arrow.maxRecordsPerBatch` articles each). The
    workers need `dateline` and `pyarrow`.

        mentions = scale.spark(spark.read.parquet("s3://news/"), "mentions", text="body", id="url", date="published")
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    step = _Step(table, text, id, date, day_first, extractor, workers)
    return df.select(*step.columns).mapInArrow(step.extract, from_arrow_schema(step.schema))


def ray(
    dataset: Dataset,
    table: str = "mentions",
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    day_first: bool | None = None,
    extractor: Extractor | None = None,
    workers: int = 1,
    batch_size: int = BATCH,
) -> Dataset:
    """Return a table over the articles of a Ray dataset, by `map_batches` on batches of pyarrow.

    A task asks Ray for as many CPUs as it has `workers`.

        mentions = scale.ray(ray.data.read_parquet("s3://news/"), "mentions", text="body", id="url")
    """
    step = _Step(table, text, id, date, day_first, extractor, workers)
    return dataset.select_columns(step.columns).map_batches(
        step.together, batch_format="pyarrow", batch_size=batch_size, num_cpus=workers
    )


def dask(
    ddf: DaskFrame,
    table: str = "mentions",
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    day_first: bool | None = None,
    extractor: Extractor | None = None,
    workers: int = 1,
) -> DaskFrame:
    """Return a table over the articles of a Dask frame, by `map_partitions`.

    Partitions go in and out as frames of pandas whose columns have types of Arrow (`pandas.ArrowDtype`). Dask's threads
    do, since the interpreter is free while texts are read; its processes cost the way there and back.

        mentions = scale.dask(dask.dataframe.read_parquet("s3://news/"), "mentions", text="body", id="url")
    """
    step = _Step(table, text, id, date, day_first, extractor, workers)
    chosen: Any = ddf[step.columns]
    empty = step.pandas(chosen._meta)
    made: DaskFrame = chosen.map_partitions(step.pandas, meta=empty, enforce_metadata=False, clear_divisions=True)
    return made


def polars(
    frame: Frame,
    table: str = "mentions",
    *,
    text: str = "text",
    id: str | None = None,
    date: str | None = None,
    day_first: bool | None = None,
    extractor: Extractor | None = None,
    workers: int | None = None,
) -> Frame:
    """Return a table over the articles of a frame of polars: at once, or for a lazy frame as a step of its plan.

    A lazy frame is read in the pieces that the streaming engine makes (`collect(engine="streaming")`, `sink_parquet`),
    so that it need not fit into memory. Here `workers` is
    one for each core, if not said otherwise: polars runs one such step at a time.

        scale.polars(polars.scan_parquet("news/*.parquet"), "mentions", text="body").sink_parquet("mentions.parquet")
    """
    import polars

    step = _Step(table, text, id, date, day_first, extractor, workers)
    if isinstance(frame, polars.DataFrame):
        return step.polars(frame)
    schema = polars.DataFrame(step.schema.empty_table()).schema
    return frame.select(step.columns).map_batches(step.polars, schema=dict(schema), streamable=True)
