"""Counting what is right, and the figures that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass
class Count:
    """What was found, what should have been, and what both have.

    >>> count = Count()
    >>> count.add(both=3, found=4, gold=6)
    >>> count.agreement()
    Agreement(precision=0.75, recall=0.5, f1=0.6)
    """

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, both: int, found: int, gold: int) -> None:
        """Count in some more; see the class."""
        self.both += both
        self.found += found
        self.gold += gold

    def agreement(self) -> Agreement:
        """Return the figures."""
        return agreement(share(self.both, self.found), share(self.both, self.gold))


@dataclass
class Share:
    """How many of all are right.

    >>> share = Share()
    >>> share.add(right=True)
    >>> share.add(right=False)
    >>> share.value()
    0.5
    """

    right: float = 0
    all: int = 0

    def add(self, right: float) -> None:
        """Count in one case."""
        self.right += right
        self.all += 1

    def value(self) -> float:
        """Return the share."""
        return share(self.right, self.all)


def agreement(precision: float, recall: float) -> Agreement:
    """Return the figures with their harmonic mean.

    >>> agreement(precision=0.75, recall=0.5).f1
    0.6
    """
    return Agreement(precision, recall, share(2 * precision * recall, precision + recall))


def share(part: float, whole: float) -> float:
    """Return a part of a whole, 0 when there is none."""
    return part / whole if whole else 0.0
