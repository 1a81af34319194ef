"""Numbers, days and texts in words, for displays of every kind."""

from __future__ import annotations

import datetime

# Python's own names of months follow the user's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_CONTROLS = [n for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r"]
_TURNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
STEERING = frozenset([*_CONTROLS, *_TURNS])
"""Code points that may steer a terminal or turn a text around: control characters, and marks of direction."""

_STRIPPED = dict.fromkeys(STEERING)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in the right form.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def day_in_words(day: datetime.date) -> str:
    """Return a day as news pages write it.

    >>> day_in_words(datetime.date(2023, 11, 7))
    '7 November 2023'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def one_line(text: str) -> str:
    """Return a text with its white space folded and nothing in it that steers a terminal."""
    return " ".join(text.split()).translate(_STRIPPED)
