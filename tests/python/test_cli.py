"""The command line, as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dateline as dl
from dateline import display
from rows import ARTICLES, samples

SAMPLE = samples()[0]


def run(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run `dateline` with these arguments."""
    command = [sys.executable, "-m", "dateline", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, timeout=60)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_parse() -> None:
    done = run("parse", SAMPLE)
    assert done.returncode == 0
    assert "headline" in done.stdout
    assert str(dl.read(SAMPLE).headline) in done.stdout


def test_parse_json() -> None:
    done = run("parse", "-", "--json", "--date", "2024-01-02", given=SAMPLE.read_bytes())
    assert dl.Article.from_json(done.stdout) == dl.parse(SAMPLE.read_bytes(), date="2024-01-02")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["parse", "no/such/file"], "No such file"),
        (["parse", SAMPLE, "--date", "soon"], "YYYY-MM-DD"),
        (["run", "no/such/folder", "-o", "-"], "No such file"),
        (["run", SAMPLE, "-o", "-", "--workers", "0"], "workers must be between"),
        (["run", SAMPLE, "-o", "-", "--workers", "-1"], "workers must be between 1 and 1024, not -1"),
        (["run", SAMPLE, "-o", "-", "--workers", "9" * 30], "workers must be between"),
        (["run", "", "-o", "-"], "empty path"),
        (["run", SAMPLE, "-o", ""], "empty path"),
        (["show", SAMPLE, "--html", ""], "empty path"),
        (["run", SAMPLE, "-o", "no/such/folder/out.jsonl"], "No such file"),
        (["eval", "no/such/folder"], "NAME.json"),
        ([], "COMMAND"),
    ],
)
def test_misuse(arguments: list[object], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_run(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = run("run", *samples(), "-o", output, "--workers", 2)
    assert done.returncode == 0
    assert done.stderr.startswith("24 articles, 0 errors")
    lines = output.read_bytes().splitlines()
    assert [dl.Article.from_json(line) for line in lines] == list(dl.read_corpus(samples()))
    assert list(tmp_path.iterdir()) == [output]
    other = tmp_path / "other"
    other.touch()
    assert output.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize(("errors", "code", "lines"), [("collect", 1, 1), ("skip", 0, 1), ("raise", 2, None)])
def test_run_with_errors(errors: str, code: int, lines: int | None, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old\n")
    done = run("run", "no/such/file", SAMPLE, "-o", output, "--errors", errors)
    assert done.returncode == code
    kept = output.read_text().splitlines()
    if lines is None:
        assert kept == ["old"]
    else:
        assert [json.loads(line)["id"] for line in kept] == [str(SAMPLE)] * lines
        assert "1 article, " in done.stderr
    assert list(tmp_path.iterdir()) == [output]


def test_run_to_standard_output() -> None:
    done = run("run", SAMPLE, "-o", "-")
    assert json.loads(done.stdout)["id"] == str(SAMPLE)


def test_eval() -> None:
    done = run("eval", ARTICLES, "--labels")
    assert done.stdout.startswith("articles           24\nmentions           P ")
    assert "\n  PERSON       P " in done.stdout
    figures = json.loads(run("eval", ARTICLES, "--json").stdout)
    assert figures["articles"] == 24
    assert figures["mentions"][2] > 0.8


def test_show(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("show", SAMPLE, "--html", page).returncode == 0
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert dl.read(SAMPLE).to_html() in html

    assert run("show", SAMPLE, "--html", "-").stdout == html


def test_show_of_many(tmp_path: Path) -> None:
    page, others = tmp_path / "page.html", sorted(map(str, ARTICLES.glob("b*.txt")))
    assert run("show", *others, "--html", page).returncode == 0
    assert page.read_text(encoding="utf-8") == display.corpus_page(dl.read_corpus(others))
    assert run("show", ARTICLES / "*.txt", "--html", page).returncode == 0
    assert "24 articles" in page.read_text(encoding="utf-8")

    done = run("show", SAMPLE, tmp_path / "no.txt", "--html", page)
    assert done.returncode == 1
    assert "1 article, 1 error" in page.read_text(encoding="utf-8")
    for arguments, told in (
        (["show", tmp_path / "no.txt"], "No such file"),
        (["show", SAMPLE, SAMPLE, "--date", "2024-05-02"], "--date is for one article"),
        (["show", "-", SAMPLE], "- goes without other files"),
    ):
        done = run(*arguments, "--html", tmp_path / "none.html")
        assert done.returncode == 2
        assert told in done.stderr
    assert not (tmp_path / "none.html").exists()


def test_version() -> None:
    assert run("version").stdout.strip() == run("--version").stdout.strip() == dl.__version__


def test_the_output_is_no_input(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("Rome is wet.")
    link.symlink_to(path)
    for arguments in (["run", tmp_path, "-o", path], ["run", path, "-o", link], ["show", path, "--html", path]):
        done = run(*arguments)
        assert done.returncode == 2
        assert "the output is one of the inputs" in done.stderr
        assert path.read_text() == "Rome is wet."


POSIX = pytest.mark.skipif(os.name == "nt", reason="another system's shell")


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell command in which `dateline` is the command line."""
    command = f'dateline() {{ "{sys.executable}" -m dateline "$@"; }}\n{command}'
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, timeout=60, check=False, env={**os.environ, **environment}
    )


@POSIX
def test_closed_ends() -> None:
    done = shell("dateline parse - <&-")
    assert done.returncode == 2
    assert b"standard input is closed" in done.stderr
    assert b"Traceback" not in done.stderr
    done = shell(f"dateline run {ARTICLES} -o - | head -c 1")
    assert done.stdout == b"{"
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@POSIX
def test_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Zoë Müller met José in Łódź.", encoding="utf-8")
    for locale in ({"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}):
        done = shell(f"dateline parse {path} --json", **locale)
        assert json.loads(done.stdout)["text"].startswith("Zoë")
        done = shell(f"dateline parse {path}", **locale)
        assert (done.returncode, done.stderr) == (0, b"")


@POSIX
def test_output_into_a_pipe(tmp_path: Path) -> None:
    done = shell(f"dateline run {SAMPLE} -o /dev/stdout | cat")
    assert json.loads(done.stdout)["id"] == str(SAMPLE)
    done = shell(f"dateline run {SAMPLE} -o /dev/fd/3 3>&1 | cat")
    assert json.loads(done.stdout)["id"] == str(SAMPLE)
    done = shell(f"dateline run {SAMPLE} -o /dev/full")
    assert (done.returncode, done.stderr.count(b"/dev/full")) == (2, 1)
    log = tmp_path / "log"
    log.write_text("first\n")
    assert shell(f"dateline run {SAMPLE} -o /dev/stdout >> {log}").returncode == 0
    assert log.read_text(encoding="utf-8").startswith("first\n{")


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside(number: signal.Signals, tmp_path: Path) -> None:
    fifo, output = tmp_path / "waiting.txt", tmp_path / "out" / "out.jsonl"
    os.mkfifo(fifo)
    output.parent.mkdir()
    command = [sys.executable, "-m", "dateline", "run", str(fifo), str(SAMPLE), "-o", str(output)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 20
        while not list(output.parent.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert list(output.parent.iterdir())
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert b"Traceback" not in said
    assert not list(output.parent.iterdir())
