"""What was read from an article or from many, as lines of text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.display.markup import cut
from dateline.words import counted, one_line

if TYPE_CHECKING:
    from dateline._dateline import Article, Entity
    from dateline.corpus import Corpus
    from dateline.things import Thing

MOST_LINE = 200
"""Longest line of a summary."""

MOST_ARTICLES = 20
"""Articles that the summary of a corpus lists."""

MOST_NAMES = 10
"""People, places and others that it names, those of most articles."""


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


def corpus_summary(corpus: Corpus) -> str:
    """Return what many articles are about, as lines of text for people, with the first `MOST_ARTICLES` of them."""
    days = sorted(article.date for article in corpus if article.date)
    sources = Counter(article.source for article in corpus if article.source).most_common(MOST_NAMES)
    fields = {
        "dates": f"{days[0]} to {days[-1]}" if days else "",
        "sources": ", ".join(f"{source} ({count:,})" for source, count in sources),
        "people": _things(corpus.people()),
        "organizations": _things(corpus.organizations()),
        "places": _things(corpus.places()),
    }
    lines = [repr(corpus).strip("<>"), *(_line(name, value) for name, value in fields.items() if value)]
    for article in corpus[:MOST_ARTICLES]:
        lines.append(_line(str(article.date or ""), article.headline or article.id or "an article without a headline"))
    left = len(corpus) - MOST_ARTICLES
    return "\n".join([*lines, f"… {counted(left, 'more article')}"] if left > 0 else lines)


def _things(things: Sequence[Thing]) -> str:
    return ", ".join(f"{thing.name} ({thing.count:,})" for thing in things[:MOST_NAMES])


def _line(name: str, value: str) -> str:
    return cut(f"{name:14} {one_line(value)}", MOST_LINE)


def _names(entities: Iterable[Entity]) -> str:
    return ", ".join(f"{entity.name} ({entity.count})" if entity.count > 1 else entity.name for entity in entities)
