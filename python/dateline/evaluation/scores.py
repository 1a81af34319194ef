"""How well records agree with gold records: mentions, header fields, dates, quotes, speakers, entities, roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from dateline.evaluation.cases import Case, compare
from dateline.evaluation.counts import Agreement, Count, Share, agreement
from dateline.evaluation.spans import Part, Record, core_span, overlap
from dateline.evaluation.tables import by_label, overall
from dateline.evaluation.zones import Zones

_SAME_STRETCH = 0.8
"""Two quotes are the same when they share this much of the stretch that they cover together."""


@dataclass
class Scores:
    """The figures over many articles; `add` counts one in.

    >>> record = {"article": {}, "mentions": [{"start": 0, "end": 3, "label": "PERSON", "score": 0.9}]}
    >>> scores = Scores()
    >>> scores.add("Ann ran.", record, record)
    >>> scores.figures()["mentions"].f1
    1.0
    >>> scores.label_figures()
    {'PERSON': (1.0, 1.0, 1.0, 1)}
    """

    articles: int = 0
    cases: list[Case] = field(default_factory=list, repr=False)
    """Every mention of gold and every one found, from which come the figures by label and zone, and the errors."""
    fields: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in _FIELDS})
    dates: Share = field(default_factory=Share)
    marked: Count = field(default_factory=Count)
    marked_speakers: Share = field(default_factory=Share)
    indirect: Count = field(default_factory=Count)
    indirect_speakers: Share = field(default_factory=Share)
    entity_precision: Share = field(default_factory=Share)
    entity_recall: Share = field(default_factory=Share)
    roles: Count = field(default_factory=Count)

    def add(self, text: str, gold: Record, found: Record, file: str = "") -> None:
        """Count in one article, under the name `file`."""
        self.articles += 1
        self.cases += compare(text, gold["mentions"], found["mentions"], Zones(text, gold, found), file)
        for name, reading in _FIELDS.items():
            self.fields[name].add(reading(gold["article"]) == reading(found["article"]))
        self._add_dates(gold["mentions"], found["mentions"])
        quotes, found_quotes = gold.get("quotes", []), found.get("quotes", [])
        _add_quotes(_marked(quotes), _marked(found_quotes), self.marked, self.marked_speakers)
        _add_quotes(_indirect(quotes), _indirect(found_quotes), self.indirect, self.indirect_speakers)
        self._add_entities(text, gold["mentions"], found["mentions"])
        roles, found_roles = ({_role(role) for role in record.get("roles", [])} for record in (gold, found))
        self.roles.add(len(roles & found_roles), len(found_roles), len(roles))

    def _add_dates(self, gold: Sequence[Part], found: Sequence[Part]) -> None:
        times = [mention for mention in found if mention["label"] in ("DATE", "TIME")]
        for date in gold:
            if date["label"] == "DATE" and date.get("value"):
                self.dates.add(any(m.get("value") == date["value"] and overlap(m, date) > 0 for m in times))

    def _add_entities(self, text: str, gold: Sequence[Part], found: Sequence[Part]) -> None:
        """B-cubed: for each gold name, how well its cluster and the found one agree."""
        cluster_at = {core_span(text, mention): mention.get("entity") for mention in found}
        spans = [(core_span(text, mention), mention["entity"]) for mention in gold if mention.get("entity") is not None]
        wanted = _clusters(entity for _, entity in spans)
        # A name that was not found, or belongs to nothing, stands alone.
        got = _clusters(cluster_at.get(span) or (span, number) for number, (span, _) in enumerate(spans))
        for mine, theirs in zip(wanted, got, strict=True):
            self.entity_precision.add(len(mine & theirs) / len(theirs))
            self.entity_recall.add(len(mine & theirs) / len(mine))

    def figures(self) -> dict[str, int | float | Agreement]:
        """Return every figure by name."""
        return {
            "articles": self.articles,
            "mentions": overall(self.cases).agreement,
            **{name: share.value() for name, share in self.fields.items()},
            "dates": self.dates.value(),
            "quotes": self.marked.agreement(),
            "speakers": self.marked_speakers.value(),
            "indirect": self.indirect.agreement(),
            "indirect_speakers": self.indirect_speakers.value(),
            "entities": agreement(self.entity_precision.value(), self.entity_recall.value()),
            "roles": self.roles.agreement(),
        }

    def label_figures(self) -> dict[str, tuple[float, float, float, int]]:
        """Return precision, recall, F1 and the number of gold mentions for each label."""
        return {row.name: (*row.agreement, row.gold) for row in by_label(self.cases)}


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").casefold()).strip()


_FIELDS: dict[str, Callable[[Part], Hashable]] = {
    "headline": lambda article: _plain(article.get("headline")),
    "date": lambda article: _plain(article.get("date")),
    "byline": lambda article: tuple(sorted(map(_plain, article.get("byline") or []))),
    "source": lambda article: _plain(article.get("source")),
    "dateline": lambda article: _plain(" ".join((article.get("dateline") or {}).get("places") or [])),
}


def _marked(quotes: Sequence[Part]) -> list[Part]:
    return [quote for quote in quotes if quote["kind"] != "indirect"]


def _indirect(quotes: Sequence[Part]) -> list[Part]:
    """Return reported speech that holds no quotation marks of its own."""
    marked = _marked(quotes)
    return [q for q in quotes if q["kind"] == "indirect" and not any(overlap(q, m) > 0 for m in marked)]


def _add_quotes(gold: Sequence[Part], found: Sequence[Part], count: Count, speakers: Share) -> None:
    pairs = _pairs(gold, found)
    count.add(len(pairs), len(found), len(gold))
    for number, quote in enumerate(gold):
        if quote.get("speaker"):
            partner = found[pairs[number]] if number in pairs else {}
            speakers.add(_same_person(quote["speaker"], partner.get("speaker")))


def _pairs(gold: Sequence[Part], found: Sequence[Part]) -> dict[int, int]:
    """Pair off quotes one to one, those that overlap most first."""
    candidates = ((overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((c for c in candidates if c[0] >= _SAME_STRETCH), reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _same_person(a: str | None, b: str | None) -> bool:
    """Whether the last words of two names agree."""
    mine, theirs = _plain(a).split(), _plain(b).split()
    return bool(mine and theirs) and mine[-1] == theirs[-1]


def _role(role: Part) -> tuple[str, str]:
    surname = (_plain(role["person"]).split() or [""])[-1]
    return surname, _plain(role["role"])


def _clusters(keys: Iterable[Hashable]) -> list[set[int]]:
    """Return for each item the numbers of all items with its key."""
    members: defaultdict[Hashable, set[int]] = defaultdict(set)
    listed = list(keys)
    for number, key in enumerate(listed):
        members[key].add(number)
    return [members[key] for key in listed]
