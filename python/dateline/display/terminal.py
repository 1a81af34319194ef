"""What was read from an article, as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.display.markup import cut
from dateline.words import one_line

if TYPE_CHECKING:
    from dateline._dateline import Article, Entity

MOST_LINE = 200
"""Longest line of a summary."""


def summary(article: Article) -> str:
    """Return what was read from the article, as lines of text for people."""
    dateline = article.dateline
    fields = {
        "headline": article.headline,
        "date": f"{article.date} ({article.date_source})" if article.date else None,
        "source": article.source,
        "byline": ", ".join(article.bylines),
        "dateline": "; ".join(dateline.places) if dateline else None,
        "people": _names(article.people),
        "organizations": _names(article.organizations),
        "places": _names(article.places),
        "roles": "; ".join(f"{role.person}: {role.role}" for role in article.roles),
        "dates": ", ".join(f"{date.text} = {date.value}" if date.value else date.text for date in article.dates),
        "warnings": ", ".join(warning.code for warning in article.warnings),
    }
    lines = [_line(name, value) for name, value in fields.items() if value]
    lines += [_line("quote", f"{quote.speaker or '?'}: {quote.text}") for quote in article.quotes]
    return "\n".join(lines) or "nothing was found"


def _line(name: str, value: str) -> str:
    return cut(f"{name:14} {one_line(value)}", MOST_LINE)


def _names(entities: Iterable[Entity]) -> str:
    return ", ".join(f"{entity.name} ({entity.count})" if entity.count > 1 else entity.name for entity in entities)
