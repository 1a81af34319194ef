"""The rows of `tests/data` through Python, one by one and as a batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import dateline as dl
from rows import suite

Row = dict[str, Any]


def both_ways(rows: list[Row]) -> list[dl.Article]:
    """Read the rows' texts one by one and as a batch; both must give the same articles."""
    texts, days = [row["text"] for row in rows], [row.get("argument") for row in rows]
    single = [dl.parse(text, date=day) for text, day in zip(texts, days, strict=True)]
    batch = dl.parse_many(texts, dates=days, workers=3)
    assert not batch.errors
    assert list(batch) == single
    return single


def marked(article: dl.Article) -> str:
    """Return the text with its mentions marked as `[words|LABEL]`."""
    parts, at = [], 0
    for mention in article.mentions:
        parts += [article.text[at : mention.start], f"[{mention.text}|{mention.label}]"]
        at = mention.end
    return "".join([*parts, article.text[at:]])


def dates(article: dl.Article) -> list[str]:
    """Return the dates and times that have a value, each with it."""
    return [f"{mention.text} = {mention.value}" for mention in article.dates if mention.value]


def roles(article: dl.Article) -> list[str]:
    """Return who is what, `(former)` behind roles that are over."""
    former = {"current": "", "former": " (former)"}
    for role in article.roles:
        assert article.text[role.start : role.end] == role.role
    return [f"{role.person}: {role.role}{former[role.status]}" for role in article.roles]


def header(article: dl.Article) -> Row:
    """Return what the outer form says, in the keys of the rows."""
    dateline = article.dateline
    return {
        "headline": article.headline,
        "date": article.date and article.date.isoformat(),
        "date_source": article.date_source,
        "byline": article.bylines,
        "source": article.source,
        "places": dateline.places if dateline else [],
        "dateline_date": dateline.date.isoformat() if dateline and dateline.date else None,
        "warnings": [warning.code for warning in article.warnings],
        "kinds": [paragraph.kind for paragraph in article.paragraphs],
    }


ALWAYS: Row = {"headline": None, "date": None, "byline": [], "source": None, "places": [], "dateline_date": None}


def test_headers() -> None:
    rows = suite("header_*")
    for row, article in zip(rows, both_ways(rows), strict=True):
        found = header(article)
        wanted = {**ALWAYS, **{key: value for key, value in row.items() if key in found}}
        assert {key: found[key] for key in wanted} == wanted, row["name"]


def written(mention: dl.Mention) -> str:
    """Return an amount with its value."""
    return f"{mention.text} = {mention.value or 'none'}"


def said(quote: dl.Quote) -> str:
    """Return a quote as `speaker (cue): words`."""
    return f"{quote.speaker or '-'} ({quote.cue or '-'}): {quote.text}"


def numbered(article: dl.Article) -> list[str]:
    """Return what stands in marks as `number kind: words`."""
    quotes = [quote for quote in article.quotes if quote.kind != "indirect"]
    numbers: dict[str, int] = {}
    return [f"{numbers.setdefault(quote.id, len(numbers) + 1)} {quote.kind}: {quote.text}" for quote in quotes]


LOCATED = ("GPE", "LOC", "FAC", "NORP")


def located(entity: dl.Entity) -> str:
    """Return `name | ISO code | relation | latitude longitude` in whole degrees, `-` for what is not known."""
    if entity.latitude is None or entity.longitude is None:
        point = "-"
    else:
        point = f"{round(entity.latitude)} {round(entity.longitude)}"
    return f"{entity.name} | {entity.country or '-'} | {entity.country_relation or '-'} | {point}"


def subdivisions(article: dl.Article) -> list[str]:
    """Return what is not a person as `name = ISO 3166-2 code`, `nowhere` behind what has no place."""
    things = [entity for entity in article.entities if entity.label != "PERSON"]
    nowhere = [" nowhere" if entity.latitude is None else "" for entity in things]
    return [f"{e.name} = {e.subdivision or '-'}{end}" for e, end in zip(things, nowhere, strict=True)]


READINGS: dict[str, tuple[str, Callable[[dl.Article], object]]] = {
    "amounts": ("amounts", lambda article: [written(mention) for mention in article.amounts]),
    "mentions": ("marked", marked),
    "sentences": ("sentences", lambda article: [sentence.text for sentence in article.sentences]),
    "tokens": ("tokens", lambda article: [article.text[start:end] for start, end in article.tokens]),
    "dates*": ("dates", dates),
    "roles": ("roles", roles),
    "quotes_marks": ("speech", numbered),
    "quotes_speakers": ("speech", lambda article: [said(q) for q in article.quotes if q.kind != "indirect"]),
    "quotes_voices": ("speech", lambda article: [said(q) for q in article.quotes]),
    "quotes_references": ("speech", lambda article: [said(q) for q in article.quotes if q.kind != "indirect"]),
    "quotes_turns": ("speech", lambda article: [said(q) for q in article.quotes if q.kind != "indirect"]),
    "quotes_indirect": ("speech", lambda article: [said(q) for q in article.quotes if q.kind == "indirect"]),
    "quotes_when": ("speech", lambda article: [f"{quote.when or '-'}: {quote.text}" for quote in article.quotes]),
    "quotes_styles": ("speech", lambda article: [f"{quote.kind} {said(quote)}" for quote in article.quotes]),
    "places": ("places", lambda article: [located(e) for e in article.entities if e.label in LOCATED]),
    "subdivisions": ("subdivisions", subdivisions),
    "entities": ("entities", lambda article: [[entity.name, *entity.aliases] for entity in article.entities]),
}


@pytest.mark.parametrize("name", READINGS)
def test_suite(name: str) -> None:
    key, reading = READINGS[name]
    rows = suite(name)
    for row, article in zip(rows, both_ways(rows), strict=True):
        assert reading(article) == row[key], row["name"]


def test_nominals() -> None:
    extractor = dl.Extractor(nominals=True)
    for row in suite("nominals"):
        article = extractor(row["text"])
        assert [f"{n.text} = {n.entity.name}" for n in article.nominals] == row["nominals"], row["name"]
        assert dl.Article.from_json(article.to_json()) == article
        assert sorted(n.start for e in article.entities for n in e.nominals) == [n.start for n in article.nominals]
        assert dl.parse(row["text"]).nominals == []


def test_parts_of_dates() -> None:
    rows = [row for row in suite("dates*") if "parts" in row]
    for row, article in zip(rows, both_ways(rows), strict=True):
        mentions = [mention for mention in article.dates if mention.value]
        found = [f"{m.earliest} {m.latest} {m.granularity} {m.rule}" for m in mentions]
        assert found == row["parts"], row["name"]


def test_bytes() -> None:
    for row in suite("decode"):
        article = dl.parse(bytes.fromhex(row["hex"]))
        assert article.text == row["text"], row["name"]
