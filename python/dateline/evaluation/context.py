"""A mention in the words around it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_LETTERS_LEFT = re.compile(r"\A\S+\s")
_LETTERS_RIGHT = re.compile(r"\s\S+\Z")


class Segment(NamedTuple):
    """A piece of text, and whether it belongs to the gold mention and to the found one."""

    words: str
    gold: bool
    found: bool


def segments(
    text: str, gold: tuple[int, int, str] | None, found: tuple[int, int, str] | None, width: int
) -> list[Segment]:
    """Return the mentions with `width` characters of their paragraph on both sides, cut at every border of them."""
    marks = [mark for mark in (gold, found) if mark]
    first, last = min(mark[0] for mark in marks), max(mark[1] for mark in marks)
    borders = sorted({border for mark in marks for border in mark[:2]})
    inside = [Segment(text[start:end], _covers(gold, start), _covers(found, start)) for start, end in pairwise(borders)]
    before, after = _before(text, first, width), _after(text, last, width)
    return [Segment(before, False, False), *inside, Segment(after, False, False)]


def context(pieces: list[Segment]) -> str:
    """Return segments as one line, gold in square brackets and found in braces."""
    line = ""
    opened: list[str] = []
    for number, piece in enumerate(pieces):
        for mark in reversed(opened.copy()):
            if not (piece.gold if mark == "[" else piece.found):
                opened.remove(mark)
                line += "]" if mark == "[" else "}"
        begun = [mark for mark, here in (("[", piece.gold), ("{", piece.found)) if here and mark not in opened]
        if len(begun) == 2 and _length(pieces[number:], 2) > _length(pieces[number:], 1):
            begun.reverse()  # the longer one opens first
        line += "".join(begun) + piece.words
        opened += begun
    return " ".join(line.split())


def _length(pieces: list[Segment], which: int) -> int:
    return sum(len(piece.words) for piece in pieces if piece[which])


def _covers(mark: tuple[int, int, str] | None, place: int) -> bool:
    return mark is not None and mark[0] <= place < mark[1]


def _before(text: str, first: int, width: int) -> str:
    """Return what stands before a mention in its paragraph, from a whole word on."""
    words = text[max(0, first - width) : first]
    start = max((end.end() for end in _PARAGRAPH_END.finditer(words)), default=None)
    if start is not None:
        return words[start:]
    if first <= width:
        return words
    return f"… {_LETTERS_LEFT.sub('', words)}"


def _after(text: str, last: int, width: int) -> str:
    """Return what stands after a mention in its paragraph, up to a whole word."""
    words = text[last : last + width]
    end = _PARAGRAPH_END.search(words)
    if end:
        return words[: end.start()]
    if last + width >= len(text):
        return words
    return f"{_LETTERS_RIGHT.sub('', words)} …"
