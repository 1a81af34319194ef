"""An article's text with its mentions and quotations marked, any stretch of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from dateline.display.labels import mark
from dateline.display.markup import safe

if TYPE_CHECKING:
    from dateline._dateline import Article, Quote

_KINDS = {"direct": "dl-quote", "fragment": "dl-quote", "indirect": "dl-quote dl-indirect"}


class MarkedText:
    """The text of an article; mentions are taken from the record once."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.mentions = article.mentions
        self.quotes = article.quotes
        self._starts = [mention.start for mention in self.mentions]
        self._ends = [mention.end for mention in self.mentions]
        self._quote_starts = [quote.start for quote in self.quotes]
        self._edges = sorted({edge for quote in self.quotes for edge in (quote.start, quote.end)})
        self._longest = max((quote.end - quote.start for quote in self.quotes), default=0)
        dateline = article.dateline
        self._stamp = (dateline.start, dateline.end) if dateline else None

    def between(self, start: int, end: int) -> str:
        """Return the stretch from `start` to `end` as HTML; mentions that its ends cut are plain text."""
        stamp = self._stamp
        if stamp is None or not start <= stamp[0] < stamp[1] <= end:
            return self._stretch(start, end)
        parts = self._stretch(start, stamp[0]), self._stretch(*stamp), self._stretch(stamp[1], end)
        return f'{parts[0]}<span class="dl-stamp">{parts[1]}</span>{parts[2]}'

    def quotes_from(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that start in a stretch."""
        return self.quotes[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)]

    def _stretch(self, start: int, end: int) -> str:
        pieces = []
        for kind, atoms in groupby(self._atoms(start, end), key=lambda atom: atom[0]):
            words = "".join(words for _, words in atoms)
            pieces.append(f'<span class="{_KINDS[kind]}">{words}</span>' if kind in _KINDS else words)
        return "".join(pieces)

    def _atoms(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Yield the mentions and the words between them, each with the kind of the quotation that it starts in."""
        at = start
        for mention in self.mentions[bisect_left(self._starts, start) : bisect_right(self._ends, end)]:
            yield from self._words(at, mention.start)
            yield self._kind(mention.start), mark(mention, mention.text)
            at = mention.end
        yield from self._words(at, end)

    def _words(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        for left, right in pairwise([start, *inner, end]):
            if left < right:
                yield self._kind(left), safe(self.text[left:right])

    def _kind(self, at: int) -> str:
        """Return the kind of the innermost quotation at a place."""
        near = self.quotes[bisect_left(self._quote_starts, at - self._longest) : bisect_right(self._quote_starts, at)]
        around = [quote for quote in near if at < quote.end]
        return min(around, key=lambda quote: quote.end - quote.start).kind if around else ""
