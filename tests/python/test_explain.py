"""Explanations: of the extractor, and on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.explaining import report
from rows import samples, suite
from test_cli import run
from test_own import options_of

TEXT = "“Très bien,” said Angela Merkel in Paris."
EXTRACTOR = dl.Extractor()


@pytest.mark.parametrize("row", suite("explain"), ids=lambda row: row["name"])
def test_suite(row: dict[str, Any]) -> None:
    why = dl.Extractor(**options_of(row)).explain(row["text"], row["text"].index(row["at"]))
    assert why is not None
    assert [f"{token['text']} {token['chosen']['tag']}" for token in why["tokens"]] == row["tokens"]
    readings = []
    for reading in why["readings"]:
        of = " ".join(filter(None, [reading["origin"], reading["source"]]))
        readings.append(f"{reading['text']} | {reading['label']} | {of} | {reading['fate']}")
    assert readings == row["readings"]


def test_offsets_are_code_points() -> None:
    at = TEXT.index("Merkel")
    why = EXTRACTOR.explain(TEXT, at)
    assert why is not None
    assert why["mention"] is not None
    assert (why["mention"]["text"], why["mention"]["label"]) == ("Angela Merkel", "PERSON")
    for spanned in [why["mention"], *why["readings"], *why["tokens"], *why["names"]]:
        assert TEXT[spanned["start"] : spanned["end"]] == spanned["text"]
    assert EXTRACTOR.explain(TEXT.encode(), at) == why


def test_agrees_with_the_article() -> None:
    article = dl.read(samples()[0])
    for mention in article.mentions[:20]:
        why = EXTRACTOR.explain(article.text, mention.start)
        assert why is not None
        found = why["mention"]
        assert found is not None
        assert (found["start"], found["end"], found["label"], found["score"]) == (
            mention.start,
            mention.end,
            mention.label,
            mention.score,
        )
        for token in why["tokens"]:
            for tag in ("chosen", "runner_up"):
                total = sum(feature[tag] for feature in token["features"])
                assert total == pytest.approx(token[tag]["score"], abs=1e-3)
            weights = [feature["weight"] for feature in token["features"]]
            assert weights == sorted(weights, reverse=True)


def test_first_token_has_none_before() -> None:
    why = EXTRACTOR.explain("Paris is wet.", 0)
    assert why is not None
    assert why["tokens"][0]["chosen"]["before"] is None


def test_no_word() -> None:
    assert EXTRACTOR.explain(TEXT, TEXT.index(" ")) is None


@pytest.mark.parametrize("offset", [-1, len(TEXT), 10**30])
def test_offset_outside(offset: int) -> None:
    with pytest.raises(ValueError, match=f"offset {offset} is not in the text, which has {len(TEXT)} characters"):
        EXTRACTOR.explain(TEXT, offset)


def test_wrong_types() -> None:
    with pytest.raises(TypeError, match="expected an offset"):
        EXTRACTOR.explain(TEXT, "1")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected str or bytes"):
        EXTRACTOR.explain(None, 1)  # type: ignore[arg-type]


def test_report(tmp_path: Path) -> None:
    file = tmp_path / "a:1.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run("explain", f"{file}:{TEXT.index('Angela')}", "--top", 3)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("'Angela Merkel' at 18-31  PERSON  score ")
    assert lines[2] == "known names"
    assert lines[3].startswith("  'Angela Merkel' at 18-31  PERSON")
    assert sum(line.startswith("  tag  ") for line in lines) == 2
    assert sum(line.endswith("  sum") for line in lines) == 2
    assert sum(" more" in line and "in all from" in line for line in lines) == 2


def test_report_of_names_of_ones_own() -> None:
    extractor = dl.Extractor(gazetteer={"SITE": ["Berlin"]}, patterns=[("X", "ber\n*lin|Berl")])
    why = extractor.explain("It rains in Berlin.", 12)
    assert why is not None
    assert report(why, 0).splitlines()[:6] == [
        "'Berlin' at 12-18  SITE  score 1.000",
        "",
        "readings",
        "  'Berlin' at 12-18  SITE  score 1.000  name 'Berlin'            stands",
        f"  'Berlin' at 12-18  GPE   score {why['readings'][1]['score']:.3f}  model                    replaced",
        "  'Berl' at 12-16    X     score 1.000  pattern 'ber *lin|Berl'  replaced",
    ]
    paris = extractor.explain("It rains in Paris.", 12)
    assert paris is not None
    assert "readings" not in report(paris)


def test_json(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = run("explain", f"{file}:{TEXT.index('Angela')}", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == EXTRACTOR.explain(TEXT, TEXT.index("Angela"))


def test_a_model_with_few_labels(tmp_path: Path) -> None:
    records = [
        {"text": text, "spans": [{"start": start, "end": start + len(name), "label": "DRUG"}]}
        for name in ["Aspirin", "Ozempic", "Ibuprofen", "Keytruda", "Zantac", "Prozac"]
        for text, start in [(f"The doctor gave her {name}.", 20), (f"{name} helps, she said.", 0)]
    ]
    (tmp_path / "drugs.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    dl.train(tmp_path / "drugs.jsonl", tmp_path / "drugs.model", progress=False)
    extractor = dl.Extractor(model=tmp_path / "drugs.model")
    for offset in (4, 20):
        why = extractor.explain("The doctor gave him Tamiflu.", offset)
        assert why is not None
        (token,) = why["tokens"]
        assert {token["chosen"]["tag"], token["runner_up"]["tag"]} <= {"O", *(f"{part}-DRUG" for part in "UBIL")}


def test_report_without_mention(tmp_path: Path) -> None:
    (tmp_path / "rain").write_text("It rains.", encoding="utf-8")
    done = run("explain", f"{tmp_path / 'rain'}:3", "--top", 0)
    assert done.returncode == 0
    assert done.stdout.startswith("no mention here\n")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("no/such/file:3", "No such file"),
        ("rain:2", "no word stands at offset 2 of rain: it is ' '"),
        ("rain:9", "offset 9 is not in the text, which has 9 characters"),
        ("rain:" + "9" * 40, "is not in the text"),
        ("rain", "expected FILE:OFFSET"),
        ("rain:", "expected FILE:OFFSET"),
        ("rain:-1", "expected FILE:OFFSET"),
        (":3", "expected FILE:OFFSET"),
        (".:3", "directory"),
    ],
)
def test_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rain").write_text("It rains.", encoding="utf-8")
    done = run("explain", place)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
