"""Gold records in folders and as lines of JSON, and `dateline eval` over them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.evaluation import ZONES, calibration, errors, evaluate, trade_off
from rows import ARTICLES, ROOT, samples
from test_cli import run

MODEL = ROOT / "src" / "embedded" / "model.bin"


def lines(path: Path, records: list[Any]) -> Path:
    path.write_text("\n".join(map(json.dumps, records)) + "\n\n", encoding="utf-8")
    return path


def sample(path: Path) -> dict[str, Any]:
    """Return a sample's gold record with its text and its path."""
    record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return {"id": str(path), "text": dl.read(path).text, **record}


def test_lines_of_json_are_like_a_folder(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", [sample(path) for path in samples()])
    assert evaluate(gold) == evaluate(ARTICLES)


def test_what_was_found_agrees_with_itself(tmp_path: Path) -> None:
    corpus = dl.parse_many(["Ann Lee is in Rome.", "It rained on Monday."], ids=["a", None], dates=["2024-01-02", None])
    corpus.write_jsonl(tmp_path / "gold.jsonl")
    scores = evaluate(tmp_path / "gold.jsonl")
    assert not errors(scores.cases)
    assert scores.figures()["mentions"] == (1, 1, 1)
    assert scores.figures()["date"] == 1  # the first was told from outside
    assert {case.file for case in scores.cases} == {"a", f"{tmp_path / 'gold.jsonl'}:2"}


RECORD: dict[str, Any] = {"text": "Rome", "article": {}, "mentions": [{"start": 0, "end": 4, "label": "GPE"}]}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ":1: not JSON"),
        ("[]", ":1: not a record but a list"),
        ("{}", ":1: a record has 'text', a str"),
        (json.dumps({**RECORD, "mentions": None}), ":1: a record has 'mentions', a list"),
        (json.dumps({**RECORD, "mentions": [{"start": 0}]}), ":1: mention 0 has no start, end and label"),
        (json.dumps({**RECORD, "mentions": [3]}), ":1: mention 0 has no start, end and label"),
        (json.dumps({**RECORD, "mentions": [{"start": 1, "end": 5, "label": "GPE"}]}), "at 1 to 5 of 4 characters"),
        (
            json.dumps({**RECORD, "mentions": [{"start": 0, "end": 3, "label": "GPE", "text": "Rome"}]}),
            "mention 0 is 'Rome', but the text has 'Rom'",
        ),
    ],
)
def test_what_is_no_gold(line: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError) as raised:
        evaluate(path)
    assert str(path) in str(raised.value)
    assert words in str(raised.value)


def test_nothing_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()
    for gold in (path, tmp_path, tmp_path / "none"):
        with pytest.raises(FileNotFoundError):
            evaluate(gold)


def test_bare_mentions_are_gold_too(tmp_path: Path) -> None:
    scores = evaluate(lines(tmp_path / "gold.jsonl", [RECORD]))
    assert scores.figures()["articles"] == 1


def test_least_score() -> None:
    every = evaluate(ARTICLES)
    for row in trade_off(every.cases, at=[0, 0.5, 0.9]):
        scores = evaluate(ARTICLES, min_score=row.min_score)
        assert scores.figures()["mentions"] == (row.precision, row.recall, row.f1)
        assert sum(bin.n for bin in calibration(scores.cases).bins) == row.found
        assert all(case.score >= row.min_score for case in scores.cases if case.score is not None)
    with pytest.raises(ValueError, match="between 0 and 1"):
        evaluate(ARTICLES, min_score=2)


def test_parts_of_a_report() -> None:
    plain = run("eval", ARTICLES).stdout
    done = run("eval", ARTICLES, "--by", "zone", "--by", "label", "--confusion", "--calibration", "--errors", 3)
    assert done.stdout.startswith(plain)
    for zone in ZONES:
        assert f"\n  {zone:12} P " in done.stdout
    assert "\n  PERSON       P " in done.stdout
    assert "\noutcomes       right  label border missed spurious\n" in done.stdout
    assert "\nexpected calibration error 0." in done.stdout
    assert done.stdout.count(".txt:") == 3
    assert done.stdout.splitlines()[-1].startswith("… and ")
    assert run("eval", ARTICLES, "--labels").stdout == run("eval", ARTICLES, "--by", "label").stdout


def test_report_as_json() -> None:
    plain = json.loads(run("eval", ARTICLES, "--json").stdout)
    assert set(plain) - set(plain["labels"]) == {*dl.evaluate(ARTICLES).figures(), "labels"}
    done = run("eval", ARTICLES, "--json", "--by", "zone", "--confusion", "--calibration", "--errors")
    found = json.loads(done.stdout)
    assert {key: found[key] for key in plain} == plain
    assert list(found["zones"]) == list(ZONES)
    assert sum(row["right"] for row in found["outcomes"]) == sum(
        row["n"] for row in found["confusion"] if row["gold"] == row["found"]
    )
    assert len(found["calibration"]["bins"]) == 10
    wrong = sum(row[kind] for row in found["outcomes"] for kind in ("label", "border", "missed", "spurious"))
    assert len(found["errors"]) == wrong
    for error in found["errors"]:
        text = dl.read(error["file"]).text
        side = "gold" if error["gold"] and text.startswith(error["gold"], error["offset"]) else "found"
        assert text.startswith(error[side], error["offset"])


def test_model_and_least_score() -> None:
    done = run("eval", ARTICLES, "--model", MODEL, "--min-score", 0.9, "--json")
    assert json.loads(done.stdout)["mentions"] == list(evaluate(ARTICLES, min_score=0.9).figures()["mentions"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([ARTICLES, "--model", "no/such/model"], "No such file"),
        ([ARTICLES, "--model", samples()[0]], "model"),
        ([ARTICLES, "--min-score", "2"], "between 0 and 1"),
        ([ARTICLES, "--by", "day"], "invalid choice"),
        (["--errors", ARTICLES], "not a number"),
        ([samples()[0]], "not JSON"),
    ],
)
def test_misuse(arguments: list[object], words: str) -> None:
    done = run("eval", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
