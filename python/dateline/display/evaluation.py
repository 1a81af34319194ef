"""Errors of an evaluation in their context: what is gold has a background, what was found a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.display.labels import hue
from dateline.display.markup import block, safe

if TYPE_CHECKING:
    from dateline.evaluation import Case, Errors

MOST_ERRORS = 100
"""Errors of an evaluation that a notebook lists."""


def errors_to_html(errors: Errors) -> str:
    """Return errors in their context, the first `MOST_ERRORS` of them."""
    left = len(errors) - MOST_ERRORS
    note = f'<p class="dl-small">… {left:,} more are not shown</p>' if left > 0 else ""
    legend = f'<p class="dl-small">{len(errors):,} errors · background: gold · line below: found</p>'
    return block(legend, *map(_error, errors[:MOST_ERRORS]), note)


def _error(case: Case) -> str:
    gold, found = case.gold and case.gold.label, case.found and case.found.label
    head = safe(" · ".join(case.facts()))
    words = (
        _sided(safe(words), gold if in_gold else None, found if in_found else None)
        for words, in_gold, in_found in case.segments()
    )
    return f'<div class="dl-case"><p class="dl-small">{head}</p>{"".join(words)}</div>'


def _sided(words: str, gold: str | None, found: str | None) -> str:
    """Return words with the colours of the labels that they have on the two sides."""
    if not (gold or found):
        return words
    back = f"background:hsla({hue(gold)},85%,50%,.3)" if gold else "background:none"
    below = f";border-bottom:3px solid hsla({hue(found)},75%,45%,.9)" if found else ""
    return f'<mark style="{back}{below};color:inherit">{words}</mark>'
