"""Tables over a corpus, record batches in and out: every library gives the same rows, those of the articles."""

from __future__ import annotations

import datetime
import gc
import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline import arrow
from dateline.frames import Frame

SAMPLES = sorted(Path("seeds/articles").glob("*.txt"))
FLAT = arrow.TABLES[:-1]
TEXT = "PARIS, May 2 (AP) - Angela Merkel paid $3 million on Tuesday, she said. Chancellor Olaf Scholz did not."


@pytest.fixture(scope="module")
def corpus() -> dl.Corpus:
    return dl.read_corpus([*SAMPLES, "none.txt"])


def frame(corpus: dl.Corpus, table: str) -> Frame:
    found = getattr(corpus, table)
    assert isinstance(found, Frame)
    return found


def rows(table: Frame) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, cells, strict=True)) for cells in table._batches.rows(0, 1 << 30)]


def test_tables_are_what_the_articles_say(corpus: dl.Corpus) -> None:
    mentions = [(n, m) for n, article in enumerate(corpus) for m in article.mentions]
    found = corpus.mentions
    assert len(found) == len(mentions) > 1000
    for row, (number, mention) in zip(found, mentions, strict=True):
        assert (row.article, row.article_id) == (number, corpus[number].id)
        assert (row.start, row.end, row.label) == (mention.start, mention.end, mention.label)
        assert (row.text, row.value) == (mention.text, mention.value)
        assert row.score == pytest.approx(mention.score, abs=1e-6)  # of 32 bits here as there
        assert row.entity == (mention.entity.id if mention.entity else None)
    for row, article in zip(corpus.articles, corpus, strict=True):
        assert (row.headline, row.date, row.bylines) == (article.headline, article.date, list(article.bylines))
        assert (row.text, len(row.sentences)) == (article.text, len(article.sentences))
    assert corpus.entities["name"] == [entity.name for article in corpus for entity in article.entities]
    assert corpus.quotes["speaker"] == [quote.speaker for article in corpus for quote in article.quotes]
    assert corpus.dates["earliest"] == [date.earliest for article in corpus for date in article.dates]
    assert corpus.amounts["value"] == [amount.value for article in corpus for amount in article.amounts]
    assert corpus.roles["role"] == [role.role for article in corpus for role in article.roles]


def test_errors_are_failures_and_a_table(corpus: dl.Corpus) -> None:
    errors = corpus.errors
    [failure] = errors
    assert (failure.path, errors[0].index, len(errors), bool(errors)) == ("none.txt", len(SAMPLES), 1, True)
    assert errors.columns == ("article", "article_id", "file", "member", "number", "offset", "reason")
    assert (errors["article"], errors["file"]) == ([len(SAMPLES)], ["none.txt"])
    assert "No such file" in errors["reason"][0]
    assert rows(errors)[0]["article_id"] == "none.txt"
    assert errors == corpus.errors and corpus[:2].errors == []


def test_a_frame_is_a_sequence(corpus: dl.Corpus) -> None:
    mentions = corpus.mentions
    assert mentions is corpus.mentions
    assert mentions[0] == next(iter(mentions)) == mentions[-len(mentions)]
    assert mentions[1:3] == [mentions[1], mentions[2]] and mentions[5:1:-2] == [mentions[5], mentions[3]]
    assert mentions[-1] == list(mentions)[-1]
    assert mentions["text"] == [mention.text for mention in mentions]
    with pytest.raises(IndexError):
        mentions[len(mentions)]
    with pytest.raises(KeyError, match="no column is called 'words'; there are: article, "):
        mentions["words"]
    assert repr(mentions).startswith(f"<Frame mentions: {len(mentions):,} rows of article, article_id, mention")
    html = mentions._repr_html_()
    assert "<table" in html and html.count("<tr") <= 25
    again = pickle.loads(pickle.dumps(mentions))
    assert list(again) == list(mentions)
    assert pickle.loads(pickle.dumps(corpus)).roles["person"] == corpus.roles["person"]
    empty = dl.Corpus().mentions
    assert (len(empty), list(empty), empty.columns) == (0, [], mentions.columns)


@pytest.mark.parametrize("table", FLAT)
def test_every_library_gives_the_same_rows(corpus: dl.Corpus, table: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    wanted = rows(frame(corpus, table))
    made = pyarrow.table(frame(corpus, table))
    made.validate(full=True)
    assert made.to_pylist() == wanted
    assert made.schema == pyarrow.schema(arrow.schema(table))
    assert made.schema.metadata == {b"dateline.schema": b"1"}
    assert frame(corpus, table).to_arrow() == made


@pytest.mark.parametrize("table", FLAT)
def test_polars(corpus: dl.Corpus, table: str) -> None:
    polars = pytest.importorskip("polars")
    made = frame(corpus, table).to_polars()
    assert made.to_dicts() == rows(frame(corpus, table))
    assert made.equals(polars.DataFrame(frame(corpus, table)))


@pytest.mark.parametrize("table", FLAT)
def test_pandas(corpus: dl.Corpus, table: str) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    wanted = rows(frame(corpus, table))
    made = frame(corpus, table).to_pandas()
    assert list(made.columns) == list(frame(corpus, table).columns) and len(made) == len(wanted)
    simple = [name for name in made.columns if made[name].map(lambda cell: not hasattr(cell, "tolist")).all()]
    for name in simple:
        cells = [None if pandas.isna(cell) else cell for cell in made[name].tolist()]
        assert cells == [row[name] for row in wanted], name
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert pandas.DataFrame.from_arrow(frame(corpus, table)).shape == made.shape


def test_duckdb(corpus: dl.Corpus) -> None:
    duckdb = pytest.importorskip("duckdb")
    tables = {"mentions": corpus.mentions, "errors": corpus.errors}
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        assert connection.sql("SELECT * FROM mentions").fetchall() == list(corpus.mentions)
        assert connection.sql("SELECT count(*), max(article) FROM errors").fetchall() == [(1, len(SAMPLES))]


def test_records_in_one_row_an_article(corpus: dl.Corpus) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = [*(article.text for article in corpus), None]
    ids = [*(article.id for article in corpus), "nothing"]
    given = pyarrow.table({"body": texts, "name": ids, "extra": list(range(len(texts)))}).to_batches(7)
    made = list(arrow.extract(given, text="body", id="name", keep=["extra"], workers=2))
    assert {type(batch) for batch in made} == {pyarrow.RecordBatch}
    records = pyarrow.Table.from_batches(made)
    records.validate(full=True)
    found = records.to_pylist()
    assert [row["extra"] for row in found] == [row["article"] for row in found] == list(range(len(texts)))
    for table in ("mentions", "entities", "quotes", "dates", "amounts", "roles"):
        flat = [dict(row, article=None, article_id=None) for row in rows(frame(corpus, table))]
        inside = [{"article": None, "article_id": None} | row for record in found for row in record[table]]
        assert inside == flat, table
    *read, failed = found
    assert not any(row["error"] for row in read)
    assert (failed["text"], failed["mentions"]) == (None, []) and "text" in failed["error"]
    assert made[0].schema.names[:-1] == list(arrow.schema("records").columns)


@pytest.mark.parametrize("table", FLAT)
def test_batches_give_what_the_corpus_gives(corpus: dl.Corpus, table: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    given = pyarrow.table({"text": [a.text for a in corpus], "id": [a.id for a in corpus]}).to_batches(5)
    made = pyarrow.Table.from_batches(
        arrow.extract(iter(given), table=table), schema=pyarrow.schema(arrow.schema(table))
    )
    wanted = [] if table == "errors" else rows(frame(corpus, table))
    assert made.to_pylist() == wanted


def test_frames_of_any_library_go_in() -> None:
    given: dict[str, list[Any]] = {
        "id": ["a", "b", "c"],
        "text": [TEXT, None, "It rains in Rome."],
        "date": [datetime.date(2023, 5, 2)] * 3,
    }
    pyarrow = pytest.importorskip("pyarrow")
    rains = pyarrow.table(given)
    frames: list[Any] = [rains, rains.to_batches()[0], rains.to_reader(2), dl.parse_many(given["text"][::2]).articles]
    wanted = None
    for library in ("polars", "pandas"):
        frames.append(pytest.importorskip(library).DataFrame(given))
    frames.append(pytest.importorskip("duckdb").sql("SELECT * FROM rains").to_arrow_reader(2))
    for one in frames:
        found = [row for batch in arrow.extract(one) for row in pyarrow.table(batch).to_pylist()]
        if isinstance(one, Frame):
            assert [row["text"] for row in found] == [TEXT, given["text"][2]]
            continue
        assert [row["article_id"] for row in found] == ["a", "b", "c"], one
        assert [row["date"] for row in found] == [given["date"][0], None, given["date"][0]], one
        wanted = wanted or found
        assert found == wanted, one


def test_errors_of_batches() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    given = [pyarrow.record_batch({"text": [None, "Rome."]}), pyarrow.record_batch({"text": ["Paris.", None]})]
    errors = [row for batch in arrow.extract(given, table="errors") for row in batch.to_pylist()]
    assert [row["article"] for row in errors] == [0, 3]
    assert all("text" in row["reason"] for row in errors)
    named = pyarrow.record_batch({"id": ["a", "b"], "text": ["Rome.", None]})
    [error] = [row for batch in arrow.extract(named, table="errors") for row in batch.to_pylist()]
    assert (error["article"], error["article_id"], error["number"]) == (1, "b", 1)
    with pytest.raises(ValueError, match="words"):
        list(arrow.extract(given, text="words"))
    with pytest.raises(ValueError, match="table must be one of"):
        arrow.extract(given, table="names")
    with pytest.raises(ValueError, match="records only"):
        list(arrow.extract(given, table="mentions", keep=["text"]))
    with pytest.raises(ValueError, match="of its own"):
        list(arrow.extract(given, keep=["text"]))
    with pytest.raises(TypeError, match="expected record batches"):
        list(arrow.extract(["a text"]))
    with pytest.raises(TypeError, match="expected record batches, not int"):
        arrow.extract(3)
    with pytest.raises(TypeError, match="list of names"):
        arrow.extract(given, keep="text")
    with pytest.raises(ValueError, match="not an array of"):
        list(arrow.extract([pyarrow.array([1, 2])]))


def test_batches_are_drawn_one_by_one() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    drawn = []

    def given() -> Iterator[Any]:
        for number in range(5):
            drawn.append(number)
            yield pyarrow.record_batch({"text": [f"Paris has {number} rules."]})

    made = arrow.extract(given(), table="mentions")
    assert drawn == []
    next(made)
    assert drawn == [0]
    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema({"text": pyarrow.string()}), given())
    drawn.clear()
    assert len(list(arrow.extract(reader))) == 5


def test_other_threads_run_meanwhile_and_memory_is_given_back() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    batch = pyarrow.record_batch({"text": [TEXT * 20] * 50})
    found: list[int] = []
    work = [threading.Thread(target=lambda: found.append(len(list(arrow.extract([batch] * 2))))) for _ in range(3)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert found == [2, 2, 2]
    gc.collect()
    before = pyarrow.total_allocated_bytes()
    for _ in range(3):
        list(arrow.extract(batch, table="mentions"))
        dl.Corpus().mentions.__arrow_c_stream__()
    gc.collect()
    assert pyarrow.total_allocated_bytes() <= before


def test_an_interrupt_stops_an_extraction() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    batch = pyarrow.record_batch({"text": [TEXT * 100] * 2000})
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(arrow.extract(batch))
    assert time.monotonic() - began < 3


def test_a_corpus_is_written_as_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    corpus = dl.read_corpus([*SAMPLES[:3], "none.txt"])
    corpus.write_parquet(tmp_path)
    corpus.write_parquet(tmp_path)
    for name in ("articles", "mentions", "entities", "quotes", "dates", "amounts", "roles", "errors"):
        frame = getattr(corpus, name)
        read = parquet.read_table(tmp_path / name / "part-00000.parquet")
        assert read.equals(frame.to_arrow()), name
        assert [path.name for path in (tmp_path / name).iterdir()] == ["part-00000.parquet"]
    (tmp_path / "manifest.jsonl").touch()
    with pytest.raises(ValueError, match="holds a run"):
        corpus.write_parquet(tmp_path)
