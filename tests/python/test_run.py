"""Long runs from Python and the command line: kills, shards, limits, and what the folder holds."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.commands.run import give_memory_back
from rows import samples
from test_cli import run

TABLES = ["articles", "mentions", "entities", "quotes", "dates", "amounts", "roles", "errors"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with plain files, all different, and one without a readable text."""
    folder = tmp_path_factory.mktemp("archive")
    texts = [path.read_text(encoding="utf-8") for path in samples()]
    for number in range(240):
        text = f"{texts[number % len(texts)]}\n\nAnalyst Ann Brennan of Group {number} said so.\n"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def lines(folder: Path, room: str = "records") -> list[str]:
    """Return the lines of a run's folder."""
    return [line for part in sorted((folder / room).glob("part-*")) for line in part.read_text("utf-8").splitlines()]


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a run."""
    parquet = pytest.importorskip("pyarrow.parquet")
    parts = sorted((folder / table).glob("part-*"))
    return [row for part in parts for row in parquet.ParquetFile(part).read().to_pylist()]


def test_tables_hold_what_the_articles_say(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    summary = dl.Extractor().run(archive, tmp_path / "out", limit=30, part_articles=12)
    assert (summary.articles, summary.errors, summary.output) == (30, 0, tmp_path / "out")
    corpus = list(dl.read_corpus(sorted(archive.iterdir())[:30]))
    assert [row["article_id"] for row in rows(tmp_path / "out", "articles")] == [article.id for article in corpus]
    mentions = [(row["article"], row["start"], row["text"]) for row in rows(tmp_path / "out", "mentions")]
    assert mentions == [(n, m.start, m.text) for n, article in enumerate(corpus) for m in article.mentions]
    for table in TABLES:
        assert len(list((tmp_path / "out" / table).iterdir())) == 3
    assert "30 articles, 0 errors" in str(summary)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_killed_at_any_moment_it_goes_on_as_if_it_had_not(form: str, archive: Path, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    arguments = [sys.executable, "-m", "dateline", "run", str(archive), "--format", form, "--part-articles", "9"]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    began = time.monotonic()
    assert subprocess.run([*arguments, "-o", str(whole)], timeout=120, check=False).returncode == 0
    seconds = time.monotonic() - began
    chance = random.Random(form)
    kills = 0
    for _ in range(5):
        process = subprocess.Popen([*arguments, "-o", str(killed), "--resume"], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 0.7) * seconds)
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert kills
    done = run(*arguments[3:], "-o", killed, "--resume")
    assert done.returncode == 0, done.stderr
    if form == "jsonl":
        assert lines(killed) == lines(whole)
    else:
        for table in TABLES:
            assert rows(killed, table) == rows(whole, table), table
    named = [file["path"] for line in manifest(killed) for file in line.get("files", [])]
    there = [str(path.relative_to(killed)) for path in killed.glob("*/*")]
    assert sorted(named) == sorted(there)


def manifest(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of a manifest."""
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_request_to_end_keeps_what_was_read(number: int, code: int, archive: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"  # a source that never ends
    os.mkfifo(pipe)
    paths = [*sorted(archive.iterdir())[:10], pipe, archive / "0011.txt"]
    command = [sys.executable, "-m", "dateline", "run", *map(str, paths), "-o", str(tmp_path / "out")]
    with subprocess.Popen([*command, "--format", "jsonl"], stderr=subprocess.PIPE) as process:
        time.sleep(2)
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"--resume goes on" in told
    assert len(lines(tmp_path / "out")) == 10
    pipe.unlink()
    pipe.write_text("PARIS (AP) - It rains.")
    assert run(*command[3:], "--format", "jsonl", "--resume").returncode == 0
    assert [json.loads(line)["id"] for line in lines(tmp_path / "out")] == list(map(str, paths))


def test_shards_put_together_are_the_whole(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    extractor = dl.Extractor()
    extractor.run(archive, tmp_path / "whole", limit=40)
    for number in (1, 2, 3):
        extractor.run(archive, tmp_path / str(number), limit=40, shard=f"{number}/3")
    for table in TABLES:
        together = [row for number in "123" for row in rows(tmp_path / number, table)]
        assert sorted(together, key=lambda row: row["article"]) == rows(tmp_path / "whole", table)


def test_a_container_that_was_half_read(archive: Path, tmp_path: Path) -> None:
    container = tmp_path / "all.jsonl.gz"
    texts = [{"id": f"n{n}", "text": path.read_text("utf-8")} for n, path in enumerate(sorted(archive.iterdir())[:25])]
    container.write_bytes(gzip.compress("\n".join(map(json.dumps, texts)).encode()))
    extractor = dl.Extractor()
    extractor.run(container, tmp_path / "whole", format="jsonl", part_articles=4)
    ids = [json.loads(line)["id"] for line in lines(tmp_path / "whole")]
    if len(ids) == 1:
        pytest.skip("this build reads no containers")
    assert ids == [text["id"] for text in texts]
    # As if it had been killed after the third part.
    kept = (tmp_path / "whole" / "manifest.jsonl").read_text().splitlines(keepends=True)[:4]
    (tmp_path / "whole" / "manifest.jsonl").write_text("".join(kept))
    before = lines(tmp_path / "whole")
    summary = extractor.run(container, tmp_path / "whole", format="jsonl", part_articles=4, resume=True)
    assert (summary.articles, summary.articles_before) == (13, 12)
    assert lines(tmp_path / "whole") == before


def test_standard_input(archive: Path, tmp_path: Path) -> None:
    text = (archive / "0000.txt").read_bytes()
    done = run("run", "-", "-o", tmp_path / "out", "--format", "jsonl", given=text)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["text"] for line in lines(tmp_path / "out")] == [text.decode()]


@pytest.mark.skipif(os.name == "nt", reason="/dev/stdin")
def test_rows_through_standard_input(tmp_path: Path) -> None:
    given = b'{"body": "It rains in Paris.", "when": "2024-01-02"}\n{"body": "Rome is dry.", "when": "2024-01-03"}\n'
    columns = ["--text", "body", "--date", "when"]
    done = run("run", "-", "-o", tmp_path / "out", "--format", "jsonl", *columns, given=given)
    assert done.returncode == 0, done.stderr
    dates = [json.loads(line)["article"]["date"] for line in lines(tmp_path / "out")]
    assert dates == ["2024-01-02", "2024-01-03"]
    stream = run("run", "-", "-o", "-", *columns, given=given)
    assert [json.loads(line)["article"]["date"] for line in stream.stdout.splitlines()] == dates


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--shard", "0/3"], "1/16 to 16/16"),
        (["--shard", "x"], "1/16 to 16/16"),
        (["--since", "soon"], "YYYY-MM-DD"),
        (["--workers", "0"], "workers must be between"),
        (["--limit", "-1"], "limit must not be negative"),
    ],
)
def test_misuse(arguments: list[str], words: str, archive: Path, tmp_path: Path) -> None:
    done = run("run", archive / "0000.txt", "-o", tmp_path / "out", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()  # so that the right command is not told to resume


def test_a_stream_is_not_gone_on_with(archive: Path, tmp_path: Path) -> None:
    for arguments in (["--resume"], ["--since", "2024-01-01"], ["--shard", "1/2"]):
        done = run("run", archive / "0000.txt", "-o", tmp_path / "out.jsonl", *arguments)
        assert done.returncode == 2
        assert f"{arguments[0]} needs a folder" in done.stderr
        assert "-o FOLDER --format jsonl" in done.stderr  # the way out


def test_a_c_library_without_the_option_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    give_memory_back()


def test_a_folder_with_a_run_is_refused(archive: Path, tmp_path: Path) -> None:
    given = ["run", archive / "0000.txt", "-o", tmp_path / "out"]
    assert run(*given).returncode == 0
    done = run(*given)
    assert done.returncode == 2
    assert "--resume" in done.stderr
    done = run(*given, "--resume", "--limit", "3")
    assert done.returncode == 2
    assert "limit: none there, 3 here" in done.stderr
    assert run(*given, "--resume").returncode == 0


def test_some_errors(archive: Path, tmp_path: Path) -> None:
    given = ["run", archive / "0000.txt", tmp_path / "missing.txt", "--format", "jsonl"]
    assert run(*given, "-o", tmp_path / "collect").returncode == 1
    (row,) = map(json.loads, lines(tmp_path / "collect", "errors"))
    assert (row["article"], row["file"]) == (1, str(tmp_path / "missing.txt"))
    assert run(*given, "-o", tmp_path / "skip", "--errors", "skip").returncode == 0
    done = run(*given, "-o", tmp_path / "raise", "--errors", "raise")
    assert done.returncode == 2
    assert "missing.txt" in done.stderr
    assert len(lines(tmp_path / "raise")) == 1


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_is_told_with_the_file(archive: Path, tmp_path: Path) -> None:
    def little_room() -> None:
        import resource  # not on every system

        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    command = [sys.executable, "-m", "dateline", "run", str(archive), "-o", str(tmp_path / "out"), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, timeout=60, preexec_fn=little_room, check=False)
    assert done.returncode == 2
    assert b"part-00000.jsonl" in done.stderr
    assert b"Traceback" not in done.stderr
    assert run(*command[3:], "--resume").returncode == 0
    assert len(lines(tmp_path / "out")) == 240


def test_an_unwritable_folder_is_named(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("run", archive / "0000.txt", "-o", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert str(tmp_path / "file" / "out") in done.stderr


def test_changed_inputs_warn(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rains in Paris.")
    extractor = dl.Extractor()
    extractor.run(path, tmp_path / "out", format="jsonl")
    path.write_text("It does not rain in Paris.")
    with pytest.warns(UserWarning, match=r"a\.txt has changed since it was read"):
        extractor.run(path, tmp_path / "out", format="jsonl", resume=True)
    assert len(lines(tmp_path / "out")) == 1


def test_columns_are_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match='not for "heading"'):
        dl.Extractor().run(samples()[0], tmp_path / "out", columns={"heading": "t"})


def test_a_folder_stands_for_all_forms_but_not_for_its_own_output(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "notes.md", ".hidden.txt"):
        (tmp_path / name).write_text("It rains in Paris.")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"Rome is dry."))
    extractor = dl.Extractor()
    assert extractor.run(tmp_path, tmp_path / "out", format="jsonl").articles == 3
    assert extractor.run(tmp_path, tmp_path / "out", format="jsonl", resume=True).articles == 0
    names = [Path(json.loads(line)["id"]).name for line in lines(tmp_path / "out")]
    assert names == ["a.txt", "b.html", "c.txt.gz"]
