r"""How well records agree with gold records, where they do not, and what a score is worth.

`evaluate` reads gold and returns `Scores`. Its `figures()` are those over all; its `cases` hold each mention of gold
and each one found, and all else is a table over them, made of plain rows that a data frame takes as they are:
`by_label`, `by_zone`, `confusion`, `outcomes`, `trade_off`, `calibration` and, to look through, `errors`. `interval`
tells how far F1 might lie off with so few articles.

>>> from dateline.evaluation import Scores, by_zone, calibration, errors
>>> gold = {"article": {"headline": "Rain in Rome"}, "mentions": [{"start": 8, "end": 12, "label": "GPE"}]}
>>> found = {"article": {}, "mentions": [{"start": 8, "end": 12, "label": "LOC", "score": 0.7}]}
>>> scores = Scores()
>>> scores.add("Rain in Rome\n\nIt rained.", gold, found, "rain.txt")
>>> by_zone(scores.cases)[0]
Figures(name='headline', precision=0.0, recall=0.0, f1=0.0, right=0, found=1, gold=1)
>>> print(errors(scores.cases))
[gold] {found}
label     rain.txt:8  gold GPE  found LOC 0.70
    Rain in [{Rome}]
>>> calibration(scores.cases).ece
0.7
"""

from __future__ import annotations

from os import PathLike

from dateline.evaluation.calibration import Bin, Calibration, calibration
from dateline.evaluation.cases import KINDS, Case, Kind, Mark, compare
from dateline.evaluation.counts import Agreement, Count, Share, agreement
from dateline.evaluation.errors import Errors, errors
from dateline.evaluation.gold import read_gold
from dateline.evaluation.interval import Interval, interval
from dateline.evaluation.report import Wanted, data, report
from dateline.evaluation.scores import Scores
from dateline.evaluation.spans import Record, core_span, overlap
from dateline.evaluation.tables import (
    Confusion,
    Figures,
    Outcomes,
    TradeOff,
    by_label,
    by_zone,
    confusion,
    outcomes,
    overall,
    trade_off,
)
from dateline.evaluation.zones import ZONES, Zone, Zones, paired_marks
from dateline.reading import Extractor

__all__ = [
    "KINDS",
    "ZONES",
    "Agreement",
    "Bin",
    "Calibration",
    "Case",
    "Confusion",
    "Count",
    "Errors",
    "Figures",
    "Interval",
    "Kind",
    "Mark",
    "Outcomes",
    "Record",
    "Scores",
    "Share",
    "TradeOff",
    "Wanted",
    "Zone",
    "Zones",
    "agreement",
    "by_label",
    "by_zone",
    "calibration",
    "compare",
    "confusion",
    "core_span",
    "data",
    "errors",
    "evaluate",
    "interval",
    "outcomes",
    "overall",
    "overlap",
    "paired_marks",
    "report",
    "trade_off",
]


def evaluate(gold: str | PathLike[str], extractor: Extractor | None = None, *, min_score: float = 0.0) -> Scores:
    """Read the texts of gold records, and compare what is found in them.

    `gold` is a folder, of which every `NAME.txt` counts that has a record `NAME.json` beside it, or a file of JSON
    lines, one record with its `text` on each. Mentions with a score below `min_score` are left out before anything is
    counted.

    Raises `FileNotFoundError` when there is no gold, and `ValueError` when a record is none or does not fit its text.

    >>> import dateline as dl, pathlib, tempfile
    >>> gold = pathlib.Path(tempfile.mkdtemp(), "gold.jsonl")
    >>> dl.parse_many(["Ann Lee left Rome."]).write_jsonl(gold)
    >>> dl.evaluate(gold).figures()["mentions"].f1
    1.0
    """
    if not 0 <= min_score <= 1:
        raise ValueError(f"min_score must be between 0 and 1, not {min_score}")
    scores = Scores()
    records = read_gold(gold)
    sources = ((record.source, record) for record in records)
    days = [record.day for record in records]
    for article, record in (extractor or Extractor()).pipe(sources, as_tuples=True, dates=days):
        record.check(article.text)
        scores.add(article.text, record.record, at_least(min_score, article.to_dict()), record.name)
    return scores


def at_least(min_score: float, found: Record) -> Record:
    """Return a record without the mentions whose score is lower; its entities, which count mentions, stay behind."""
    kept = [m for m in found["mentions"] if m.get("score") is None or m["score"] >= min_score]
    return {key: part for key, part in found.items() if key != "entities"} | {"mentions": kept}
