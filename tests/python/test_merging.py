"""Things of many articles, and the tables over them: rows of `merging.toml` and single facts."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest

import dateline as dl
from dateline.table import Dated, Said
from rows import suite

Json = dict[str, Any]


def article(entities: list[str]) -> dl.Article:
    """Return an article that consists of names: `LABEL name = alias @COUNTRY # role`."""
    text, mentions, listed, roles = "", [], [], []
    for number, line in enumerate(entities, 1):
        line, _, role = line.partition(" # ")
        line, _, country = line.partition(" @")
        relation = "country" if country.endswith("!") else None
        label, _, names = line.partition(" ")
        name, *aliases = names.split(" = ")
        for words in (name, *aliases):
            start, end = len(text), len(text) + len(words)
            mentions.append({"start": start, "end": end, "label": label, "text": words, "entity": f"e{number}"})
            text += f"{words} spoke.\n\n"
        listed.append(
            {
                "id": f"e{number}",
                "label": label,
                "name": name,
                "aliases": aliases,
                "country": country.rstrip("!") or None,
                "country_relation": relation,
            }
        )
        if role:
            roles.append({"entity": f"e{number}", "person": name, "role": role})
    return read({"text": text, "mentions": mentions, "entities": listed, "roles": roles})


def read(record: Json, **header: object) -> dl.Article:
    """Return the article of a record that lacks what does not matter."""
    empty = {"headline": None, "date": None, "source": None, "dateline": None}
    return dl.Article.from_json(json.dumps({"id": None, **record, "article": {**empty, **header}}))


def test_rows() -> None:
    for row in suite("merging"):
        corpus = dl.Corpus([article(entities) for entities in row["articles"]])
        wishes = {key: row[key] for key in ("same", "keep_apart") if key in row}
        things = [
            thing
            for listed in (corpus.people(**wishes), corpus.organizations(**wishes), corpus.places(**wishes))
            for thing in listed
        ]

        def thing(place: str, things: list[dl.Thing] = things) -> dl.Thing:
            number, _, name = place.partition(" ")
            wanted = int(number) - 1, name
            return next(t for t in things if any((m.place[0], m.entity.name) == wanted for m in t.members))

        for together in row.get("together", []):
            assert len({id(thing(place)) for place in together}) == 1, row["name"]
        for apart in row.get("apart", []):
            assert len({id(thing(place)) for place in apart}) == len(apart), row["name"]
        if "reasons" in row:
            assert [member.reason for member in thing(row["together"][0][0]).members] == row["reasons"], row["name"]


@pytest.fixture
def corpus() -> dl.Corpus:
    return dl.Corpus(
        [
            article(["PERSON Ann Zywicki = Zywicki", "ORG Acme Inc.", "GPE Kenya @KE"]),
            article(["PERSON Ann B. Zywicki", "ORG Acme", "GPE Kenya @KE"]),
            article(["GPE Kenya @KE", "ORG Bolt Rail"]),
        ]
    )


def test_a_thing_tells_its_members_and_why(corpus: dl.Corpus) -> None:
    (ann,) = corpus.people()
    assert (ann.name, ann.label, ann.aliases, ann.country) == (
        "Ann Zywicki",
        "PERSON",
        ("Ann B. Zywicki", "Zywicki"),
        None,
    )
    assert (ann.count, ann.articles) == (3, [corpus[0], corpus[1]])
    first, second = ann.members
    assert (first.reason, first.with_) == ("first", None)
    assert (second.reason, second.with_) == ("middle name", first.entity)
    assert repr(ann) == "<Thing 'Ann Zywicki' PERSON: 3 mentions in 2 articles>"
    kenya = corpus.places()[0]
    assert (kenya.country, len(kenya.members)) == ("KE", 3)
    assert pickle.loads(pickle.dumps(ann)).members[1].reason == "middle name"


def test_things_are_found_by_name_and_split(corpus: dl.Corpus) -> None:
    companies = corpus.organizations()
    assert [thing.name for thing in companies] == ["Acme Inc.", "Bolt Rail"]
    assert companies["Acme"] is companies["Acme Inc."] is companies[0]
    assert [thing.name for thing in companies.split("Acme")] == ["Acme Inc.", "Acme", "Bolt Rail"]
    assert len(companies.split(*companies)) == 3
    assert companies[:1] == [companies[0]]
    with pytest.raises(KeyError, match="close: Bolt Rail"):
        companies["Bolt Rails"]
    apart = corpus.people(keep_apart=[["Ann Zywicki", corpus[1].entities[0]]])
    assert [thing.name for thing in apart] == ["Ann Zywicki", "Ann B. Zywicki"]
    twice = dl.Corpus([article(["PERSON Zywicki"]), article(["PERSON Zywicki"])])
    with pytest.raises(ValueError, match="2 things are called 'Zywicki'"):
        twice.timeline("Zywicki")
    assert "Acme Inc." in companies._repr_html_()


def test_wishes_that_make_no_sense_are_refused(corpus: dl.Corpus) -> None:
    with pytest.raises(ValueError, match='no entity is called "Nobody"'):
        corpus.people(same=[["Nobody", "Ann Zywicki"]])
    with pytest.raises(ValueError, match="none of these articles"):
        corpus.people(same=[[article(["PERSON Bo Ek"]).entities[0]]])
    with pytest.raises(ValueError, match="contradict"):
        corpus.people(same=[["Ann Zywicki", "Ann B. Zywicki"]], keep_apart=[["Ann Zywicki", "Ann B. Zywicki"]])
    with pytest.raises(TypeError, match="not a single name"):
        corpus.people(same="Ann Zywicki")
    with pytest.raises(TypeError, match="not int"):
        corpus.people(same=[[1, 2]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="other articles"):
        corpus.timeline(dl.Corpus([article(["PERSON Bo Ek"])]).people()[0])


def dated(text: str, published: str, days: dict[str, str], quote: str) -> dl.Article:
    """Return an article about Ann Zywicki with resolved dates and a quote."""
    start = text.index("Ann Zywicki")
    mentions: list[Json] = [
        {"start": start, "end": start + 11, "label": "PERSON", "text": "Ann Zywicki", "entity": "e1"}
    ]
    for words, day in days.items():
        start = text.index(words)
        when = {"earliest": day, "latest": day, "granularity": "day", "rule": "stated"}
        mentions.append(
            {"start": start, "end": start + len(words), "label": "DATE", "text": words, "value": day, "when": when}
        )
    mentions.sort(key=lambda mention: int(mention["start"]))
    start = text.index(quote)
    said = {"id": "q1", "start": start, "end": start + len(quote), "text": quote, "kind": "direct"}
    quotes = [{**said, "speaker": "Ann Zywicki", "speaker_entity": "e1", "cue": "said", "when": published}]
    entities = [{"id": "e1", "label": "PERSON", "name": "Ann Zywicki"}]
    record = {"id": published, "text": text, "mentions": mentions, "entities": entities, "quotes": quotes}
    return read(record, date=published)


@pytest.fixture
def told() -> dl.Corpus:
    return dl.Corpus(
        [
            dated("Ann Zywicki left on May 9. “Done,” she said.", "2024-05-10", {"May 9": "2024-05-09"}, "Done"),
            dated("On May 1 Ann Zywicki rose. “Up,” she said.", "2024-05-03", {"May 1": "2024-05-01"}, "Up"),
            dated("Ann Zywicki sings. “La,” she said.", "2024-05-05", {}, "La"),
        ]
    )


def test_timeline(told: dl.Corpus) -> None:
    table = told.timeline("Ann Zywicki")
    assert [row.date for row in table] == ["2024-05-01", "2024-05-09"]
    day = date(2024, 5, 1)
    assert table[0] == Dated(
        "2024-05-01", day, day, "day", date(2024, 5, 3), "2024-05-03", "On May 1 Ann Zywicki rose."
    )
    assert told.timeline("Ann Zywicki", undated=True)["earliest"] == [day, date(2024, 5, 5), date(2024, 5, 9)]
    assert told.timeline(told.people()[0]) == table


def test_quotes_by(told: dl.Corpus) -> None:
    table = told.quotes_by("Ann Zywicki")
    assert table["text"] == ["Done", "Up", "La"]
    assert table[1] == Said("2024-05-03", date(2024, 5, 3), "Up", "direct", "said", "2024-05-03")


def test_cooccurrence(corpus: dl.Corpus) -> None:
    assert not corpus.cooccurrence()
    pairs = corpus.cooccurrence(unit="article")
    assert [(row.a, row.b, row.count, row.articles) for row in pairs[:2]] == [
        ("Kenya", "Ann Zywicki", 2, 2),
        ("Kenya", "Acme Inc.", 2, 2),
    ]
    assert len(corpus.cooccurrence(unit="article", min_count=2)) == 3
    assert corpus.cooccurrence(["ORG", "PERSON"], unit="article")["b"] == ["Acme Inc."]
    apart = corpus.people(keep_apart=[["Ann Zywicki", "Ann B. Zywicki"]])
    assert not corpus.cooccurrence(unit="article", things=apart)
    with pytest.raises(ValueError, match="unknown unit"):
        corpus.cooccurrence(unit="page")  # type: ignore[arg-type]


def test_tables(corpus: dl.Corpus) -> None:
    table = corpus.cooccurrence(unit="article")
    assert repr(table) == "<Table: 4 rows of a, b, count, articles>"
    assert '<th scope="col" class="dl-number">articles</th>' in table._repr_html_()
    assert pickle.loads(pickle.dumps(table)) == table
    assert len({table, table[:]}) == 1
    with pytest.raises(KeyError, match="no column is called 'c'"):
        table["c"]
    assert corpus.places().table()["articles"] == [3]
    assert dl.Corpus().people().table().columns == ("name", "label", "country", "articles", "mentions", "aliases")


def test_data_frames(corpus: dl.Corpus) -> None:
    pandas = pytest.importorskip("pandas")
    frame = corpus.cooccurrence(unit="article").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["a", "b", "count", "articles"]
