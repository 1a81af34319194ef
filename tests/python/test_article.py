"""One article: offsets, views, look-up, equality, pickles, JSON."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline as dl
from rows import samples

KIM = "SEOUL, Sept 4 (Reuters) - Kim Jong-Un plans talks with Russia, Adrienne Watson said. Kim will travel soon."


@pytest.fixture(scope="module")
def kim() -> dl.Article:
    return dl.parse(KIM, date="2023-09-04", id="kim")


def spanned(article: dl.Article) -> Iterator[Any]:
    """Yield everything that stands in the text."""
    for parts in (
        article.paragraphs,
        article.sentences,
        article.mentions,
        article.quotes,
        article.warnings,
        [article.dateline] if article.dateline else [],
    ):
        yield from parts


def slices_hold(article: dl.Article) -> None:
    """Assert the law of the package: every part is the slice of the text that it claims to be."""
    text = article.text
    for part in spanned(article):
        assert 0 <= part.start <= part.end <= len(text)
        assert text[part.start : part.end] == part.text
    assert all(0 <= start < end <= len(text) for start, end in article.tokens)
    ends = [mention.end for mention in article.mentions]
    assert all(mention.start >= end for mention, end in zip(article.mentions[1:], ends, strict=False))


NEWS = st.lists(
    st.sampled_from(
        ["Kim", "Jong-Un", "said", "Zürich", "’s", "U.S.", "\n", "\n\n", "LONDON", "(AP)", "—", "May 2", "🙂"]
    )
).map(" ".join)


@given(st.one_of(st.text(st.characters(), max_size=300), NEWS))
def test_any_text(text: str) -> None:
    article = dl.parse(text)
    slices_hold(article)
    assert article.text == text
    assert dl.Article.from_json(article.to_json()) == article


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    article = dl.parse(content)
    slices_hold(article)
    assert dl.Article.from_json(article.to_json()) == article


def test_half_a_surrogate_pair() -> None:
    article = dl.parse("Kim \ud800 met \ud83d\ude42 Putin", id="\ud800")
    assert article.text == "Kim � met 🙂 Putin"
    assert article.id == "�"
    slices_hold(article)
    assert [(w.code, w.start, w.end) for w in article.warnings] == [("bad_encoding", 4, 5)]


def test_a_nul_is_told_whatever_the_type() -> None:
    for text in ("Kim\0 met Putin", b"Kim\0 met Putin"):
        article = dl.parse(text)
        assert article.text == "Kim\0 met Putin"
        assert [(w.code, w.start, w.end) for w in article.warnings] == [("binary", 3, 4)]


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    article = dl.read(path)
    slices_hold(article)
    assert article.text == path.read_bytes().decode()
    assert article.id == str(path)
    copied = dl.Article.from_json(article.to_json())
    assert copied == article
    assert hash(copied) == hash(article)
    assert copied.to_dict() == article.to_dict() == json.loads(article.to_json())
    for mention in article.mentions:
        assert mention.sentence is None or mention.text in mention.sentence.text
        assert mention.entity is None or mention in mention.entity.mentions
    for entity in article.entities:
        assert entity.count == len(entity.mentions)
        assert entity in article.entities
        assert entity.name in article.entities


def test_attributes(kim: dl.Article) -> None:
    assert (kim.id, kim.date, kim.date_source) == ("kim", datetime.date(2023, 9, 4), "argument")
    assert kim.dateline is not None
    assert kim.dateline.places == ["SEOUL"]
    assert kim.source == "Reuters"
    assert {person.name for person in kim.people} >= {"Kim Jong-Un", "Adrienne Watson"}
    assert all(entity.label in {"GPE", "LOC", "FAC"} for entity in kim.places)
    assert all(mention.label in {"DATE", "TIME"} for mention in kim.dates)
    assert all(0 <= mention.score <= 1 for mention in kim.mentions)
    assert kim.mentions[0].article is kim


@pytest.mark.parametrize(
    "day", ["2023-09-04", datetime.date(2023, 9, 4), datetime.datetime(2023, 9, 4, 12, tzinfo=datetime.UTC)]
)
def test_day(day: str | datetime.date) -> None:
    assert dl.parse("Rain.", date=day).date == datetime.date(2023, 9, 4)


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        dl.parse("Rain.", date="yesterday")
    with pytest.raises(TypeError, match=r"^expected str or bytes, not NoneType$"):
        dl.parse(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^expected a date \(datetime\.date or YYYY-MM-DD\), not int$"):
        dl.parse("Rain.", date=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^expected str or bytes, not dict$"):
        dl.Article.from_json({})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^expected a position, a slice or a name, not NoneType$"):
        dl.parse("Rain.").entities[None]  # type: ignore[call-overload]


def test_any_name() -> None:
    assert dl.parse("Rain.", id=3).id == "3"
    assert dl.read(samples()[0], id=3).id == "3"


def test_look_up(kim: dl.Article) -> None:
    entities = kim.entities
    entity = entities["Kim"]
    assert entity == entities["Kim Jong-Un"] == kim.people["Kim"]
    assert (entity.name, entity.aliases, entity.count) == ("Kim Jong-Un", ["Kim"], 2)
    assert entities[0] == entities[-len(entities)] == entities[:1][0]
    assert entities.get("Nobody") is None
    assert entities.get("Nobody", 3) == 3
    assert entities.get("Kim") == entity
    assert isinstance(entities, Sequence)
    assert list(reversed(entities)) == list(entities)[::-1]
    assert entities.index(entities[1]) == entities.index(entities[1], 1) == 1
    assert entities.count(entity) == 1
    assert hash(entities) == hash(kim.entities)
    with pytest.raises(ValueError, match="not among"):
        entities.index(entities[1], 0, 1)
    assert "Nobody" not in entities
    assert 3 not in entities
    with pytest.raises(KeyError, match="Kim Jong-Un"):
        entities["Kim Jong Un"]
    with pytest.raises(IndexError):
        entities[99]


def test_pickles_and_copies(kim: dl.Article) -> None:
    assert pickle.loads(pickle.dumps(kim)) == kim
    for part in [*spanned(kim), *kim.entities, kim.entities, kim.people]:
        again = pickle.loads(pickle.dumps(part))
        assert again == part
        assert copy.deepcopy(part) == part
        assert hash(again) == hash(part)
    together = pickle.loads(pickle.dumps(kim.mentions))
    assert together == kim.mentions
    assert len({id(mention.article) for mention in together}) == 1
    assert len(pickle.dumps(kim.mentions * 100)) < 3 * len(pickle.dumps(kim)) + 100 * len(kim.mentions) * 100


def test_equality(kim: dl.Article) -> None:
    assert kim == dl.parse(KIM, date="2023-09-04", id="kim")
    assert kim != dl.parse(KIM, date="2023-09-04", id="un")
    assert kim != KIM
    assert kim.mentions[0] != kim.mentions[1]
    assert len({*kim.mentions, *kim.mentions}) == len(kim.mentions)


def test_frozen(kim: dl.Article) -> None:
    with pytest.raises(AttributeError):
        kim.text = ""  # type: ignore[misc]


def test_record_with_speech() -> None:
    record = dl.parse("Ann Lee said rain fell on Rome.").to_dict()
    (ann, *_) = record["entities"]
    assert ann["name"] == "Ann Lee"
    record["quotes"] = [
        {
            "id": "q1", "start": 13, "end": 30, "text": "rain fell on Rome", "kind": "indirect",
            "speaker": "Ann Lee", "speaker_entity": ann["id"], "cue": "said", "when": "2024-01-02",
        }
    ]  # fmt: skip
    record["roles"] = [
        {"entity": ann["id"], "person": "Ann Lee", "role": "rain", "start": 13, "end": 17, "status": "former",
         "organization": None},
        {"entity": ann["id"], "person": "Ann Lee", "role": "forecaster", "status": "current",
         "organization": record["entities"][1]["id"]},
    ]  # fmt: skip
    article = dl.Article.from_json(json.dumps(record))
    (quote,), (past, role) = article.quotes, article.roles
    assert (quote.id, quote.kind, quote.speaker, quote.cue, quote.when) == (
        "q1", "indirect", "Ann Lee", "said", "2024-01-02",
    )  # fmt: skip
    assert quote.text == "rain fell on Rome"
    assert quote.speaker_entity == role.entity == article.entities["Ann Lee"]
    assert (role.person, role.role, role.status, role.start) == ("Ann Lee", "forecaster", "current", None)
    assert (past.status, past.start, past.end, past.organization) == ("former", 13, 17, None)
    assert role.organization == article.entities["Rome"]
    assert pickle.loads(pickle.dumps([quote, role])) == [quote, role]
    assert article.to_dict() == record


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{}",
        "[1]",
        '{"id": null, "text": "a", "article": {}, "mentions": [{"start": 0, "end": 9, "label": "ORG", "text": "a"}]}',
        '{"id": null, "text": "a", "article": {}, "mentions": [{"start": 0, "end": 1, "label": "ORG", "text": "b"}]}',
        b"\xff",
    ],
)
def test_bad_record(record: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"record|UTF-8"):
        dl.Article.from_json(record)


def test_labels_of_the_callers_own() -> None:
    record = dl.parse("Angela Merkel took Aspirin.").to_json().replace('"label":"PERSON"', '"label":"CHEMIST"')
    article = dl.Article.from_json(record)
    assert (article.mentions[0].label, article.entities[0].label) == ("CHEMIST", "CHEMIST")
    assert not article.people
    assert pickle.loads(pickle.dumps(article)) == article
    assert article.to_json() == record
    assert ">CHEMIST</span> 1</li>" in article.to_html()


def test_a_process_has_room_for_so_many_labels() -> None:
    script = """if True:
        import dateline as dl
        json = dl.parse("Angela Merkel took Aspirin.").to_json()
        for number in range(200):
            dl.Article.from_json(json.replace('"label":"PERSON"', f'"label":"L{number}"'))
        dl.Article.from_json(json.replace('"label":"PERSON"', '"label":"L77"'))
        dl.Article.from_json(json.replace('"label":"PERSON"', '"label":"L200"'))
    """
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'ValueError: not a record: label "L200": a process can have 200 labels of its own' in done.stderr
