"""Safe pieces of HTML: escaped text, the root element with its style, lists that fold, and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TypeVar

from dateline.words import STEERING

T = TypeVar("T")

MOST_LISTED = 8
"""Entries of a list that are always in sight; more of them are folded."""

MOST_FOLDED = 40
"""Entries of a list that a fold holds; more of them are only counted."""

MOST_ADDRESS = 2_000
"""Characters of an address that is made a link."""

_REPLACED = dict.fromkeys([*STEERING, *range(0xD800, 0xE000)], "\ufffd")  # surrogates are in no encoding
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)


def safe(text: str) -> str:
    """Return a text with nothing in it that is HTML, steers the page, or is a formula to MathJax."""
    return escape(text.translate(_REPLACED)).replace("$", "&#36;")


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters, with an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def block(*parts: str, styled: bool = True) -> str:
    """Return the root element of a display; without its style where another display on the page has it."""
    # The classes tell both versions of MathJax that a $ here is money.
    css = f"<style>{style()}</style>" if styled else ""
    return f'<div class="dateline tex2jax_ignore mathjax_ignore">{css}{"".join(parts)}</div>'


@cache
def style() -> str:
    """Return the style sheet of all displays, without comments and line breaks."""
    css = files("dateline.display").joinpath("style.css").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def linked(words: str, address: str | None) -> str:
    """Return words as a link to an address on the web; as they are where it is none, such as `javascript:`."""
    if not (address and len(address) <= MOST_ADDRESS and _ADDRESS.fullmatch(address)):
        return safe(words)
    return f'<a href="{safe(address)}" rel="noopener noreferrer nofollow">{safe(words)}</a>'


def _listed(items: Sequence[str], total: int) -> str:
    """Return pieces of HTML as a list: the first in sight, the others folded, those of `total` that lack counted."""
    shown = MOST_LISTED if len(items) > MOST_LISTED + 1 else len(items)  # a fold takes the room of an entry
    folded = items[shown:]
    left = total - len(items)
    rest = f'<p class="dl-small">… and {left:,} more</p>' if left > 0 else ""
    if folded:
        rest = f'<details class="dl-rest"><summary>{total - shown:,} more</summary>{_list(folded)}{rest}</details>'
    return _list(items[:shown]) + rest


def _list(items: Iterable[str]) -> str:
    return f'<ul class="dl-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def panel(title: str, items: Sequence[T], entry: Callable[[T], str], *, folded: bool = False) -> str:
    """Return a list under a title that folds it; nothing where there is nothing. `entry` makes HTML of an item."""
    if not items:
        return ""
    shown = [entry(item) for item in items[: MOST_LISTED + MOST_FOLDED]]
    head = f'<summary><h3>{title}</h3> <span class="dl-count">{len(items):,}</span></summary>'
    return f'<details class="dl-panel"{"" if folded else " open"}>{head}{_listed(shown, len(items))}</details>'


def panels(*parts: str) -> str:
    """Return panels side by side."""
    return f'<div class="dl-panels">{"".join(parts)}</div>' if any(parts) else ""
