"""How far a figure might lie off, given how few articles it comes from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dateline.evaluation.cases import Case
from dateline.evaluation.counts import Count
from dateline.evaluation.zones import Zone


class Interval(NamedTuple):
    """A range of F1."""

    low: float
    high: float


def interval(
    cases: Iterable[Case],
    *,
    label: str | None = None,
    zone: Zone | None = None,
    share: float = 0.95,
    draws: int = 1000,
    seed: int = 0,
) -> Interval:
    """Return the range in which F1 (of one label, in one zone) lies in `share` of draws of as many articles.

    Each draw takes articles anew from those of `cases`, with repetition, and whole: mentions of one article are right
    or wrong together. The same seed gives the same range.

    >>> from dateline.evaluation import Zones, compare
    >>> rome = [{"start": 0, "end": 4, "label": "GPE"}]
    >>> zones = Zones("Rome", {}, {})
    >>> right, missed = compare("Rome", rome, rome, zones, "a"), compare("Rome", rome, [], zones, "b")
    >>> interval(right), interval(right + missed, label="GPE")
    (Interval(low=1.0, high=1.0), Interval(low=0.0, high=1.0))
    """
    if not 0 < share < 1 or draws < 1:
        raise ValueError(f"share must be between 0 and 1 and draws at least 1, not {share} and {draws}")
    counts: defaultdict[str, Count] = defaultdict(Count)
    for case in cases:
        count = counts[case.file]
        if zone in (None, case.zone):
            found, gold = (mark is not None and label in (None, mark.label) for mark in (case.found, case.gold))
            count.add(case.kind == "right" and gold, found, gold)
    if not counts:
        return Interval(0.0, 0.0)
    articles = list(counts.values())
    chance = random.Random(seed)
    figures = sorted(_f1(chance.choices(articles, k=len(articles))) for _ in range(draws))
    cut = int((1 - share) / 2 * draws)
    return Interval(figures[cut], figures[-1 - cut])


def _f1(articles: Iterable[Count]) -> float:
    total = Count()
    for count in articles:
        total.add(count.both, count.found, count.gold)
    return total.agreement().f1
