"""How well records agree with gold records: mentions, header fields, dates, quotes, speakers, entities, roles."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from dateline.reading import Extractor

Record = Mapping[str, Any]
Part = Mapping[str, Any]

_DETERMINER = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s?['’]s?$")

_SAME_STRETCH = 0.8
"""Two quotes are the same when they share this much of the stretch that they cover together."""


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass
class Count:
    """What was found, what should have been, and what both have."""

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, both: int, found: int, gold: int) -> None:
        """Count in one article."""
        self.both += both
        self.found += found
        self.gold += gold

    def agreement(self) -> Agreement:
        """Return the figures."""
        return agreement(_share(self.both, self.found), _share(self.both, self.gold))


@dataclass
class Share:
    """How many of all are right."""

    right: float = 0
    all: int = 0

    def add(self, right: float) -> None:
        """Count in one case."""
        self.right += right
        self.all += 1

    def value(self) -> float:
        """Return the share."""
        return _share(self.right, self.all)


def agreement(precision: float, recall: float) -> Agreement:
    """Return the figures with their harmonic mean."""
    return Agreement(precision, recall, _share(2 * precision * recall, precision + recall))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass
class Scores:
    """The figures over many articles; `add` counts one in."""

    articles: int = 0
    mentions: Count = field(default_factory=Count)
    labels: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    fields: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in _FIELDS})
    dates: Share = field(default_factory=Share)
    marked: Count = field(default_factory=Count)
    marked_speakers: Share = field(default_factory=Share)
    indirect: Count = field(default_factory=Count)
    indirect_speakers: Share = field(default_factory=Share)
    entity_precision: Share = field(default_factory=Share)
    entity_recall: Share = field(default_factory=Share)
    roles: Count = field(default_factory=Count)

    def add(self, text: str, gold: Record, found: Record) -> None:
        """Count in one article."""
        self.articles += 1
        self._add_mentions(text, gold["mentions"], found["mentions"])
        for name, reading in _FIELDS.items():
            self.fields[name].add(reading(gold["article"]) == reading(found["article"]))
        self._add_dates(gold["mentions"], found["mentions"])
        quotes, found_quotes = gold.get("quotes", []), found.get("quotes", [])
        _add_quotes(_marked(quotes), _marked(found_quotes), self.marked, self.marked_speakers)
        _add_quotes(_indirect(quotes), _indirect(found_quotes), self.indirect, self.indirect_speakers)
        self._add_entities(text, gold["mentions"], found["mentions"])
        roles, found_roles = ({_role(role) for role in record.get("roles", [])} for record in (gold, found))
        self.roles.add(len(roles & found_roles), len(found_roles), len(roles))

    def _add_mentions(self, text: str, gold: Sequence[Part], found: Sequence[Part]) -> None:
        wanted, got = ({(*core_span(text, m), m["label"]) for m in mentions} for mentions in (gold, found))
        self.mentions.add(len(wanted & got), len(got), len(wanted))
        for *_, label in wanted & got:
            self.labels[label].both += 1
        for *_, label in got:
            self.labels[label].found += 1
        for *_, label in wanted:
            self.labels[label].gold += 1

    def _add_dates(self, gold: Sequence[Part], found: Sequence[Part]) -> None:
        times = [mention for mention in found if mention["label"] in ("DATE", "TIME")]
        for date in gold:
            if date["label"] == "DATE" and date.get("value"):
                self.dates.add(any(m.get("value") == date["value"] and overlap(m, date) > 0 for m in times))

    def _add_entities(self, text: str, gold: Sequence[Part], found: Sequence[Part]) -> None:
        """B-cubed: for each gold name, how well its cluster and the found one agree."""
        cluster_at = {core_span(text, mention): mention.get("entity") for mention in found}
        spans = [(core_span(text, mention), mention["entity"]) for mention in gold if mention["entity"] is not None]
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
            "mentions": self.mentions.agreement(),
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
        return {label: (*count.agreement(), count.gold) for label, count in sorted(self.labels.items())}


def evaluate(gold: str | PathLike[str], extractor: Extractor | None = None) -> Scores:
    """Read every `NAME.txt` of a folder that has a gold record `NAME.json` beside it, and compare.

    Raises `FileNotFoundError` when there is none.
    """
    scores = Scores()
    paths = [path for path in sorted(Path(gold).glob("*.txt")) if path.with_suffix(".json").exists()]
    if not paths:
        raise FileNotFoundError(2, "no NAME.txt with its NAME.json", str(gold))
    for article, path in zip((extractor or Extractor()).pipe(paths), paths, strict=True):
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        scores.add(article.text, record, article.to_dict())
    return scores


def report(scores: Scores, labels: bool = False) -> str:
    """Return the figures as lines of text."""
    lines = []
    for name, figure in scores.figures().items():
        match figure:
            case Agreement():
                shown = "P {:.3f}  R {:.3f}  F1 {:.3f}".format(*figure)
            case float():
                shown = f"{figure:.3f}"
            case _:
                shown = str(figure)
        lines.append(f"{name:18} {shown}")
    if labels:
        for label, (precision, recall, f1, count) in scores.label_figures().items():
            lines.append(f"  {label:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")
    return "\n".join(lines)


def core_span(text: str, mention: Part) -> tuple[int, int]:
    """Return a mention's start and end without a leading determiner and a trailing possessive."""
    start, end = mention["start"], mention["end"]
    determiner = _DETERMINER.match(text[start:end])
    if determiner and start + determiner.end() < end:
        start += determiner.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive and possessive.start() > 0:
        end = start + possessive.start()
    return start, end


def overlap(a: Part, b: Part) -> float:
    """Return how much of the stretch that two spans cover together they share, 0 to 1."""
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    together: int = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, shared) / (together or 1)


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").casefold()).strip()


_FIELDS: dict[str, Callable[[Part], Hashable]] = {
    "headline": lambda article: _plain(article["headline"]),
    "date": lambda article: _plain(article["date"]),
    "byline": lambda article: tuple(sorted(map(_plain, article["byline"] or []))),
    "source": lambda article: _plain(article["source"]),
    "dateline": lambda article: _plain(" ".join((article["dateline"] or {}).get("places") or [])),
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
