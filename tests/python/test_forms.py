"""Forms from Python: the rows of pages and agency forms, alone and in a batch, and the samples of every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from rows import ARTICLES, suite

FORMS = ARTICLES / "forms"
BODY = (
    "<article><p>The first of three paragraphs says what happened in the town on the river, and to whom.</p>"
    "<p>The second says what people who were there said of it, when they were asked in the evening.</p>"
    "<p>The third says what will happen next, which nobody in the town could tell for sure.</p></article>"
)


def content(row: dict[str, Any]) -> bytes:
    """Return what a row has to be read."""
    if "file" in row:
        return Path(FORMS, row["file"]).read_bytes()
    given: str | None = row.get("content") or row.get("html")
    if given is None:
        given = f"<!doctype html><html><head>{row.get('head', '')}</head><body>{row.get('body', BODY)}</body></html>"
    return given.encode(row.get("encoding", "utf-8"))


ROWS = suite("pages") + suite("agency")


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_rows(row: dict[str, Any]) -> None:
    given = content(row)
    article = dl.parse(given, form="auto")
    assert (article.headline, str(article.date) if article.date else None) == (row.get("headline"), row.get("date"))
    assert (article.bylines, article.source, article.url) == (row.get("byline", []), row.get("source"), row.get("url"))
    assert all(article.text[m.start : m.end] == m.text for m in article.mentions)
    (batched,) = dl.pipe([given], form="auto")
    assert batched.to_dict() == article.to_dict()


def test_every_sample_is_read() -> None:
    corpus = dl.read_corpus(FORMS)
    assert not corpus.errors
    assert len(corpus) > len(list(FORMS.iterdir()))
    assert len({article.id for article in corpus}) == len(corpus)
    assert all(article.text.strip() for article in corpus)


def test_what_is_no_page_raises() -> None:
    with pytest.raises(ValueError, match="no article text"):
        dl.parse("<html><body><nav>Home</nav></body></html>", form="html")
    with pytest.raises(ValueError, match="unknown form"):
        dl.parse("Rome is wet.", form="pdf")
    corpus = dl.parse_many(
        ["<html></html>", "<html><body><p>Rome is wet.</p></body></html>"], form="html", ids=["a", "b"]
    )
    assert [failure.id for failure in corpus.errors] + [article.id for article in corpus] == ["a", "b"]


def test_what_is_damaged_warns_or_is_an_error(tmp_path: Path) -> None:
    page = f"<html><head><title>Rain</title></head><body>{BODY}</body></html>"
    (tmp_path / "half.html").write_text(page[: page.index("</p><p>The third")], encoding="utf-8")
    (tmp_path / "whole.html").write_text(page, encoding="utf-8")
    corpus = dl.read_corpus(tmp_path)
    assert not corpus.errors
    half, whole = corpus
    assert [(w.code, w.start) for w in half.warnings] == [("truncated", len(half.text))]
    assert not whole.warnings
    strict = dl.Extractor(strict=True)
    corpus = strict.read_corpus(tmp_path)
    assert [article.id for article in corpus] == [str(tmp_path / "whole.html")]
    [failure] = corpus.errors
    assert (failure.path, failure.offset) == (str(tmp_path / "half.html"), 0)
    assert f"it is cut off; its text ends at character {len(half.text)}" in failure.message
    with pytest.raises(ValueError, match="it is cut off"):
        strict.read_corpus(tmp_path, errors="raise")
    summary = strict.run(tmp_path / "half.html", tmp_path / "out")
    assert (summary.articles, summary.errors) == (0, 1)
    with pytest.raises(ValueError, match="it is cut off"):
        strict.parse(page[:-40], form="html")
    assert repr(strict) == "Extractor(strict=True)"


def test_days_that_may_be_read_in_two_ways(tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("date,text\n02/05/2024,Rome is wet.\n", encoding="utf-8")
    [article] = dl.read_corpus(table)
    assert (article.date, [w.code for w in article.warnings]) == (None, ["unread_day"])
    for day_first, month in ((True, 5), (False, 2)):
        [article] = dl.read_corpus(table, day_first=day_first)
        assert article.date is not None
        assert (article.date.month, article.warnings) == (month, [])
    table.write_text("date,text\n02/05/2024,Rome is wet.\n13/05/2024,Paris is dry.\n", encoding="utf-8")
    assert [str(article.date) for article in dl.read_corpus(table)] == ["2024-05-02", "2024-05-13"]
