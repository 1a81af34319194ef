"""The zones of an article: its headline, the lines and the dateline at its top, quoted words, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

from dateline.evaluation.spans import Part, Record

Zone = Literal["headline", "dateline", "quote", "body"]
ZONES: tuple[Zone, ...] = get_args(Zone)

_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)

# An apostrophe inside a word, or in front of a figure ('90s), opens and closes nothing.
_OPENING = re.compile(r"(?P<curly>“)|(?<!\w)(?:(?P<straight>\")|(?P<single>‘)|(?P<typed>'(?=[^\W\d])))|(?P<wire>``)")
_CLOSING = {
    "curly": re.compile("”"),
    "straight": re.compile('"'),
    "single": re.compile(r"’(?!\w)"),
    "typed": re.compile(r"'(?!\w)"),
    "wire": re.compile("''"),
}
_GOING_ON = {"curly": re.compile(r"\s*“"), "straight": re.compile(r"\s*\"")}
"""How the next paragraph begins when a quotation that was not closed goes on in it."""


class Zones:
    r"""Where the zones of one article lie; a place that several of them claim belongs to the first of `ZONES`.

    headline: The headline of the gold record, where it stands in the text.
    dateline: All other lines above the body (byline, stamps, paper, standfirst) and the dateline that begins it, with
        the agency's name. Gold records that do not say where these are have them as the found record has.
    quote: Quoted words: the gold record's, or, when it has none, what stands between paired quotation marks.
    body: The rest.

    >>> text = "Rain in Rome\n\nROME (AP) - “Ann is wet,” Bo said."
    >>> layout = {"paragraphs": [{"start": 0, "end": 12, "kind": "header"}]}
    >>> header = {"headline": "Rain in Rome", "spans": {"dateline": [14, 25]}}
    >>> zones = Zones(text, {"article": header, **layout}, {})
    >>> [zones.at(text.index(words)) for words in ("Rome", "AP", "Ann", "Bo")]
    ['headline', 'dateline', 'quote', 'body']
    """

    def __init__(self, text: str, gold: Record, found: Record) -> None:
        self._stretches: list[tuple[Zone, int, int]] = [
            *(("headline", start, end) for start, end in _headline(text, gold, found)),
            *(("dateline", start, end) for start, end in _top(gold, found)),
            *(("quote", start, end) for start, end in _quotes(text, gold)),
        ]

    def at(self, offset: int) -> Zone:
        """Return the zone of a place, in code points."""
        return next((zone for zone, start, end in self._stretches if start <= offset < end), "body")


def paired_marks(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the stretches between paired quotation marks, within paragraphs.

    A mark that opens and is not closed counts when the next paragraph opens with one too, as in long quotations.

    >>> text = "‘Fine,’ he said of the drivers' rules. “Go,\n\n“go.”"
    >>> [text[start:end] for start, end in paired_marks(text)]
    ['Fine,', 'Go,', 'go.']
    """
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _paired_within(text, *paragraph.span())


def _paired_within(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    unclosed: set[str] = set()  # kinds of which no mark closes any more
    while opening := _OPENING.search(text, at, end):
        at, kind = opening.end(), str(opening.lastgroup)
        if kind in unclosed:
            continue
        closing = _CLOSING[kind].search(text, at, end)
        if closing:
            yield at, closing.start()
            at = closing.end()
        elif kind in _GOING_ON and _GOING_ON[kind].match(text, end):
            yield at, end
            return
        else:
            unclosed.add(kind)


def _headline(text: str, gold: Record, found: Record) -> Iterator[tuple[int, int]]:
    article = gold.get("article") or {}
    headline = article.get("headline")
    if not headline:
        return
    told = _spans(gold).get("headline")
    if told:
        yield told[0], told[1]
        return
    folded = re.search(r"\s+".join(map(re.escape, headline.split())), text)
    if folded:
        yield folded.span()
    elif _spans(found).get("headline"):
        start, end = _spans(found)["headline"]
        yield start, end


def _top(gold: Record, found: Record) -> Iterator[tuple[int, int]]:
    paragraphs: list[Part] = gold.get("paragraphs") or found.get("paragraphs") or []
    spans = _spans(gold) or _spans(found)
    after = 0  # the end of the first paragraph that is no header
    for paragraph in paragraphs:
        after = paragraph["end"]
        if paragraph["kind"] != "header":
            break
        yield paragraph["start"], paragraph["end"]
    dateline, source = spans.get("dateline"), spans.get("source")
    if dateline:
        yield dateline[0], dateline[1]
    if source and source[0] < after:  # it may also stand at the foot
        yield source[0], source[1]


def _quotes(text: str, gold: Record) -> Iterator[tuple[int, int]]:
    quotes: list[Part] = gold.get("quotes") or []
    if not quotes:
        yield from paired_marks(text)
    for quote in quotes:
        if quote["kind"] != "indirect":
            yield quote["start"], quote["end"]


def _spans(record: Record) -> Part:
    return (record.get("article") or {}).get("spans") or {}
