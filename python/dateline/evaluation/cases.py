"""Mentions of gold and mentions found, side by side: what is right, and each error with its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from dateline.evaluation.context import Segment, context, segments
from dateline.evaluation.spans import Part, core_span
from dateline.evaluation.zones import Zone, Zones

Kind = Literal["right", "label", "border", "missed", "spurious"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Mark(NamedTuple):
    """A mention's span, without a leading determiner and a trailing possessive, and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """A mention of gold, a found one, or the pair of both, and how they agree.

    >>> gold = [{"start": 0, "end": 3, "label": "PERSON"}]
    >>> [case] = compare("Ann flew.", gold, [gold[0] | {"label": "ORG", "score": 0.6}], Zones("", {}, {}), "ann.txt")
    >>> case.kind, case.start, case.facts()
    ('label', 0, ['label', 'ann.txt:0', 'gold PERSON', 'found ORG 0.60'])
    >>> case.context(), len(case.segments()), case.row()["gold"]
    ('[{Ann}] flew.', 3, 'Ann')
    """

    kind: Kind
    """`right`; `label`: same span, other label; `border`: same label, overlapping span; `missed`; `spurious`."""
    zone: Zone
    """The zone of the gold mention, or of the found one when there is none."""
    file: str
    """The article's file or id."""
    gold: Mark | None
    """The mention of gold; `None` when spurious."""
    found: Mark | None
    """The mention found; `None` when missed."""
    score: float | None
    """The score of the mention found."""
    text: str = field(repr=False)
    """The article's text."""

    @property
    def start(self) -> int:
        """Where it begins in the text, in code points."""
        return min(mark.start for mark in (self.gold, self.found) if mark)

    def facts(self) -> list[str]:
        """Return in words its kind, its place, gold's label, and the label found with its score."""
        score = "" if self.score is None else f" {self.score:.2f}"
        labels = [self.gold and f"gold {self.gold.label}", self.found and f"found {self.found.label}{score}"]
        return [self.kind, f"{self.file}:{self.start}", *filter(None, labels)]

    def context(self, width: int = 60) -> str:
        """Return the mention in one line with `width` characters of its paragraph before and after.

        The gold mention stands in square brackets, the found one in braces.
        """
        return context(self.segments(width))

    def segments(self, width: int = 60) -> list[Segment]:
        """Return the context cut where a mention begins or ends."""
        return segments(self.text, self.gold, self.found, width)

    def row(self) -> dict[str, Any]:
        """Return it as plain data: one row of a table of cases."""
        return {
            "kind": self.kind,
            "file": self.file,
            "offset": self.start,
            "zone": self.zone,
            "gold_label": self.gold and self.gold.label,
            "gold": self.gold and self.text[self.gold.start : self.gold.end],
            "found_label": self.found and self.found.label,
            "found": self.found and self.text[self.found.start : self.found.end],
            "score": self.score,
            "context": self.context(),
        }


def compare(text: str, gold: Sequence[Part], found: Sequence[Part], zones: Zones, file: str = "") -> list[Case]:
    """Pair off the mentions of one article, in text order.

    What agrees in span and label is right. Of the rest, those with the same span make pairs first, then those with the
    same label that overlap most; what is left over is missed or spurious. So each mention stands in one case, and one
    with both span and label wrong gives a missed and a spurious one.

    >>> def mention(start, end, label, score=None):
    ...     return {"start": start, "end": end, "label": label, "score": score}
    >>> text = "Ann Lee met Bo in Rome."
    >>> gold = [mention(0, 7, "PERSON"), mention(12, 14, "PERSON"), mention(18, 22, "GPE")]
    >>> found = [mention(0, 3, "PERSON", 0.6), mention(12, 14, "ORG", 0.5), mention(18, 22, "GPE", 0.9)]
    >>> [(case.kind, case.score) for case in compare(text, gold, found, Zones(text, {}, {}))]
    [('border', 0.6), ('label', 0.5), ('right', 0.9)]
    """
    wanted = dict.fromkeys(Mark(*core_span(text, mention), mention["label"]) for mention in gold)
    scores = {Mark(*core_span(text, mention), mention["label"]): mention.get("score") for mention in found}
    pairs: list[tuple[Kind, Mark | None, Mark | None]] = [("right", mark, mark) for mark in wanted if mark in scores]
    missed = [mark for mark in wanted if mark not in scores]
    spurious = [mark for mark in scores if mark not in wanted]
    partners = dict(_paired(missed, spurious))
    pairs += [("label" if mine[:2] == theirs[:2] else "border", mine, theirs) for mine, theirs in partners.items()]
    pairs += [("missed", mark, None) for mark in missed if mark not in partners]
    taken = set(partners.values())
    pairs += [("spurious", None, mark) for mark in spurious if mark not in taken]
    cases = []
    for kind, gold_mark, found_mark in pairs:
        at = (gold_mark or found_mark or (0,))[0]
        score = scores[found_mark] if found_mark else None
        cases.append(Case(kind, zones.at(at), file, gold_mark, found_mark, score, text))
    return sorted(cases, key=lambda case: (case.start, case.gold or case.found))


def _paired(missed: Iterable[Mark], spurious: Sequence[Mark]) -> Iterable[tuple[Mark, Mark]]:
    """Pair off what is wrong: the same span first, then the same label by how much is shared."""
    candidates = []
    ordered = sorted(spurious)
    longest = max((mark.end - mark.start for mark in ordered), default=0)
    for mine in missed:
        near = bisect_left(ordered, mine.start - longest, key=lambda mark: mark.start)
        beyond = bisect_left(ordered, mine.end, key=lambda mark: mark.start)
        for theirs in ordered[near:beyond]:
            shared = min(mine.end, theirs.end) - max(mine.start, theirs.start)
            same_span = mine[:2] == theirs[:2]
            if same_span or (mine.label == theirs.label and shared > 0):
                together = max(mine.end, theirs.end) - min(mine.start, theirs.start)
                candidates.append((not same_span, -shared / together if together else 0.0, mine, theirs))
    taken_mine: set[Mark] = set()
    taken_theirs: set[Mark] = set()
    for *_, mine, theirs in sorted(candidates):
        if mine not in taken_mine and theirs not in taken_theirs:
            taken_mine.add(mine)
            taken_theirs.add(theirs)
            yield mine, theirs
