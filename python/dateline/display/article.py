"""An article as a news page: header, legend, text with quotations' speakers in the margin, panels beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.display.labels import legend
from dateline.display.markup import block, cut, linked, safe
from dateline.display.panels import article_panels
from dateline.display.text import MarkedText
from dateline.words import counted, day_in_words, one_line

if TYPE_CHECKING:
    from dateline._dateline import Article, Paragraph, Quote

MOST_CHARACTERS = 20_000
"""Longest stretch of an article's text that `to_html` shows."""

MOST_NAME = 120
"""Characters of a name that stands in the header or the margin."""

FOLD_AFTER = 3_500
"""Characters of the text that are in sight before the fold; less than a third of that is not folded."""


def to_html(article: Article) -> str:
    """Return the article as a piece of HTML, cut after `MOST_CHARACTERS` with a note."""
    return article_to_html(article)


def article_to_html(article: Article, most: int = MOST_CHARACTERS, *, styled: bool = True) -> str:
    """Return the article as a piece of HTML, cut after `most` characters with a note."""
    marked = MarkedText(article)
    paragraphs = [paragraph for paragraph in article.paragraphs if paragraph.start < most]
    head = [paragraph for paragraph in paragraphs if paragraph.kind == "header"]
    body = [paragraph for paragraph in paragraphs if paragraph.kind != "header"]
    left = len(article.text) - most
    note = f'<p class="dl-small">… {left:,} more characters are not shown</p>' if left > 0 else ""
    words = "".join(_folded(list(_rows(marked, body, most)))) + note
    mentions = [mention for mention in marked.mentions if mention.end <= most]
    name = safe(article.headline or "An article without a headline")
    return block(
        f'<article class="dl-article" aria-label="{name}" lang="en">',
        f"<header>{_header(article, marked)}{_as_written(marked, head, most)}</header>",
        legend(mentions),
        f'<div class="dl-columns"><div>{words}</div>{article_panels(article, marked)}</div></article>',
        styled=styled,
    )


def _header(article: Article, marked: MarkedText) -> str:
    lines = []
    kicker = [article.source, article.id if article.id != article.url else None]
    if any(kicker) or article.url:
        facts = [safe(cut(one_line(fact), MOST_NAME)) for fact in kicker if fact]
        if article.url:
            facts.append(linked(cut(one_line(article.url), MOST_NAME), article.url))
        source = f'<span class="dl-kicker">{facts.pop(0)}</span>' if article.source else ""
        rest = "".join(f"<span>{fact}</span>" for fact in facts)
        lines.append(f'<p class="dl-facts dl-small">{source}{rest}</p>')
    if article.headline:
        # With white space folded, or told beside the text, it does not stand there as it is.
        at = article.text.find(article.headline, 0, FOLD_AFTER)
        words = marked.between(at, at + len(article.headline)) if at >= 0 else safe(article.headline)
        lines.append(f'<h2 class="dl-headline">{words}</h2>')
    else:
        lines.append('<h2 class="dl-small">An article without a headline</h2>')
    facts = []
    if article.bylines:
        facts.append(f"By {safe(', '.join(article.bylines))}")
    if article.dateline and article.dateline.places:
        facts.append(f'<span class="dl-places">{safe("; ".join(article.dateline.places))}</span>')
    if article.date:
        day = f'<time datetime="{article.date}">{day_in_words(article.date)}</time>'
        facts.append(f'{day} <span class="dl-small">(from the {safe(article.date_source)})</span>')
    if facts:
        lines.append(f'<p class="dl-facts">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>')
    return "".join(lines)


def _as_written(marked: MarkedText, head: Sequence[Paragraph], most: int) -> str:
    """Return the lines of the header as they stand in the text, folded."""
    if not head:
        return ""
    lines = "".join(f'<p class="dl-text dl-header">{_words(marked, line, most)}</p>' for line in head)
    return f'<details class="dl-asis"><summary>Header as written</summary>{lines}</details>'


def _rows(marked: MarkedText, paragraphs: Sequence[Paragraph], most: int) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs with what is said in them beside them, each with its length."""
    for paragraph in paragraphs:
        words, kind = _words(marked, paragraph, most), paragraph.kind
        tag = "h3" if kind == "subhead" else "p"
        extra = "" if kind == "body" else f" dl-{kind}"
        said = _said(marked.quotes_from(paragraph.start, min(paragraph.end, most)))
        yield (
            paragraph.end - paragraph.start,
            f'<div class="dl-row"><{tag} class="dl-text{extra}">{words}</{tag}>{said}</div>',
        )


def _words(marked: MarkedText, paragraph: Paragraph, most: int) -> str:
    return marked.between(paragraph.start, min(paragraph.end, most))


def _folded(rows: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield rows; after `FOLD_AFTER` characters what is left is folded, if it is worth the fold."""
    before, at = 0, 0
    while at < len(rows) and before < FOLD_AFTER:
        before += rows[at][0]
        at += 1
    left = sum(length for length, _ in rows[at:])
    yield from (html for _, html in rows[:at])
    if left <= FOLD_AFTER // 3:
        yield from (html for _, html in rows[at:])
        return
    more = f"Read on: {counted(len(rows) - at, 'more paragraph')}, {left:,} characters"
    yield (
        f'<details class="dl-more"><summary><span class="dl-closed">{more}</span>'
        f'<span class="dl-open">Fold again</span></summary>{"".join(html for _, html in rows[at:])}</details>'
    )


def _said(quotes: Sequence[Quote]) -> str:
    """Return who is quoted in a paragraph: one entry for each speaker."""
    if not quotes:
        return ""
    spoken: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        spoken.setdefault(quote.speaker, []).append(quote)
    entries = "".join(f"<li>{_speaker(speaker, of_one)}</li>" for speaker, of_one in spoken.items())
    return f'<ul class="dl-list dl-said" aria-label="Who is quoted here">{entries}</ul>'


def _speaker(speaker: str | None, quotes: Sequence[Quote]) -> str:
    """Return who says it, by which verb, in which way, and when, if on another day than the article's."""
    article = quotes[0].article
    days = (quote.when for quote in quotes if quote.when and quote.when != str(article.date))
    lists = (quote.cue for quote in quotes), (quote.kind for quote in quotes), days
    facts = " · ".join(filter(None, (", ".join(dict.fromkeys(filter(None, values))) for values in lists)))
    name = safe(cut(one_line(speaker), MOST_NAME)) if speaker else "no speaker found"
    return f'<span class="dl-name">{name}</span> <span class="dl-small">{safe(facts)}</span>'
