"""A corpus at a glance: figures, a timeline, who and what it is about, who is quoted, its articles, its errors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from dateline.display.labels import group
from dateline.display.markup import block, cut, linked, panel, panels, safe
from dateline.display.sparkline import sparkline
from dateline.display.tables import table
from dateline.words import counted, one_line

if TYPE_CHECKING:
    from dateline._dateline import Article
    from dateline.corpus import Corpus, Failure
    from dateline.things import Thing

T = TypeVar("T")

MOST_ARTICLES = 20
"""Articles that a corpus lists."""

MOST_COUNTED = 5_000
"""Articles over which things are merged for an overview, the first of a corpus."""

MOST_WORDS = 160
"""Longest headline, name or message."""


def corpus_to_html(corpus: Corpus) -> str:
    """Return an overview of a corpus as a piece of HTML."""
    return block(overview(corpus, lambda _, article: linked(title(article), article.url), MOST_ARTICLES))


def overview(corpus: Corpus, link: Callable[[int, Article], str], most: int) -> str:
    """Return an overview without its root; `link` makes HTML of the titles of the `most` articles that are listed."""
    counted_over = corpus if len(corpus) <= MOST_COUNTED else corpus[:MOST_COUNTED]
    things = list(counted_over._everything())
    kinds: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        kinds[group(thing.label)].append(thing)
    people, organisations, places = kinds["person"], kinds["organisation"], kinds["place"]
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
                _bars("People", people, _named_in, _told),
                _bars("Places", places, _named_in, _told),
                _bars("Organisations", organisations, _named_in, _told),
                _bars("Most quoted", quoted, lambda row: row[1], _times),
                _bars("Sources", sources.most_common(), lambda row: row[1], _times),
                panel("Could not be read", corpus.errors[:], _failure),
            ),
            _articles(corpus, link, most) if len(corpus) else "",
            "</section>",
        ]
    )


def _quoted(corpus: Corpus, things: Sequence[Thing]) -> tuple[list[tuple[str, int]], int]:
    """Return the things that are quoted, each with how often, most often first, and how many quotations there are."""
    places = {member.place: number for number, thing in enumerate(things) for member in thing.members}
    quotes = corpus.quotes
    speakers = dict(zip(zip(quotes["article"], quotes["quote"], strict=True), quotes["speaker_entity"], strict=True))
    counts = Counter(places.get((article, int(entity[1:]) - 1)) for (article, _), entity in speakers.items() if entity)
    return [(things[number].name, count) for number, count in counts.most_common() if number is not None], len(speakers)


def _figures(figures: dict[str, int]) -> str:
    items = (
        f'<div><dt class="dl-word">{name}</dt><dd class="dl-number">{count:,}</dd></div>'
        for name, count in figures.items()
        if count
    )
    return f'<dl class="dl-figures">{"".join(items)}</dl>'


def _bars(name: str, items: Sequence[T], size: Callable[[T], int], told: Callable[[T], tuple[str, str]]) -> str:
    """Return a panel of lines, each told in two pieces of HTML, with a bar below for its size."""
    most = max(map(size, items[:1]), default=1)

    def line(item: T) -> str:
        left, right = told(item)
        share = min(1.0, size(item) / most)
        return (
            f'<div class="dl-line" style="--share:{share:.3f}"><span>{left}</span>'
            f'<span class="dl-count">{right}</span></div>'
        )

    return panel(name, items, line)


def _named_in(thing: Thing) -> int:
    return len({member.place[0] for member in thing.members})


def _told(thing: Thing) -> tuple[str, str]:
    country = f' <span class="dl-small">{safe(thing.country)}</span>' if thing.country else ""
    return f"{_line(thing.name)}{country}", f"{thing.count:,}× in {_named_in(thing):,}"


def _times(row: tuple[str, int]) -> tuple[str, str]:
    return _line(row[0]), f"{row[1]:,}×"


def _failure(failure: Failure) -> str:
    return f'<span class="dl-warning">⚠</span> {failure.index}: {_line(failure.message)}'


def _articles(corpus: Corpus, link: Callable[[int, Article], str], most: int) -> str:
    caption = counted(len(corpus), "article")
    caption += f"; the first {most:,} are shown" if len(corpus) > most else ""
    rows = [
        (
            link(number, article),
            str(article.date or ""),
            _line(article.source or ""),
            _line(", ".join(person.name for person in list(article.people)[:3])),
            f"{len(article.mentions):,}",
        )
        for number, article in enumerate(corpus[:most])
    ]
    return table(caption, ("article", "date", "source", "people", "mentions"), rows, (False, False, False, False, True))


def title(article: Article) -> str:
    """Return the words that stand for an article in a list."""
    return cut(one_line(article.headline or article.id or "an article without a headline"), MOST_WORDS)


def _line(text: str) -> str:
    return safe(cut(one_line(text), MOST_WORDS))
