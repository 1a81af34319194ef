"""Whole pages of one file: an article, or an overview of many with each of them folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.display.article import article_to_html
from dateline.display.markup import block, safe
from dateline.display.overview import overview, title
from dateline.words import counted

if TYPE_CHECKING:
    from dateline._dateline import Article
    from dateline.corpus import Corpus

MOST_CHARACTERS = 200_000
"""Longest stretch of an article's text that its own page shows."""

MOST_ARTICLES = 200
"""Articles that the page of a corpus holds whole."""

_STYLE = (
    "<style>html{color-scheme:light dark}body{margin:0;padding:1em;background:light-dark(#eceef1,#0d0f12)}"
    "body>main{max-width:1064px;margin:0 auto}"
    "h1{margin:0;font:600 12px/1.5 system-ui,sans-serif;color:light-dark(#565d66,#a9b1bb)}</style>"
)


def page(article: Article) -> str:
    """Return an article as a whole HTML page."""
    return whole(title(article), article_to_html(article, MOST_CHARACTERS))


def corpus_page(corpus: Corpus) -> str:
    """Return a corpus as a whole HTML page: its overview, then its first `MOST_ARTICLES` articles, folded."""
    shown = corpus[:MOST_ARTICLES]
    articles = "".join(_item(number, article) for number, article in enumerate(shown))
    left = len(corpus) - len(shown)
    note = f'<p class="dl-small">… {left:,} more articles are not shown</p>' if left > 0 else ""
    return whole(
        counted(len(corpus), "article"),
        block(overview(corpus, _link, MOST_ARTICLES), articles, note),
    )


def _link(number: int, article: Article) -> str:
    return f'<a href="#article-{number}">{safe(title(article))}</a>'


def _item(number: int, article: Article) -> str:
    facts = " · ".join(safe(str(fact)) for fact in (article.date, article.source) if fact)
    head = f'<summary><h2>{safe(title(article))}</h2> <span class="dl-small">{facts}</span></summary>'
    # A link to what stands in a closed fold opens it.
    inner = f'<div id="article-{number}">{article_to_html(article, styled=False)}</div>'
    return f'<details class="dl-item">{head}{inner}</details>'


def whole(name: str, body: str) -> str:
    """Return a page with a name and the HTML of displays on it."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{safe(name)}</title>{_STYLE}'
    )
    main = f"<main><h1>Read by dateline: {safe(name)}</h1>{body}</main>"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{main}</body></html>\n'
