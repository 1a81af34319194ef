"""Training on text of one's own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.evaluation import overall
from dateline.training import Step
from rows import ROOT

CORPUS = ROOT / "seeds" / "corpus" / "written_articles.jsonl"
SPACY = ROOT / "tests" / "data" / "sample.spacy"


def articles() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def quick(data: Any, out: Path, **settings: Any) -> dl.Training:
    return dl.train(data, out, **{"passes": 2, "progress": False, **settings})


MEDICINES = ("Zelboraf", "Ibuprofen", "Aspirin", "Ozempic", "Keytruda", "Herceptin", "Zantac", "Prozac")
FRAMES = (
    "The doctor gave him {} on Monday.",
    "She took {} for the pain.",
    "A dose of {} helps, Ann Lee said.",
    "{} is sold in Paris.",
)


def medicines(folder: Path) -> Path:
    """Write sentences with one label that no model had before."""
    pairs = [(frame, name) for frame in FRAMES for name in MEDICINES]
    records = (
        {
            "text": frame.format(name),
            "spans": [{"start": frame.index("{"), "end": frame.index("{") + len(name), "label": "DRUG"}],
        }
        for frame, name in pairs
    )
    return written(folder / "drugs.jsonl", *records)


def test_a_label_that_no_model_had(tmp_path: Path) -> None:
    model = tmp_path / "drugs.model"
    done = quick(medicines(tmp_path), model, passes=5)
    assert (done.model, done.labels, done.model_labels) == (str(model), {"DRUG": 32}, ["DRUG"])
    assert done.bytes == model.stat().st_size
    article = dl.Extractor(model=model).parse("The doctor gave her Tamiflu on Friday.")
    assert [(mention.text, mention.label) for mention in article.mentions] == [("Tamiflu", "DRUG")]
    assert dl.Article.from_json(article.to_json()) == article


def test_the_report(tmp_path: Path) -> None:
    done = quick(CORPUS, tmp_path / "my.model", passes=3)
    assert done.training["documents"] + done.held_out["documents"] == 60
    assert 3 <= done.held_out["documents"] <= 12
    assert done.mentions is not None
    assert done.mentions.f1 > 0.6
    assert max(done.history) == done.history[done.pass_number - 1] == done.mentions.f1
    assert sum(count for *_, count in done.by_label.values()) == done.held_out["mentions"]
    assert {"ORG", "GPE", "PERSON"} <= done.by_label.keys() <= done.labels.keys()
    assert "\nmentions           P 0." in str(done)
    assert "\n  PERSON       P 0." in str(done)
    assert json.loads(json.dumps(done.to_dict()))["pass_number"] == done.pass_number
    assert all(f"{CORPUS}:" in warning for warning in done.warnings)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    models = [tmp_path / name for name in "abc"]
    for model, seed in zip(models, (1, 1, 2), strict=True):
        quick(CORPUS, model, seed=seed)
    first, second, third = (model.read_bytes() for model in models)
    assert first == second != third


def test_what_is_held_out_is_settled_by_the_text(tmp_path: Path) -> None:
    records = articles()
    forth, back = written(tmp_path / "a.jsonl", *records), written(tmp_path / "b.jsonl", *reversed(records))
    sizes = [quick(path, tmp_path / "m").held_out for path in (forth, back)]
    assert sizes[0] == sizes[1]
    assert quick(forth, tmp_path / "m", held_out=0.5).held_out["documents"] > 15
    none = quick(forth, tmp_path / "m", held_out=0)
    assert (none.mentions, none.history, none.pass_number) == (None, [], 2)
    assert "tested on          nothing" in str(none)
    dev = written(tmp_path / "dev.jsonl", *records[:4], {"text": "Ann ran.", "entities": [[0, 3, "DRUG"]]})
    tested = quick(written(tmp_path / "c.jsonl", *records[4:]), tmp_path / "m", dev=dev)
    assert (tested.training["documents"], tested.held_out["documents"]) == (56, 5)
    assert any("1 mentions of DRUG" in warning for warning in tested.warnings)


def only(records: list[dict[str, Any]], *labels: str) -> list[dict[str, Any]]:
    return [
        {**record, "mentions": [mention for mention in record["mentions"] if mention["label"] in labels]}
        for record in records
    ]


def test_from_a_base(tmp_path: Path) -> None:
    data, model = written(tmp_path / "two.jsonl", *only(articles(), "ORG", "GPE")), tmp_path / "two.model"
    text = "Angela Merkel arrived in Paris on Monday."

    def found() -> set[tuple[str, str]]:
        return {(mention.text, mention.label) for mention in dl.Extractor(model=model).parse(text).mentions}

    fresh = quick(data, model)
    assert sorted(fresh.model_labels) == ["GPE", "ORG"]
    assert ("Monday", "DATE") not in found()

    based = quick(data, model, base="embedded")
    assert (len(based.model_labels), sorted(based.labels)) == (18, ["GPE", "ORG"])
    assert based.added > 1000
    assert found() == {("Angela Merkel", "PERSON"), ("Paris", "GPE"), ("Monday", "DATE")}

    forgetful = quick(data, tmp_path / "other.model", base=model, forget=True, labels={"ORG": "HOUSE"})
    assert (sorted(forgetful.model_labels), forgetful.added) == (["GPE", "HOUSE"], 0)


def test_a_model_has_room_for_18_labels(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the base has 18, and the text 1 more: DRUG"):
        quick(medicines(tmp_path), tmp_path / "m", base="embedded")
    many = ({"text": "Ann ran.", "entities": [[0, 3, f"L{number}"]]} for number in range(19))
    with pytest.raises(ValueError, match="room for 18 labels, and the text has 19: L0, L1"):
        quick(written(tmp_path / "many.jsonl", *many), tmp_path / "m")
    with pytest.raises(ValueError, match=r'many.jsonl:1: label "A B": a name is'):
        quick(written(tmp_path / "many.jsonl", {"text": "Ann", "entities": [[0, 3, "A B"]]}), tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_several_forms_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "pairs"
    folder.mkdir()
    (folder / "a.txt").write_text("Zoë took Aspirin.", encoding="utf-8")
    written(folder / "a.json", {"mentions": [{"start": 9, "end": 16, "label": "DRUG"}]})
    columns = tmp_path / "a.conll"
    columns.write_text("He O\ntook O\nAspirin B-DRUG\n. O\n")
    done = quick([medicines(tmp_path), folder, columns, SPACY], tmp_path / "m")
    assert done.training["documents"] + done.held_out["documents"] == 32 + 1 + 1 + 2
    assert done.labels["DRUG"] == 32 + 1 + 1 + 2
    assert done.warnings == [f"{SPACY} document 3: no token says whether it is an entity"]


def test_errors_name_places(tmp_path: Path) -> None:
    model = tmp_path / "m"
    with pytest.raises(FileNotFoundError, match=r"none\.jsonl"):
        quick(tmp_path / "none.jsonl", model)
    bad = written(tmp_path / "bad.jsonl", {"text": "Ann ran.", "entities": [[0, 30, "X"]]})
    with pytest.raises(
        ValueError, match=r"bad\.jsonl:1: entities\[0\]: 0\.\.30 is no stretch of a text of 8 characters"
    ):
        quick(bad, model)
    with pytest.raises(ValueError, match="no labelled mention"):
        quick(written(tmp_path / "empty.jsonl", {"text": "Ann ran.", "spans": []}), model)
    with pytest.raises(ValueError, match="model refused"):
        quick(CORPUS, model, base=bad)
    with pytest.raises(ValueError, match="the output is one of the inputs"):
        quick(bad, bad)
    for settings in ({"passes": 0}, {"patience": 0}, {"held_out": 1.0}, {"held_out": float("nan")}):
        with pytest.raises(ValueError, match=r"pass|share"):
            quick(CORPUS, model, **settings)
    with pytest.raises(TypeError, match="expected a path"):
        quick([3], model)
    with pytest.raises(OSError, match=r"nowhere"):
        quick(CORPUS, tmp_path / "nowhere" / "m")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "empty.jsonl"]


def test_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps: list[Step] = []
    done = quick(CORPUS, tmp_path / "m", progress=steps.append)
    kinds = [step.kind for step in steps]
    assert kinds[0] == "reading"
    assert kinds.count("pass") > 8
    assert [step.value for step in steps if step.kind == "tested"] == done.history
    quick(CORPUS, tmp_path / "m", progress=True)
    assert "pass 2 of 2: F1 0." in capsys.readouterr().err

    def enough(step: Step) -> None:
        if step.kind == "pass":
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        quick(CORPUS, tmp_path / "never", progress=enough)
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.skipif(os.name == "nt", reason="another system's signals")
def test_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline", "train", str(CORPUS), "-o", str(tmp_path / "m")]
    command += ["--passes", "10000", "--patience", "10000"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        while b"pass 2" not in process.stderr.readline():
            assert process.poll() is None
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert time.monotonic() - began < 2  # with the end of the interpreter, on a busy machine
    assert list(tmp_path.iterdir()) == []


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "dateline", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, check=False)


def test_the_command(tmp_path: Path) -> None:
    model = tmp_path / "my.model"
    run = partial(command, "train")

    done = run(CORPUS, "-o", model, "--passes", 2, "--map", "GPE=PLACE", "--map", "DATE=")
    assert done.returncode == 0, done.stderr
    assert "\n  PLACE        P 0." in done.stdout
    assert "DATE" not in done.stdout
    assert "pass 2 of 2: F1 0." in done.stderr
    quiet = run(CORPUS, "-o", model, "--passes", 1, "--quiet", "--json")
    assert json.loads(quiet.stdout)["mentions"][2] > 0.5
    assert "pass" not in quiet.stderr
    columns = tmp_path / "a.tsv"
    columns.write_text("B-DRUG\tx\tAspirin\nO\tx\thelps\n" * 3)
    assert run(columns, "-o", model, "--token-column", 3, "--tag-column", 1).returncode == 0
    for arguments, why in (
        ([tmp_path / "none", "-o", model], "No such file"),
        ([CORPUS, "-o", model, "--map", "GPE"], "OLD=NEW"),
        ([CORPUS, "-o", model, "--tag-column", 0], "from 1 on"),
        ([CORPUS, "-o", model, "--held-out", 0.2, "--dev", CORPUS], "not allowed with"),
    ):
        failed = run(*arguments)
        assert failed.returncode == 2
        assert why in failed.stderr
        assert "Traceback" not in failed.stderr


def test_commands_take_a_model(tmp_path: Path) -> None:
    model, text = tmp_path / "m", tmp_path / "a.txt"
    quick(medicines(tmp_path), model, passes=5)
    text.write_text("The doctor gave her Tamiflu on Friday.")
    record = json.loads(command("parse", text, "--model", model, "--json").stdout)
    assert [mention["label"] for mention in record["mentions"]] == ["DRUG"]
    assert json.loads(command("run", text, "--model", model, "-o", "-").stdout) == record
    assert "DRUG" in command("show", text, "--model", model, "--html", "-").stdout
    assert command("parse", text, "--model", text).returncode == 2


def test_a_model_of_ones_own_can_be_evaluated(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    shutil.copytree(ROOT / "seeds" / "articles", folder)
    quick(CORPUS, tmp_path / "m", passes=3)
    scores = dl.evaluate(folder, dl.Extractor(model=tmp_path / "m"))
    assert overall(scores.cases).agreement.f1 > 0.5
