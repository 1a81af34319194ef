"""How articles, corpora and tables show themselves: HTML in notebooks and files, lines of text elsewhere.

All of it is made of the record alone: text is escaped, nothing is loaded from elsewhere, there is no script, and no
style leaves the root element.
"""

from __future__ import annotations

from dateline.display.article import to_html
from dateline.display.displacy import to_displacy
from dateline.display.evaluation import errors_to_html
from dateline.display.overview import corpus_to_html
from dateline.display.page import corpus_page, page
from dateline.display.showing import show
from dateline.display.tables import MOST_ROWS, rows_to_html
from dateline.display.terminal import summary

__all__ = [
    "MOST_ROWS",
    "corpus_page",
    "corpus_to_html",
    "errors_to_html",
    "page",
    "rows_to_html",
    "show",
    "summary",
    "to_displacy",
    "to_html",
]
