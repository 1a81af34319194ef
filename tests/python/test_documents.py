"""Every block of code in the README, in CONTRIBUTING and in `docs` runs.

The blocks of a page run in order, in a folder that links to the sample articles and holds a small archive:

- `python` blocks share their names from the top of the page to its end. One that imports what is no tool of this
  repository's own (Spark, Ray, Dask, spaCy) stands alone, and runs where that is installed.
- `sh` blocks run as they stand, but for the few in `ELSEWHERE`.
- `console` blocks print what stands beneath their `$` lines.
- `rust` blocks are tests of the crate's documents (`src/lib.rs`), `json` and `toml` blocks can be read.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import dateline as dl
from dateline import arrow
from rows import ARTICLES, ROOT

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^( *)```([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LANGUAGES = {"python", "sh", "console", "rust", "json", "toml", "text"}
"""Those that blocks may be in: `text` is for what is no code, such as the shape of something."""
BIG = {"pyspark", "ray", "dask", "spacy"}
ELSEWHERE = {
    "bash tests/all": "runs this test",
    "python3 -m venv .venv && .venv/bin/pip": "installs; `tests/all` builds the package and the site",
    "cargo ": "builds for minutes; `tests/all` runs what it does",
}
"""How `sh` blocks begin that are not run here, and why."""


class Block(NamedTuple):
    """A piece of code, the line of its page where it starts, and the language that it says it is in."""

    language: str
    line: int
    code: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        indent, language, code = found.groups()
        lines = [line.removeprefix(indent) for line in code.splitlines(keepends=True)]
        yield Block(language, text.count("\n", 0, found.start()) + 2, "".join(lines))


def big(code: str) -> set[str]:
    """Return which of the big libraries a Python block imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names} & BIG


BIG_BLOCKS = [
    pytest.param(page, block, id=f"{page.relative_to(ROOT)}:{block.line}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "python" and big(block.code)
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the folder that pages speak of, and go there."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    forms = ARTICLES / "forms"
    for path, kept in {
        "news": sorted(ARTICLES.glob("a*.txt")),
        "archive": sorted(ARTICLES.glob("b*.txt")),
        "pages": [path for path in forms.glob("*.html") if path.name != "live.html"],
        "dumps": [forms / "pages.warc.gz"],
    }.items():
        (tmp_path / path).mkdir()
        for file in kept:
            shutil.copy(file, tmp_path / path)
    texts = {path.stem: path.read_text("utf-8") for path in ARTICLES.glob("a*.txt")}
    rows = [{"id": name, "story": text, "day": "2024-05-02"} for name, text in texts.items()]
    (tmp_path / "day.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    week = pyarrow.table({"url": list(texts), "body": list(texts.values())})
    pyarrow.parquet.write_table(week, tmp_path / "news" / "week.parquet")
    labelled = (ROOT / "seeds" / "corpus" / "written_articles.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "mine.jsonl").write_text("".join(labelled[:10]), "utf-8")
    for name, lines in {"train": labelled[:10], "dev": labelled[10:12]}.items():
        conll = "".join(dl.parse(json.loads(line)["text"]).to_conll() for line in lines)
        (tmp_path / f"{name}.conll").write_text(conll, "utf-8")
    commands = tmp_path / ".commands"
    commands.mkdir()
    for name, command in {"dateline": "-m dateline", "python": ""}.items():
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n')
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(dl.__file__).parents[1]))
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(code: str) -> str:
    """Run a block of shell and return what it prints."""
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{code}\n{done.stdout}{done.stderr}"
    return done.stdout


def python(page: Path, block: Block, names: dict[str, Any]) -> None:
    """Run a block of Python; errors name the page and its line."""
    tree = ast.parse(block.code, str(page))
    ast.increment_lineno(tree, block.line - 1)
    exec(compile(tree, str(page), "exec"), names)


def console(page: Path, block: Block) -> None:
    """Run the `$` lines of a block and compare what they print with what stands beneath each.

    With `UPDATE_DOCUMENTS=1` in the environment the page is written anew instead: after training, figures change.
    """
    for step in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
        command, _, wanted = step.partition("\n")
        printed = shell(command)
        if os.environ.get("UPDATE_DOCUMENTS") and printed.strip() != wanted.strip():
            page.write_text(page.read_text("utf-8").replace(step, f"{command}\n{printed.strip()}\n"), "utf-8")
        else:
            assert printed.strip() == wanted.strip(), f"line {block.line}: {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
@pytest.mark.usefixtures("folder")
def test_page(page: Path) -> None:
    names: dict[str, Any] = {"__name__": "page"}
    for block in blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        assert block.language in LANGUAGES, f"{where}: no language that is tested: {block.language!r}"
        match block.language:
            case "python" if not big(block.code):
                python(page, block, names)
            case "sh" if not block.code.startswith(tuple(ELSEWHERE)):
                shell(block.code)
            case "console":
                console(page, block)
            case "json":
                json.loads(block.code)
            case "toml":
                tomllib.loads(block.code)


@pytest.mark.parametrize(("page", "block"), BIG_BLOCKS)
@pytest.mark.usefixtures("folder")
@pytest.mark.filterwarnings("default")  # what engines warn of among themselves
def test_big(page: Path, block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in sorted(big(block.code)):
        pytest.importorskip(library)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    python(page, block, {"__name__": "page"})


def test_every_field_and_column_is_described() -> None:
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    corpus = dl.read_corpus([ARTICLES, ARTICLES / "forms"])
    names: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            names.update(part)
            part = list(part.values())
        if isinstance(part, list):
            for inner in part:
                walk(inner)

    for article in corpus:
        walk(article.to_dict())
    assert not {name for name in names if not re.search(rf"`(\w+\.)?{name}`", page)}
    codes = re.findall(r'= "(\w+)",', (ROOT / "src" / "warning.rs").read_text("utf-8"))
    tables = page[page.index("## Tables") :]
    for table in arrow.TABLES:
        [row] = re.findall(rf"^\| `{table}` \| (.*) \|$", tables, re.MULTILINE)
        told = re.findall(r"`(\w+)`", row)
        assert table == "records" or told == list(arrow.schema(table).columns[2:]), table
    assert codes and not {code for code in codes if f"| `{code}` |" not in page}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_path_of_a_machine(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not [path for path in ("/home/", "/root/", "/work/") if path in text]


def test_rust_is_tested_with_the_crate() -> None:
    manual = (ROOT / "src" / "lib.rs").read_text("utf-8")
    for page in PAGES:
        if any(block.language == "rust" for block in blocks(page)):
            assert f'include_str!("../{page.relative_to(ROOT).as_posix()}")' in manual, page
