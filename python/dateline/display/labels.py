"""How labels look and what a mention's tooltip says: a hue for each label, a form of underline for each group."""

from __future__ import annotations

import zlib
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dateline.display.markup import safe

if TYPE_CHECKING:
    from dateline._dateline import Mention

HUES = {
    "PERSON": 210, "NORP": 265, "ORG": 25, "GPE": 145, "LOC": 165, "FAC": 185, "PRODUCT": 330, "EVENT": 0,
    "WORK_OF_ART": 300, "LAW": 240, "LANGUAGE": 280, "DATE": 50, "TIME": 60, "PERCENT": 95, "MONEY": 110,
    "QUANTITY": 85, "ORDINAL": 75, "CARDINAL": 70,
}  # fmt: skip
"""The hue of each label, in degrees."""

_GROUPS = {
    "person": ("PERSON",),
    "organisation": ("ORG",),
    "place": ("GPE", "LOC", "FAC"),
    "time": ("DATE", "TIME"),
    "amount": ("PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"),
}
_GROUP = {label: group for group, labels in _GROUPS.items() for label in labels}


def group(label: str) -> str:
    """Return what a label stands for: `person`, `organisation`, `place`, `time`, `amount` or `other`."""
    return _GROUP.get(label, "other")


def hue(label: str) -> int:
    """Return a label's hue; one of the caller's own has that which its name happens to give."""
    return HUES.get(label, zlib.crc32(label.encode()) % 360)


def looks(label: str) -> str:
    """Return what stands behind the first class of an element, so that it looks like its label."""
    return f'dl-{group(label)}" style="--hue:{hue(label)}"'


def legend(mentions: Iterable[Mention]) -> str:
    """Return the labels of mentions with their numbers, and the switch that shows labels in the text."""
    counts = Counter(mention.label for mention in mentions)
    order = [*HUES, *sorted(counts.keys() - HUES.keys())]
    items = "".join(
        f'<li><span class="dl-key {looks(label)}>{safe(label)}</span> {counts[label]:,}</li>'
        for label in order
        if counts[label]
    )
    if not items:
        return ""
    switch = '<label class="dl-toggle"><input type="checkbox">labels in the text</label>'
    return f'<div class="dl-legend"><ul class="dl-list" style="display:contents">{items}</ul>{switch}</div>'


def mark(mention: Mention, text: str) -> str:
    """Return a mention in its colour; the keyboard reaches it, and to a screen reader its tooltip describes it."""
    label = safe(mention.label)
    tip = "&#10;".join(map(safe, tooltip(mention)))
    return (
        f'<mark class="dl-mention {looks(mention.label)} tabindex="0" data-label="{label}" '
        f'aria-description="{tip}">{safe(text)}</mark>'
    )


def tooltip(mention: Mention) -> list[str]:
    """Return the lines of a mention's tooltip: label and score, what it names, what it is worth."""
    lines = [f"{mention.label} · score {mention.score:.2f}"]
    entity = mention.entity
    if entity:
        known = [entity.name, entity.country, f"{entity.count} mentions" if entity.count > 1 else None]
        lines.append(" · ".join(filter(None, known)))
    if mention.value:
        lines.append(" · ".join(filter(None, [f"= {mention.value}", days_beyond_value(mention), mention.rule])))
    return lines


def days_beyond_value(mention: Mention) -> str | None:
    """Return the days that a date may mean, where its value is not plainly a day, a month or a year."""
    first, last = mention.earliest, mention.latest
    if first is None or last is None or mention.value is None or mention.value in list(_plain(first, last)):
        return None
    if first == last:
        return None if mention.value.startswith(str(first)) else str(first)  # a time of day stands behind its day
    return f"{first} to {last}"


def _plain(first: date, last: date) -> Iterator[str]:
    """Yield the values that say no more and no less than the days from `first` to `last`."""
    year, month = str(first)[:4], str(first)[:7]
    if first == last:
        yield str(first)
    if month == str(last)[:7] and (first.day, last.day) == (1, monthrange(first.year, first.month)[1]):
        yield month
    if (str(first), str(last)) == (f"{year}-01-01", f"{year}-12-31"):
        yield year
