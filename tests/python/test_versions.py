"""What an earlier version pickled and wrote is read; what no version wrote is refused with a reason.

`tests/data/versions` was written by the state of 28 November 2026, 0:30, which knew no forms and had no tables.
"""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import dateline as dl
from rows import ROOT

OLD = ROOT / "tests" / "data" / "versions"


def unpickled(name: str) -> Any:
    return pickle.loads((OLD / f"{name}.pickle").read_bytes())


def test_articles() -> None:
    article = unpickled("article")
    assert article == dl.Article.from_json((OLD / "record.json").read_text(encoding="utf-8"))
    assert (article.id, article.headline, article.source) == ("acme", "Acme to Pay $1.2 Billion", "Reuters")
    assert [(quote.text, quote.speaker) for quote in article.quotes] == [("We regret it,", "Yoon Suk Yeol")]
    assert article.entities["Paris"].country == "US"
    assert article.url is None  # which it did not know


def test_corpora() -> None:
    corpus = unpickled("corpus")
    assert [article.id for article in corpus] == ["a", "b"]
    assert len(corpus.mentions) == sum(len(article.mentions) for article in corpus)


def test_extractors() -> None:
    extractor = unpickled("extractor")
    found = [
        (mention.text, mention.label) for mention in extractor("She took Zorb on Monday, and Z-12 in Paris.").mentions
    ]
    assert found == [("Zorb", "DRUG"), ("Monday", "DATE"), ("Z-12", "CODE"), ("Paris", "GPE")]


def test_what_a_later_version_adds_is_left_out() -> None:
    record = json.loads((OLD / "record.json").read_text(encoding="utf-8"))
    record["of_the_future"] = {"a": [1]}
    record["mentions"][0]["of_the_future"] = 7
    assert len(dl.Article.from_json(json.dumps(record)).mentions) == len(record["mentions"])


def test_what_no_version_wrote_is_refused() -> None:
    record = json.loads((OLD / "record.json").read_text(encoding="utf-8"))
    del record["mentions"]
    with pytest.raises(ValueError, match="mentions"):
        dl.Article.from_json(json.dumps(record))
    with pytest.raises(ValueError, match="not a record"):
        pickle.loads((OLD / "article.pickle").read_bytes().replace(b'"mentions":[', b'"mentions":{'))
