"""Tables over mentions: figures by label and by zone, labels mistaken for others, and the price of a threshold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.evaluation.cases import Case
from dateline.evaluation.counts import Agreement, Count
from dateline.evaluation.zones import ZONES


class Figures(NamedTuple):
    """One row: strict figures over some mentions, and their numbers."""

    name: str
    precision: float
    recall: float
    f1: float
    right: int
    found: int
    gold: int

    @property
    def agreement(self) -> Agreement:
        """Precision, recall and F1."""
        return Agreement(self.precision, self.recall, self.f1)


class Confusion(NamedTuple):
    """How many mentions, found with the right span, have one label in gold and another (or the same) here."""

    gold: str
    found: str
    n: int


class Outcomes(NamedTuple):
    """What became of the mentions of one label: those of gold, and those found where there is none."""

    name: str
    right: int
    label: int
    """Right span, other label."""
    border: int
    """Right label, overlapping span."""
    missed: int
    spurious: int


class TradeOff(NamedTuple):
    """The figures that are left when mentions with a lower score are not counted."""

    min_score: float
    precision: float
    recall: float
    f1: float
    found: int


def overall(cases: Iterable[Case]) -> Figures:
    """Return the figures over all cases.

    >>> from dateline.evaluation import Zones, compare
    >>> ann = {"start": 0, "end": 3, "label": "PERSON"}
    >>> rome = {"start": 12, "end": 16, "label": "GPE"}
    >>> cases = compare("Ann flew to Rome.", [ann, rome], [ann], Zones("", {}, {}))
    >>> overall(cases)
    Figures(name='all', precision=1.0, recall=0.5, f1=0.6666666666666666, right=1, found=1, gold=2)
    >>> [(row.name, row.recall) for row in by_label(cases)]
    [('GPE', 0.0), ('PERSON', 1.0)]
    """
    count = Count()
    for case in cases:
        count.add(case.kind == "right", case.found is not None, case.gold is not None)
    return _figures("all", count)


def by_label(cases: Iterable[Case]) -> list[Figures]:
    """Return a row for each label of gold or found, by name; `overall` has an example."""
    counts: defaultdict[str, Count] = defaultdict(Count)
    for case in cases:
        if case.gold:
            counts[case.gold.label].add(case.kind == "right", 0, 1)
        if case.found:
            counts[case.found.label].add(0, 1, 0)
    return [_figures(label, counts[label]) for label in sorted(counts)]


def by_zone(cases: Sequence[Case]) -> list[Figures]:
    """Return a row for each of `ZONES`, in their order; a pair in error counts where its gold mention stands.

    >>> from dateline.evaluation import Zones, compare
    >>> text = "Ann flew to Rome on Monday."
    >>> gold = [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 12, "end": 16, "label": "GPE"}]
    >>> found = [gold[0] | {"label": "ORG", "score": 0.6}, gold[1] | {"score": 0.9}]
    >>> cases = compare(text, gold, found, Zones("", {}, {}))
    >>> [(row.name, row.gold) for row in by_zone(cases)]
    [('headline', 0), ('dateline', 0), ('quote', 0), ('body', 2)]
    """
    return [overall(case for case in cases if case.zone == zone)._replace(name=zone) for zone in ZONES]


def confusion(cases: Iterable[Case]) -> list[Confusion]:
    """Return a row for each pair of labels that one span has in gold and found, frequent ones first.

    Pairs of equal labels are the right mentions: the diagonal of the matrix.

    >>> from dateline.evaluation import Zones, compare
    >>> text = "Ann flew to Rome on Monday."
    >>> gold = [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 12, "end": 16, "label": "GPE"}]
    >>> found = [gold[0] | {"label": "ORG", "score": 0.6}, gold[1] | {"score": 0.9}]
    >>> cases = compare(text, gold, found, Zones("", {}, {}))
    >>> confusion(cases)
    [Confusion(gold='GPE', found='GPE', n=1), Confusion(gold='PERSON', found='ORG', n=1)]
    """
    pairs = Counter(
        (case.gold.label, case.found.label)
        for case in cases
        if case.kind in ("right", "label") and case.gold and case.found
    )
    return [Confusion(*pair, count) for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def outcomes(cases: Iterable[Case]) -> list[Outcomes]:
    """Return a row for each label, by name: what became of its mentions.

    >>> from dateline.evaluation import Zones, compare
    >>> text = "Ann flew to Rome on Monday."
    >>> gold = [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 12, "end": 16, "label": "GPE"}]
    >>> found = [gold[0] | {"label": "ORG", "score": 0.6}, gold[1] | {"score": 0.9}]
    >>> cases = compare(text, gold, found, Zones("", {}, {}))
    >>> [(row.name, row.right, row.label) for row in outcomes(cases)]
    [('GPE', 1, 0), ('PERSON', 0, 1)]
    """
    counts = Counter((_label(case), case.kind) for case in cases)
    return [
        Outcomes(
            name,
            counts[name, "right"],
            counts[name, "label"],
            counts[name, "border"],
            counts[name, "missed"],
            counts[name, "spurious"],
        )
        for name in sorted({label for label, _ in counts})
    ]


def trade_off(cases: Sequence[Case], at: Iterable[float] | None = None) -> list[TradeOff]:
    """Return the figures at each least score, by default from 0 to 0.95 in steps of 0.05.

    A mention found without a score is always counted.

    >>> from dateline.evaluation import Zones, compare
    >>> text = "Ann flew to Rome on Monday."
    >>> gold = [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 12, "end": 16, "label": "GPE"}]
    >>> found = [gold[0] | {"label": "ORG", "score": 0.6}, gold[1] | {"score": 0.9}]
    >>> cases = compare(text, gold, found, Zones("", {}, {}))
    >>> [(row.min_score, row.precision, row.recall, row.found) for row in trade_off(cases, at=[0, 0.8])]
    [(0, 0.5, 0.5, 2), (0.8, 1.0, 0.5, 1)]
    """
    levels = [step / 20 for step in range(20)] if at is None else at
    gold = sum(case.gold is not None for case in cases)
    return [_traded(level, cases, gold) for level in levels]


def _traded(level: float, cases: Iterable[Case], gold: int) -> TradeOff:
    kept = [case for case in cases if case.found and (case.score is None or case.score >= level)]
    right = sum(case.kind == "right" for case in kept)
    return TradeOff(level, *Count(right, len(kept), gold).agreement(), len(kept))


def _label(case: Case) -> str:
    mark = case.gold or case.found
    return mark.label if mark else ""


def _figures(name: str, count: Count) -> Figures:
    return Figures(name, *count.agreement(), count.both, count.found, count.gold)
