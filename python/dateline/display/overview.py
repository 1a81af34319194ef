"""A corpus at a glance: figures, a timeline, who and what it is about, who is quoted, its articles, its errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dateline.display.markup import block, cut, linked, panel, panels, safe
from dateline.display.sparkline import sparkline
from dateline.display.tables import table
from dateline.words import counted, one_line

if TYPE_CHECKING:
    from dateline._dateline import Article
    from dateline.corpus import Corpus, Failure
    from dateline.things import Thing

    Link = Callable[[int, Article], str | None]
    """What gives an article of a number its address."""

MOST_ARTICLES = 20
"""Articles that a corpus lists."""

MOST_COUNTED = 5_000
"""Articles over which things are merged for an overview, the first of a corpus."""

MOST_THINGS = 30
"""People, places and others of which an overview lists the first."""

MOST_WORDS = 160
"""Longest headline, name or message."""

_PLACES = {"GPE", "LOC", "FAC"}


def corpus_to_html(corpus: Corpus) -> str:
    """Return an overview of a corpus as a piece of HTML."""
    return block(overview(corpus, lambda _, article: article.url, MOST_ARTICLES))


def overview(corpus: Corpus, link: Link, most: int) -> str:
    """Return an overview without its root; `link` gives the `most` articles that are listed their addresses."""
    counted_over = corpus if len(corpus) <= MOST_COUNTED else corpus[:MOST_COUNTED]
    things = list(counted_over._everything())
    people = [thing for thing in things if thing.label == "PERSON"]
    organisations = [thing for thing in things if thing.label == "ORG"]
    places = [thing for thing in things if thing.label in _PLACES]
    quoted, quotations = _quoted(counted_over, things)
    sources = Counter(article.source for article in corpus if article.source)
    figures = {
        "articles": len(corpus),
        "mentions": len(counted_over.mentions),
        "people": len(people),
        "organisations": len(organisations),
        "places": len(places),
        "quotations": quotations,
        "errors": len(corpus.errors),
    }
    name = safe(repr(corpus).strip("<>"))
    note = f"; things are counted over the first {MOST_COUNTED:,} articles" if counted_over is not corpus else ""
    return "".join(
        [
            '<section class="dl-at-a-glance">',
            f'<h2 class="dl-title">{name}</h2>',
            '<p class="dl-small">Those named by most articles come first; '
            f"“5× in 2” is five mentions in two articles{note}.</p>",
            _figures(figures),
            sparkline([article.date for article in corpus if article.date], "article"),
            panels(
                panel("People", _things(people), len(people)),
                panel("Places", _things(places), len(places)),
                panel("Organisations", _things(organisations), len(organisations)),
                panel(
                    "Most quoted",
                    _bars((name, "", count, f"{count:,}×") for name, count in quoted.most_common(MOST_THINGS)),
                    len(quoted),
                ),
                panel(
                    "Sources",
                    _bars((name, "", count, f"{count:,}×") for name, count in sources.most_common(MOST_THINGS)),
                    len(sources),
                ),
                panel("Could not be read", list(map(_failure, corpus.errors[:MOST_THINGS])), len(corpus.errors)),
            ),
            _articles(corpus, link, most) if len(corpus) else "",
            "</section>",
        ]
    )


def _quoted(corpus: Corpus, things: Iterable[Thing]) -> tuple[Counter[str], int]:
    """Return the things that are quoted most, each with how often, and how many quotations there are."""
    names = {
        (number, f"e{entity + 1}"): thing.name
        for thing in things
        for number, entity in (member.place for member in thing.members)
    }
    quotes = corpus.quotes
    speakers = dict(zip(zip(quotes["article"], quotes["quote"], strict=True), quotes["speaker_entity"], strict=True))
    counts = Counter(names[article, entity] for (article, _), entity in speakers.items() if (article, entity) in names)
    return counts, len(speakers)


def _figures(figures: dict[str, int]) -> str:
    items = (
        f'<div><dt class="dl-word">{name}</dt><dd class="dl-number">{count:,}</dd></div>'
        for name, count in figures.items()
        if count
    )
    return f'<dl class="dl-figures">{"".join(items)}</dl>'


def _things(things: Iterable[Thing]) -> list[str]:
    first = list(things)[:MOST_THINGS]
    return _bars(
        (thing.name, thing.country or "", articles, f"{thing.count:,}× in {articles:,}")
        for thing in first
        for articles in [len(thing.articles)]
    )


def _bars(rows: Iterable[tuple[str, str, int, str]]) -> list[str]:
    """Return lines of a name, what is known of it, and a number in words, with a bar below for the number."""
    listed = list(rows)
    most = max((count for _, _, count, _ in listed), default=1)
    return [
        f'<div class="dl-line" style="--share:{count / most:.3f}"><span>{_line(name)} '
        f'<span class="dl-small">{safe(known)}</span></span><span class="dl-count">{words}</span></div>'
        for name, known, count, words in listed
    ]


def _failure(failure: Failure) -> str:
    return f'<span class="dl-warning">⚠</span> {failure.index}: {_line(failure.message)}'


def _articles(corpus: Corpus, link: Link, most: int) -> str:
    shown = corpus[:most]
    caption = counted(len(corpus), "article")
    caption += f"; the first {most:,} are shown" if len(corpus) > most else ""
    rows = [
        (
            linked(cut(one_line(_title(number, article)), MOST_WORDS), address)
            if (address := link(number, article)) is None or not address.startswith("#")
            else f'<a href="{address}">{_line(_title(number, article))}</a>',
            str(article.date or ""),
            safe(article.source or ""),
            _line(", ".join(person.name for person in list(article.people)[:3])),
            f"{len(article.mentions):,}",
        )
        for number, article in enumerate(shown)
    ]
    return table(caption, ("article", "date", "source", "people", "mentions"), rows, (False, False, False, False, True))


def _title(number: int, article: Article) -> str:
    return article.headline or article.id or f"article {number}"


def _line(text: str) -> str:
    return safe(cut(one_line(text), MOST_WORDS))
