"""How articles show themselves."""

from __future__ import annotations

import re

import pytest

import dateline as dl
from dateline import display
from dateline.display import labels
from rows import samples

NASTY = 'Kim Jong-Un paid $5 million & <script>alert("x")</script> to Rome.\n\n<b>Moscow</b> has $7.'


def test_html_is_escaped() -> None:
    html = dl.parse(NASTY, id="<i>&$").to_html()
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "$" not in html
    assert "&#36;5 million" in html
    assert "mathjax_ignore" in html
    assert "://" not in html
    assert html == dl.parse(NASTY, id="<i>&$")._repr_html_()


def test_html_shows_the_whole_text() -> None:
    article = dl.parse("Angela Merkel met BMW in Munich.")
    words = re.sub(r"<[^>]+>", "", article.to_html())
    assert article.text in words
    assert "PERSON 1" in words


def test_html_of_a_long_article_is_cut() -> None:
    html = dl.parse("Paris is wet. " * 10_000).to_html()
    assert "120,000 more characters" in html
    assert len(html) < 1_000_000


def test_displacy() -> None:
    form = dl.parse("Angela Merkel met BMW.").to_displacy()
    assert form["text"] == "Angela Merkel met BMW."
    assert form["ents"][0] == {"start": 0, "end": 13, "label": "PERSON"}
    assert "title" in form


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    dl.read(samples()[0]).show()
    printed = capsys.readouterr().out
    assert "headline" in printed
    assert "people" in printed


def test_reprs_are_short() -> None:
    article = dl.read(samples()[0])
    for part in (article, article.mentions[0], article.sentences[0], article.paragraphs[0], article.dateline):
        assert len(repr(part)) < 200
    assert repr(dl.Corpus([article])) == "<Corpus: 1 article>"


def test_corpus_html() -> None:
    corpus = dl.parse_many([NASTY, None], ids=["<i>", "$"])  # type: ignore[list-item]
    html = corpus._repr_html_()
    assert "<i>" not in html
    assert "$" not in html
    assert "1 article, 1 error" in html


def test_every_label_has_a_colour() -> None:
    found = {mention.label for path in samples() for mention in dl.read(path).mentions}
    assert found <= set(labels.HUES)


def test_nothing_steers_the_page_or_the_terminal() -> None:
    article = dl.parse(
        "Angela Merkel met \x1b[31mBMW\x1b[0m \u202egnp.\u2066 in Munich.\n\n“" + "So it is, " * 60 + "” she said."
    )
    html = article.to_html()
    assert "unicode-bidi:isolate" in html
    for steering in "\x1b\u202e\u2066":
        assert steering not in html
        assert steering not in display.summary(article)
    assert "\ufffd[31m" in html
    assert all(
        len(line) <= 200 for line in display.summary(dl.parse("Paris, Rome and Oslo Lee Ann Bo. " * 90)).splitlines()
    )


def test_star_import_hides_no_builtin() -> None:
    assert "Warning" not in dl.__all__
    assert dl.Warning.__module__ == "dateline"
