"""Stretches of text: where a mention's own words begin and end, and how much two stretches share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
"""An article as JSON has it; the README shows its form."""

Part = Mapping[str, Any]
"""A piece of a record: a mention, a quote, a role."""

_DETERMINER = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]s?$")


def core_span(text: str, mention: Part) -> tuple[int, int]:
    """Return a mention's start and end without a leading determiner and a trailing possessive.

    >>> core_span("the Bank's", {"start": 0, "end": 10})
    (4, 8)
    """
    start, end = mention["start"], mention["end"]
    determiner = _DETERMINER.match(text[start:end])
    if determiner and start + determiner.end() < end:
        start += determiner.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive and possessive.start() > 0:
        end = start + possessive.start()
    return start, end


def overlap(a: Part, b: Part) -> float:
    """Return how much of the stretch that two spans cover together they share, 0 to 1.

    >>> overlap({"start": 0, "end": 6}, {"start": 3, "end": 9})
    0.3333333333333333
    """
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    together: int = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, shared) / (together or 1)
