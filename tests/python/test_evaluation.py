"""Figures of the evaluation, counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.evaluation import Agreement, Scores, agreement, core_span, overlap, report

TEXT = "The Met's Ann Lee met Bo in Rome on Monday. “Fine,” said Lee. Bo said it was wet."


def mention(
    words: str, label: str, entity: str | None = None, value: str | None = None, nth: int = 0
) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "label": label, "entity": entity, "value": value}


def quote(words: str, kind: str, speaker: str | None) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "kind": kind, "speaker": speaker}


HEADER = {"headline": "Rain", "date": "2024-01-01", "byline": ["Ann"], "source": "AP", "dateline": {"places": ["ROME"]}}
GOLD: dict[str, Any] = {
    "article": HEADER,
    "mentions": [
        mention("Met", "ORG", "e1"),
        mention("Ann Lee", "PERSON", "e2"),
        mention("Bo", "PERSON", "e3"),
        mention("Rome", "GPE", "e4"),
        mention("Monday", "DATE", None, "2024-01-01"),
        mention("Lee", "PERSON", "e2", nth=1),
        mention("Bo", "PERSON", "e3", nth=1),
    ],
    "quotes": [quote("Fine,", "direct", "Ann Lee"), quote("it was wet", "indirect", "Bo")],
    "roles": [{"person": "Ann Lee", "role": "chief"}, {"person": "Bo", "role": "guest"}],
}
FOUND: dict[str, Any] = {
    "article": {**HEADER, "headline": "rain!", "source": None, "dateline": None},
    "mentions": [
        mention("The Met's", "ORG", "e1"),  # the same without determiner and possessive
        mention("Ann Lee", "PERSON", "e2"),
        mention("Bo", "PERSON", "e3"),
        mention("Rome", "ORG", "e4"),  # wrong label
        mention("on Monday", "TIME", None, "2024-01-01"),  # wrong, though the value is right
        mention("Lee", "PERSON", "e2", nth=1),
        mention("Bo", "PERSON", "e2", nth=1),  # wrong cluster
    ],
    "quotes": [quote("Fine", "fragment", "Lee"), quote("Bo said it was wet", "indirect", "Bo")],
    "roles": [{"person": "LEE", "role": "Chief"}],
}


def test_figures() -> None:
    scores = Scores()
    scores.add(TEXT, GOLD, FOUND)
    figures = scores.figures()
    assert figures["mentions"] == pytest.approx((5 / 7, 5 / 7, 5 / 7))
    fields = {name: figures[name] for name in ("headline", "date", "byline", "source", "dateline")}
    assert fields == {"headline": 1, "date": 1, "byline": 1, "source": 0, "dateline": 0}
    assert figures["dates"] == 1
    assert figures["quotes"] == (1, 1, 1)  # 4 of 5 characters
    assert figures["speakers"] == 1
    assert figures["indirect"] == (0, 0, 0)  # 10 of 18 characters
    assert figures["indirect_speakers"] == 0
    # Six names: Met 1/1, Ann Lee 2/3, Bo 1/1, Rome 1/1, Lee 2/3, Bo 1/3; recalled 1, 1, 1/2, 1, 1, 1/2.
    assert figures["entities"] == pytest.approx(agreement(14 / 3 / 6, 5 / 6))
    assert figures["roles"] == pytest.approx((1, 1 / 2, 2 / 3))
    assert scores.label_figures()["ORG"] == pytest.approx((1 / 2, 1, 2 / 3, 1))


def test_a_perfect_record() -> None:
    scores = Scores()
    scores.add(TEXT, GOLD, GOLD)
    for figure in list(scores.figures().values())[1:]:
        assert figure == (Agreement(1, 1, 1) if isinstance(figure, Agreement) else 1)
    assert "mentions           P 1.000  R 1.000  F1 1.000" in report(scores)


def test_parts() -> None:
    assert core_span(TEXT, mention("The Met's", "ORG")) == (4, 7)
    assert overlap({"start": 0, "end": 4}, {"start": 2, "end": 6}) == pytest.approx(1 / 3)
    assert overlap({"start": 0, "end": 1}, {"start": 2, "end": 3}) == 0


def test_nothing_to_compare(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        dl.evaluate(tmp_path)
