"""Showing articles and corpora where one is: in the notebook, on the terminal, or in a file for the browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.display.page import corpus_page, page
from dateline.display.terminal import corpus_summary, summary

if TYPE_CHECKING:
    from dateline._dateline import Article
    from dateline.corpus import Corpus


def show(shown: Article | Corpus | Iterable[Article], html: str | os.PathLike[str] | None = None) -> None:
    """Show an article, a corpus, or any articles together.

    In a notebook they are displayed, elsewhere printed as lines of text; with `html` they are written to that file, a
    page that needs nothing else: no network, no script. It appears whole or not at all; `OSError` when it cannot be
    written.

    >>> import dateline as dl
    >>> dl.show(dl.parse("Angela Merkel arrived in Paris."))
    people         Angela Merkel
    places         Paris
    """
    from dateline._dateline import Article
    from dateline.corpus import Corpus, written_aside

    if not isinstance(shown, Article | Corpus):
        shown = Corpus(list(shown))
        for item in shown:
            if not isinstance(item, Article):
                raise TypeError(f"expected articles, not {type(item).__name__}")
    if html is not None:
        text = page(shown) if isinstance(shown, Article) else corpus_page(shown)
        with written_aside(html) as file:
            file.write(text.encode())
    elif _in_notebook():
        from IPython.display import display

        display(shown)  # type: ignore[no-untyped-call, unused-ignore]
    elif isinstance(shown, Article):
        print(summary(shown))
    else:
        print(corpus_summary(shown))


def _in_notebook() -> bool:
    """Say whether this code runs in a notebook's kernel, not only beside one that is installed or imported."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")
