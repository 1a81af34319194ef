"""Zones, kinds of error, tables and calibration of mentions, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation import (
    Case,
    Mark,
    Zones,
    by_label,
    by_zone,
    calibration,
    compare,
    confusion,
    errors,
    interval,
    outcomes,
    overall,
    paired_marks,
    trade_off,
)

TEXT = """Rain stops  play
in Rome

By Ann Lee

ROME, May 2 (AP) - The Bank of England said “Bo Oslo is in Paris,” and Mars.

Cy Ek said Rome won.

AP"""


def mention(words: str, label: str, score: float | None = None, nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "label": label, "text": words, "score": score}


def between(first: str, last: str) -> list[int]:
    return [TEXT.index(first), TEXT.index(last) + len(last)]


GOLD: dict[str, Any] = {
    "article": {"headline": "Rain stops play in Rome"},
    "mentions": [
        mention("Rome", "GPE"),
        mention("Ann Lee", "PERSON"),
        mention("ROME", "GPE"),
        mention("May 2", "DATE"),
        mention("AP", "ORG"),
        mention("Bank of England", "ORG"),
        mention("Bo Oslo", "PERSON"),
        mention("Paris", "GPE"),
        mention("Mars", "LOC"),
        mention("Cy Ek", "PERSON"),
        mention("Rome", "GPE", nth=1),
    ],
    "quotes": [],
}
FOUND: dict[str, Any] = {
    "article": {"spans": {"dateline": between("ROME", "(AP) -"), "source": between("AP", "AP"), "headline": [0, 4]}},
    "paragraphs": [
        {"start": 0, "end": 24, "kind": "header"},
        {"start": 26, "end": 36, "kind": "header"},
        {"start": 38, "end": 115, "kind": "body"},
    ],
    "mentions": [
        mention("Rome", "GPE", 0.95),  # right
        mention("Ann Lee", "PERSON", 1.0),  # right
        mention("ROME", "ORG", 0.65),  # label
        mention("May 2", "DATE", 0.85),  # right
        mention("The Bank", "ORG", 0.75),  # border: Bank
        mention("Bo", "ORG", 0.25),  # spurious: span and label are wrong
        mention("Paris", "GPE", 0.35),  # right
        mention("Mars", "ORG", 0.55),  # label
        mention("Cy Ek", "PERSON", 0.85),  # right
        mention("Rome", "PERSON", 0.65, nth=1),  # label
        mention("won", "EVENT", 0.15),  # spurious
    ],
}
CASES = compare(TEXT, GOLD["mentions"], FOUND["mentions"], Zones(TEXT, GOLD, FOUND), "rain.txt")


def words(mark: Mark | None) -> str | None:
    return mark and TEXT[mark.start : mark.end]


def test_kinds_and_zones() -> None:
    assert [(case.kind, case.zone, words(case.gold), words(case.found)) for case in CASES] == [
        ("right", "headline", "Rome", "Rome"),
        ("right", "dateline", "Ann Lee", "Ann Lee"),
        ("label", "dateline", "ROME", "ROME"),
        ("right", "dateline", "May 2", "May 2"),
        ("missed", "dateline", "AP", None),
        ("border", "body", "Bank of England", "Bank"),
        ("spurious", "quote", None, "Bo"),
        ("missed", "quote", "Bo Oslo", None),
        ("right", "quote", "Paris", "Paris"),
        ("label", "body", "Mars", "Mars"),
        ("right", "body", "Cy Ek", "Cy Ek"),
        ("label", "body", "Rome", "Rome"),
        ("spurious", "body", None, "won"),
    ]


def test_figures() -> None:
    assert overall(CASES).agreement == pytest.approx((5 / 11, 5 / 11, 5 / 11))
    assert overall(CASES)[4:] == (5, 11, 11)
    assert [(row.name, row.right, row.found, row.gold) for row in by_label(CASES)] == [
        ("DATE", 1, 1, 1),
        ("EVENT", 0, 1, 0),
        ("GPE", 2, 2, 4),
        ("LOC", 0, 0, 1),
        ("ORG", 0, 4, 2),
        ("PERSON", 2, 3, 3),
    ]
    assert [(row.name, row.right, row.found, row.gold) for row in by_zone(CASES)] == [
        ("headline", 1, 1, 1),
        ("dateline", 2, 3, 4),
        ("quote", 1, 2, 2),
        ("body", 1, 5, 4),
    ]
    gpe = by_label(CASES)[2]
    assert gpe.agreement == pytest.approx((1, 1 / 2, 2 / 3))


def test_confusion() -> None:
    assert confusion(CASES) == [
        ("GPE", "GPE", 2),
        ("PERSON", "PERSON", 2),
        ("DATE", "DATE", 1),
        ("GPE", "ORG", 1),
        ("GPE", "PERSON", 1),
        ("LOC", "ORG", 1),
    ]
    assert outcomes(CASES) == [  # right, label, border, missed, spurious
        ("DATE", 1, 0, 0, 0, 0),
        ("EVENT", 0, 0, 0, 0, 1),
        ("GPE", 2, 2, 0, 0, 0),
        ("LOC", 0, 1, 0, 0, 0),
        ("ORG", 0, 0, 1, 1, 1),
        ("PERSON", 2, 0, 0, 1, 0),
    ]


def test_calibration() -> None:
    result = calibration(CASES)
    assert result.n == 11
    assert [row.n for row in result.bins] == [0, 1, 1, 1, 0, 1, 2, 1, 2, 2]
    assert [row.right for row in result.bins] == [None, 0, 0, 1, None, 0, 0, 0, 1, 1]
    assert result.bins[6].mean_score == pytest.approx(0.65)
    assert result.bins[9].mean_score == pytest.approx(0.975)
    assert [(row.low, row.high) for row in result.bins[:2]] == [(0, 0.1), (0.1, 0.2)]
    # Gaps: .15 + .25 + .65 + .55 + 2 × .65 + .75 + 2 × .15 + 2 × .025
    assert result.ece == pytest.approx(4.0 / 11)
    squares = 0.15**2 + 0.25**2 + 0.65**2 + 0.55**2 + 2 * 0.65**2 + 0.75**2 + 2 * 0.15**2 + 0.05**2
    assert result.brier == pytest.approx(squares / 11)


def test_calibration_of_nothing() -> None:
    result = calibration([])
    assert (result.n, result.ece, result.brier, len(result.bins)) == (0, 0, 0, 10)
    with pytest.raises(ValueError, match="bins must be at least 1"):
        calibration([], bins=0)


def test_borders_of_bins() -> None:
    cases = [case_with(score) for score in (0.0, 0.1, 0.3, 0.6, 0.7, 0.9, 1.0)]
    assert [row.n for row in calibration(cases).bins] == [1, 1, 0, 1, 0, 0, 1, 1, 0, 2]


def case_with(score: float) -> Case:
    return Case("right", "body", "", Mark(0, 1, "GPE"), Mark(0, 1, "GPE"), score, "A")


def test_trade_off() -> None:
    rows = trade_off(CASES, at=[0, 0.35, 0.85, 1, 1.01])
    assert [(row.found, row.precision, row.recall) for row in rows] == [
        (11, 5 / 11, 5 / 11),
        (9, 5 / 9, 5 / 11),
        (4, 1, 4 / 11),
        (1, 1, 1 / 11),
        (0, 0, 0),
    ]
    assert [row.min_score for row in trade_off(CASES)] == pytest.approx([step * 0.05 for step in range(20)])


def test_interval() -> None:
    assert interval(CASES) == pytest.approx((5 / 11, 5 / 11))  # one article, whatever is drawn
    half = [replace(case, file=str(number)) for number in range(50) for case in (CASES[0], CASES[4])]
    assert interval(half) == pytest.approx((2 / 3, 2 / 3))
    mixed = [replace(case, file=str(number)) for number in range(50) for case in (CASES[number % 2 * 4],)]
    low, high = interval(mixed)
    assert low < 2 / 3 < high  # half of the gold mentions were found
    assert low > 0.5
    assert high < 0.8
    assert interval(mixed, seed=0) == (low, high)
    assert interval(mixed, share=0.5)[0] > low
    assert interval(CASES, label="GPE") == pytest.approx((2 / 3, 2 / 3))
    assert interval(CASES, label="ORG") == (0, 0)
    assert interval(CASES, zone="dateline") == pytest.approx((4 / 7, 4 / 7))
    assert interval([]) == (0, 0)
    for share in (0, 1):
        with pytest.raises(ValueError, match="share must be"):
            interval(mixed, share=share)


def test_errors_can_be_chosen() -> None:
    every = errors(CASES)
    assert len(every) == 8
    assert [case.kind for case in errors(CASES, kinds=["border"])] == ["border"]
    assert [words(case.found) for case in errors(CASES, labels=["EVENT"])] == ["won"]
    assert [case.kind for case in errors(CASES, zones=["quote"])] == ["spurious", "missed"]
    assert len(errors(CASES, labels=["PERSON"], zones=["body"])) == 1
    assert every[0].kind == "label"
    assert list(every[1:3]) == list(every)[1:3]


def test_errors_in_context() -> None:
    assert str(errors(CASES, kinds=["border", "missed"])).splitlines() == [
        "[gold] {found}",
        "missed    rain.txt:51  gold ORG",
        "    ROME, May 2 ([AP]) - The Bank of England said “Bo Oslo is in Paris,” and …",
        "border    rain.txt:61  gold ORG  found ORG 0.75",
        "    ROME, May 2 (AP) - The [{Bank} of England] said “Bo Oslo is in Paris,” and Mars.",
        "missed    rain.txt:83  gold PERSON",
        "    ROME, May 2 (AP) - The Bank of England said “[Bo Oslo] is in Paris,” and Mars.",
    ]


def test_context_is_cut_at_words() -> None:
    text = "one two three four five six seven"
    (case,) = compare(text, [{"start": 14, "end": 18, "label": "ORG"}], [], Zones(text, {}, {}))
    assert case.context(7) == "… three [four] five …"
    assert case.context(60) == "one two three [four] five six seven"


@pytest.mark.parametrize(
    ("gold", "found", "shown"),
    [
        ((2, 5), (2, 5), "ab[{cde}]fgh"),
        ((2, 5), (2, 4), "ab[{cd}e]fgh"),
        ((2, 4), (2, 5), "ab{[cd]e}fgh"),
        ((3, 5), (2, 5), "ab{c[de]}fgh"),
        ((2, 5), (3, 6), "ab[c{de]f}gh"),
        ((0, 8), (7, 8), "[abcdefg{h}]"),
    ],
)
def test_marks_nest(gold: tuple[int, int], found: tuple[int, int], shown: str) -> None:
    case = Case("border", "body", "", Mark(*gold, "ORG"), Mark(*found, "ORG"), None, "abcdefgh")
    assert case.context() == shown


def test_rows_are_plain() -> None:
    row = errors(CASES, kinds=["border"])[0].row()
    assert row == {
        "kind": "border",
        "file": "rain.txt",
        "offset": 61,
        "zone": "body",
        "gold_label": "ORG",
        "gold": "Bank of England",
        "found_label": "ORG",
        "found": "Bank",
        "score": 0.75,
        "context": "ROME, May 2 (AP) - The [{Bank} of England] said “Bo Oslo is in Paris,” and Mars.",
    }
    assert errors(CASES, kinds=["missed"])[0].row()["found"] is None


def test_errors_show_themselves_safely() -> None:
    text = "<b>$5</b> \x1b[31m" + "x" * 10
    gold = [{"start": 3, "end": 5, "label": "PRICE"}]  # a label that has no colour
    cases = compare(text, gold, [], Zones(text, {}, {}), "<i>\x1b")
    html = errors(cases * 150)._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "$" not in html
    assert "\x1b" not in html + str(errors(cases))
    assert "50 more are not shown" in html


def test_zones_of_gold_win() -> None:
    layout = {"paragraphs": [{"start": 0, "end": 24, "kind": "body"}]}
    header = {"headline": "Rain stops play in Rome", "spans": {"headline": [26, 36], "dateline": [0, 4]}}
    quotes = [{"start": 116, "end": 121, "kind": "direct"}, {"start": 122, "end": 130, "kind": "indirect"}]
    zones = Zones(TEXT, {"article": header, "quotes": quotes, **layout}, FOUND)
    places = [0, 5, 26, TEXT.index("Bo"), 116, 122]
    assert [zones.at(place) for place in places] == ["dateline", "body", "headline", "body", "quote", "body"]


def test_a_headline_that_is_not_in_the_text_stands_where_it_was_found() -> None:
    zones = Zones(TEXT, {"article": {"headline": "Sun"}}, FOUND)
    assert [zones.at(place) for place in (0, 5)] == ["headline", "dateline"]
    assert Zones(TEXT, {"article": {"headline": None}}, FOUND).at(0) == "dateline"
    assert Zones(TEXT, {}, {}).at(0) == "body"


def test_a_source_at_the_foot_is_no_dateline() -> None:
    foot = TEXT.rindex("AP")
    found = {**FOUND, "article": {"spans": {"source": [foot, foot + 2]}}}
    assert Zones(TEXT, GOLD, found).at(foot) == "body"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“a” and “b ‘c’ d” e", ["a", "b ‘c’ d"]),
        ('"a," he said, "b"', ["a,", "b"]),
        ("``a,'' he said", ["a,"]),
        ("‘It’s on,’ he said of the drivers’ union", ["It’s on,"]),
        ("'It's on,' he said of the drivers' union in the '90s, in the '80s", ["It's on,"]),
        ('a 6"-pipe and a 7"-one', []),
        ('“a\n\n“b”\n\n"c\n\nd', ["a", "b"]),
        ("“a\nb”", ["a\nb"]),
        ("“never closed", []),
        ("", []),
    ],
)
def test_paired_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in paired_marks(text)] == quoted


MENTIONS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["ORG", "GPE"])), max_size=12).map(
    lambda drawn: [{"start": s, "end": s + n, "label": label, "score": 0.5} for s, n, label in drawn]
)


@given(MENTIONS, MENTIONS)
def test_every_mention_is_in_one_case(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    text = "x" * 40
    cases = compare(text, gold, found, Zones(text, {}, {}))
    for side, mentions in (("gold", gold), ("found", found)):
        told = sorted(mark for case in cases if (mark := getattr(case, side)))
        assert told == sorted({Mark(m["start"], m["end"], m["label"]) for m in mentions})
    for case in cases:
        both = case.gold and case.found
        assert (case.kind == "missed") == (case.found is None)
        assert (case.kind == "spurious") == (case.gold is None)
        assert not both or (case.kind == "right") == (case.gold == case.found)
        plain = case.context().translate(dict.fromkeys(map(ord, "[]{}")))
        assert plain in text
    assert sum(row.gold for row in by_zone(cases)) == overall(cases).gold
    kinds = [row.right + row.label + row.border + row.missed + row.spurious for row in outcomes(cases)]
    assert sum(kinds) == len(cases)


@given(st.text(alphabet="ab “”‘’'\"`\n", max_size=60))
def test_quotes_stay_in_the_text(text: str) -> None:
    spans = list(paired_marks(text))
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
