"""The same rows from Spark, Ray, Dask, DuckDB and polars as from a plain run; engines that are not there are skipped.

All of them: `pip install .[scale]` and `pytest tests/python/test_scale.py`, with a Java runtime for Spark.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

import dateline as dl
from dateline import arrow, scale
from rows import samples

pyarrow = pytest.importorskip("pyarrow")

pytestmark = pytest.mark.filterwarnings("default")  # what engines warn of among themselves

Row = dict[str, Any]
TEXTS = [path.read_text("utf-8") for path in samples()][:8]
TEXTS += ["Zürich’s mayor, Ann Lee, met 日本 delegates on Monday.", "", "\U0001f600 Angela Merkel left Paris."]
IDS = [f"né-{number}" for number in range(len(TEXTS) + 1)]
GIVEN: dict[str, list[Any]] = {
    "id": IDS,
    "body": [*TEXTS, None],
    "day": ["2024-05-08"] * len(IDS),
    "further": list(range(len(IDS))),
}
NAMES: dict[str, Any] = {"text": "body", "id": "id", "date": "day"}


def sorted_rows(rows: list[Row]) -> list[Row]:
    """Return rows by article and place, the number of the article left out: engines count it within their batches."""
    plain = [{key: value for key, value in row.items() if key != "article"} for row in rows]
    return sorted(plain, key=lambda row: (row["article_id"], row.get("start") or 0))


@pytest.fixture(scope="module")
def wanted() -> list[Row]:
    """Return the mentions of a plain run."""
    given = zip(GIVEN["id"], GIVEN["body"], GIVEN["day"], strict=True)
    told = [(id, text, day) for id, text, day in given if text is not None]
    corpus = dl.parse_many(
        [text for _, text, _ in told], ids=[id for id, _, _ in told], dates=[day for *_, day in told]
    )
    rows: list[Row] = pyarrow.table(corpus.mentions).to_pylist()
    assert len(rows) > 300
    return sorted_rows(rows)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Give a Spark of two cores."""
    sql = pytest.importorskip("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # else the first python3 of the path
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Give a Ray of two cores."""
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield ray
    ray.shutdown()


def test_spark(session: Any, wanted: list[Row]) -> None:
    frame = session.createDataFrame(list(zip(*GIVEN.values(), strict=True)), list(GIVEN)).repartition(3)
    made = scale.spark(frame, "mentions", **NAMES)
    assert made.columns == pyarrow.schema(arrow.schema("mentions")).names
    assert sorted_rows([row.asDict(recursive=True) for row in made.collect()]) == wanted


def test_spark_takes_an_extractor(session: Any) -> None:
    extractor = dl.Extractor(gazetteer={"DRUG": ["aspirin"]}, labels=["DRUG"])
    frame = session.createDataFrame([("Aspirin did Ann Lee good.",), (None,)], "text string")
    rows = scale.spark(frame, extractor=extractor).collect()
    assert [(row.label, row.text) for row in rows] == [("DRUG", "Aspirin")]
    assert len(scale.spark(frame, "errors").collect()) == 1


def test_ray(cluster: Any, wanted: list[Row]) -> None:
    dataset = cluster.data.from_arrow(pyarrow.table(GIVEN)).repartition(3)
    made = scale.ray(dataset, "mentions", **NAMES, batch_size=2)
    assert sorted_rows(made.take_all()) == wanted


def test_dask(wanted: list[Row]) -> None:
    dd = pytest.importorskip("dask.dataframe")
    pandas = pytest.importorskip("pandas")
    frame = dd.from_pandas(pandas.DataFrame(GIVEN), npartitions=3)
    made: Any = scale.dask(frame, "mentions", **NAMES)
    for scheduler in ("threads", "sync"):
        computed = made.compute(scheduler=scheduler)
        assert list(made.columns) == list(computed.columns)
        assert (made.dtypes == computed.dtypes).all()
        rows: list[Row] = pyarrow.Table.from_pandas(computed, preserve_index=False).to_pylist()
        assert sorted_rows(rows) == wanted


def test_polars(wanted: list[Row]) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(GIVEN)
    made = scale.polars(frame, "mentions", **NAMES)
    assert sorted_rows(made.to_dicts()) == wanted
    lazy = scale.polars(frame.lazy(), "mentions", **NAMES)
    assert lazy.collect_schema() == made.schema
    assert sorted_rows(lazy.collect().to_dicts()) == wanted
    assert sorted_rows(lazy.collect(engine="streaming").to_dicts()) == wanted
    people = lazy.filter(polars.col("label") == "PERSON").select("text").collect()
    assert people["text"].to_list() == [row["text"] for row in made.to_dicts() if row["label"] == "PERSON"]


@pytest.mark.parametrize(("day_first", "day"), [(True, "2024-05-02"), (False, "2024-02-05")])
def test_order_of_day_and_month(day_first: bool, day: str) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"body": ["It rained in Paris today."], "day": ["02/05/2024"]})
    made = scale.polars(frame, "mentions", text="body", date="day", day_first=day_first)
    assert made.filter(polars.col("label") == "DATE")["value"].to_list() == [day]


def test_duckdb(wanted: list[Row]) -> None:
    duckdb = pytest.importorskip("duckdb")
    given = pyarrow.table(GIVEN)
    relation = duckdb.sql("SELECT id, body, day FROM given")
    made = [pyarrow.table(batch) for batch in arrow.extract(relation.to_arrow_reader(1000), table="mentions", **NAMES)]
    assert sorted_rows(pyarrow.concat_tables(made).to_pylist()) == wanted
    mentions = dl.parse_many(TEXTS).mentions
    ((count,),) = duckdb.sql("SELECT count(*) FROM mentions WHERE label = 'PERSON'").fetchall()
    assert count == sum(row["label"] == "PERSON" for row in pyarrow.table(mentions).to_pylist())
    assert given.num_rows == len(IDS)


def test_nothing_gives_no_rows(wanted: list[Row]) -> None:
    polars = pytest.importorskip("polars")
    empty = polars.DataFrame(schema=dict.fromkeys(GIVEN, polars.String))
    made = scale.polars(empty, "mentions", **NAMES)
    assert (made.height, set(made.columns) - {"article"}) == (0, set(wanted[0]))
