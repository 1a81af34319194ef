"""Whether a score is the share of right mentions that it claims to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.evaluation.cases import Case
from dateline.evaluation.counts import share


class Bin(NamedTuple):
    """The mentions found with scores from `low` up to `high`."""

    low: float
    high: float
    n: int
    mean_score: float | None
    """`None` when there are no mentions."""
    right: float | None
    """The share of them that is right in span and label."""


class Calibration(NamedTuple):
    """A reliability table, and what it comes to."""

    bins: list[Bin]
    n: int
    """Mentions found that have a score."""
    ece: float
    """Expected calibration error: how far mean score and share right lie apart, on average over all mentions."""
    brier: float
    """Mean square of the distance between a score and 1 (right) or 0 (wrong)."""


def calibration(cases: Iterable[Case], bins: int = 10) -> Calibration:
    """Compare the scores of the mentions found with how often they are right, in bins of equal width.

    A bin holds its lower border; the last one holds 1 too. What was missed has no score and plays no part.

    >>> from dateline.evaluation import Zones, compare
    >>> ann = {"start": 0, "end": 3, "label": "PERSON", "score": 0.9}
    >>> rome = {"start": 12, "end": 16, "label": "GPE", "score": 0.7}
    >>> result = calibration(compare("Ann flew to Rome.", [ann], [ann, rome], Zones("", {}, {})), bins=2)
    >>> result.bins[1]
    Bin(low=0.5, high=1.0, n=2, mean_score=0.8, right=0.5)
    >>> round(result.ece, 3), round(result.brier, 3)
    (0.3, 0.25)
    """
    if bins < 1:
        raise ValueError(f"bins must be at least 1, not {bins}")
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for case in cases:
        if case.score is not None:
            number = min(max(int(case.score * bins), 0), bins - 1)
            sorted_in[number].append((case.score, case.kind == "right"))
    rows = [_bin(number / bins, (number + 1) / bins, scored) for number, scored in enumerate(sorted_in)]
    scored = [pair for inside in sorted_in for pair in inside]
    gaps = sum(
        row.n * abs(row.mean_score - row.right) for row in rows if row.mean_score is not None and row.right is not None
    )
    squares = sum((score - right) ** 2 for score, right in scored)
    return Calibration(rows, len(scored), share(gaps, len(scored)), share(squares, len(scored)))


def _bin(low: float, high: float, scored: list[tuple[float, bool]]) -> Bin:
    count = len(scored)
    if not count:
        return Bin(low, high, 0, None, None)
    return Bin(low, high, count, sum(score for score, _ in scored) / count, sum(right for _, right in scored) / count)
