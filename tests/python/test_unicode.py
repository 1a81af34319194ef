"""Any text in any argument: it gives a sound article, or an error of a kind that the manual names."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from dateline.arrow import extract
from test_article import slices_hold

# Letters of every script, lone surrogates, NUL, marks, joiners and controls, more often than chance would have them.
ODD = st.sampled_from([*"\ud800\udfff\0\u0301\u200d\u202e\u2066𝒳\ufeff\ufffe\u2028İ", "👩\u200d👧", "🇫🇷"])
NEWS = st.just(" Kim Jong-Un of Paris said. ")
TEXT = st.lists(st.one_of(st.text(st.characters(), max_size=20), ODD, NEWS), max_size=12)
ANY = TEXT.map("".join)
ANYTHING = st.one_of(ANY, st.none(), st.integers(), st.binary(max_size=20), st.floats(), st.lists(ANY, max_size=2))
REFUSED = (ValueError, TypeError, OverflowError)


def sound(article: dl.Article) -> None:
    """Assert that an article holds together in every way that it is looked at."""
    slices_hold(article)
    article.text.encode()  # no half of a surrogate pair is left
    assert dl.Article.from_json(article.to_json()) == article
    assert pickle.loads(pickle.dumps(article)) == article
    for show in (article.to_html, article.to_displacy, article.to_dict, article.__repr__, article.entities.__repr__):
        assert show()


@given(ANY, ANYTHING)
def test_parse(text: str, name: Any) -> None:
    article = dl.parse(text, id=name)
    sound(article)
    # halves that meet are one character, and a half alone is replaced
    assert article.text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(ANY, ANYTHING)
def test_days(text: str, day: Any) -> None:
    try:
        article = dl.parse(text, date=day)
    except REFUSED:
        return
    sound(article)


@given(ANY, st.sampled_from(["text", "html", "nitf", "newsml", "ninjs", "mail", "auto"]))
def test_forms(text: str, form: Any) -> None:
    for given_as in (text, text.encode("utf-8", "surrogatepass"), text.encode("utf-16", "surrogatepass")):
        try:
            article = dl.parse(given_as, form=form)
        except ValueError:
            continue
        sound(article)


@given(st.lists(ANY, max_size=4), ANYTHING)
@settings(max_examples=50)
def test_many_ways_are_one(texts: list[str], name: Any) -> None:
    wanted = [dl.parse(text, id=name) for text in texts]
    names = [name] * len(texts)
    assert list(dl.pipe(texts, ids=names, workers=2)) == wanted
    corpus = dl.parse_many(texts, ids=names, workers=2)
    assert list(corpus) == wanted
    for table in (corpus.articles, corpus.mentions, corpus.entities, corpus.quotes, corpus.dates, corpus.errors):
        assert len(list(table)) == len(table)
    assert pickle.loads(pickle.dumps(corpus)).mentions["text"] == corpus.mentions["text"]
    assert list(corpus.people()) is not None
    assert repr(corpus)


@given(ANY, ANYTHING.filter(lambda label: not isinstance(label, list)), ANYTHING, ANYTHING, ANYTHING)
def test_options(text: str, label: Any, name: Any, pattern: Any, score: Any) -> None:
    options: list[dict[str, Any]] = [
        {"labels": [label]},
        {"gazetteer": {label: [name]}},
        {"gazetteer": {"ORG": [name, text]}},
        {"patterns": [("ORG", pattern)]},
        {"patterns": [{"label": label, "pattern": pattern}]},
        {"min_score": score},
        {"labels": label, "gazetteer": name, "patterns": pattern},
    ]
    for option in options:
        try:
            extractor = dl.Extractor(**option)
        except REFUSED:
            continue
        sound(extractor(text))
        assert pickle.loads(pickle.dumps(extractor))(text) == extractor(text)


@given(ANY, st.integers())
def test_explaining(text: str, offset: int) -> None:
    for at in (offset, offset % (len(text) + 1)):
        try:
            dl.Extractor().explain(text, at)
        except (*REFUSED, IndexError):
            continue


@given(ANYTHING)
def test_models_and_records_and_files(anything: Any) -> None:
    for call in (dl.Article.from_json, dl.read, lambda given: dl.Extractor(model=given or "")):
        with pytest.raises((*REFUSED, OSError)):
            call(anything)


@given(ANY, ANY)
def test_looking_up(text: str, name: str) -> None:
    article = dl.parse(text)
    assert article.entities.get(name) is None or name in article.entities
    corpus = dl.parse_many([text], workers=1)
    for look in (corpus.timeline, corpus.quotes_by):
        try:
            look(name)
        except KeyError:
            continue


@given(st.lists(st.one_of(ANY, st.none()), max_size=4))
@settings(max_examples=30)
def test_columns(texts: list[str | None]) -> None:
    arrow = pytest.importorskip("pyarrow")
    clean = [text.encode("utf-8", "replace").decode() if text is not None else None for text in texts]
    table = arrow.table({"text": arrow.array(clean, arrow.string())})
    for batch in extract(table, table="mentions", workers=1):
        assert all(row["text"] for row in arrow.record_batch(batch).to_pylist())


def test_a_word_of_a_million_characters() -> None:
    for piece in ("a", "é", "👩\u200d", "\u0301", "\0"):
        word = piece * (1_000_000 // len(piece))
        slices_hold(dl.parse(f"PARIS (AP) - Ann {word} left."))
