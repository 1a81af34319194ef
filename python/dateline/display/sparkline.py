"""A small chart of days as inline SVG: how many fall into each of some equal stretches of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dateline.words import counted, day_in_words

MOST_BARS = 60
"""Bars of a chart at the most."""


def sparkline(days: Sequence[datetime.date], noun: str) -> str:
    """Return a figure of bars, one for each stretch of days, or nothing where there are no two days."""
    if not days or min(days) == max(days):
        return ""
    first, last = min(days), max(days)
    step = -(-((last - first).days + 1) // MOST_BARS)  # days of a bar, rounded up
    bars = [0] * (((last - first).days // step) + 1)
    for day in days:
        bars[(day - first).days // step] += 1
    most = max(bars)
    drawn = "".join(
        f'<rect x="{number + 0.08:.2f}" y="{40 - 40 * count / most:.1f}" width=".84" height="{40 * count / most:.1f}"'
        f' fill="currentColor"><title>{_told(first, last, number * step, step, count, noun)}</title></rect>'
        for number, count in enumerate(bars)
        if count
    )
    busiest = bars.index(most)
    label = (
        f"{counted(len(days), noun)} by day, from {day_in_words(first)} to {day_in_words(last)}; "
        f"most in one bar: {_told(first, last, busiest * step, step, most, noun)}"
    )
    ends = f"<span>{day_in_words(first)}</span><span>{day_in_words(last)}</span>"
    every = "one bar a day" if step == 1 else f"one bar for {step:,} days"
    return (
        f'<figure class="dl-spark"><svg viewBox="0 0 {len(bars)} 40" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}">{drawn}</svg><figcaption class="dl-small dl-ends">{ends}</figcaption>'
        f'<p class="dl-small">{counted(len(days), noun)} with a date, {every}, at most {most:,} in one</p></figure>'
    )


def _told(first: datetime.date, last: datetime.date, offset: int, step: int, count: int, noun: str) -> str:
    """Return a bar in words."""
    begin = first + datetime.timedelta(days=offset)
    end = first + datetime.timedelta(days=min(offset + step - 1, (last - first).days))
    days = str(begin) if begin == end else f"{begin} to {end}"
    return f"{days}: {counted(count, noun)}"
