"""`dateline bench`, and the turns in which readers are compared."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

import dateline as dl
from dateline.__main__ import main
from dateline.benching import Reader, Spread, Turn, dateline_reader, in_turns, per_cpu_second, per_second, ratio
from dateline.commands.bench import built_in
from rows import samples

SHORT = ["--turns", "1", "--seconds", "0"]

SLOW = """
import sys, time
from dateline.benching import serve

def read(texts):
    for _ in texts:
        time.sleep(0.01)
        yield 2

serve(read, slices=2, note="slow")
"""


def test_files_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(path) for path in samples()[:3]]
    assert main(["bench", *paths, "--workers", "2", "--json", *SHORT]) == 0
    told = json.loads(capsys.readouterr().out)
    texts = [dl.read(path).text for path in paths]
    assert (told["articles"], told["words"]) == (3, sum(len(text.split()) for text in texts))
    one, two = told["runs"]
    assert (one["name"], two["name"]) == ("dateline, 1 worker", "dateline, 2 workers")
    mentions = sum(len(dl.parse(text).mentions) for text in texts)
    for run in (one, two):
        (turn,) = run["turns"]
        times, rest = divmod(turn["articles"], 3)
        assert rest == 0
        assert turn["words"] == times * told["words"] >= 50_000
        assert turn["found"] == times * mentions
        assert turn["bytes"] == times * sum(len(text.encode()) for text in texts)
        assert 0 < run["words_per_cpu_second"]["low"] <= run["words_per_cpu_second"]["median"]
        assert run["start_up_seconds"] > 0


def test_built_in_articles_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--workers", "1", *SHORT]) == 0
    told = capsys.readouterr().out
    for words in ("built-in articles", "words per CPU second", "dateline, 1 worker", "first article read"):
        assert words in told
    assert "times as fast" not in told


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.txt.gz").write_bytes(gzip.compress(b"It rained in Rome.")[:-9])
    (tmp_path / "sound.txt").write_text("Angela Merkel arrived in Paris.")
    assert main(["bench", str(tmp_path), "--workers", "1", *SHORT]) == 1
    assert "1 document could not be read" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["no/such/file"], ["--workers", "0"], ["--turns", "none"]])
def test_misuse(wrong: list[str]) -> None:
    try:
        assert main(["bench", *wrong]) == 2
    except SystemExit as why:
        assert why.code == 2


def test_the_built_in_articles_differ_and_are_news() -> None:
    texts = list(built_in(3))
    assert len(set(texts)) == len(texts)
    for text in texts[:4]:
        article = dl.parse(text)
        assert article.headline
        assert article.date
        assert article.quotes
        assert len(article.mentions) > 20


def test_readers_take_turns() -> None:
    texts = [path.read_text(encoding="utf-8") for path in samples()[:4]]
    with Reader("slow", [sys.executable, "-c", SLOW], texts) as slow, dateline_reader(texts, 1) as quick:
        in_turns([slow, quick], turns=3, seconds=0.01)
    assert slow.note == "slow"
    assert slow.start_up > 0
    assert [len(reader.turns) for reader in (slow, quick)] == [3, 3]
    assert {turn.articles for turn in slow.turns} == {2}, "a turn ends with a part of the texts"
    assert sum(turn.words for turn in slow.turns[:2]) == sum(len(text.split()) for text in texts)
    assert all(turn.wall >= 0.02 for turn in slow.turns)
    assert all(turn.cpu < turn.wall for turn in slow.turns)
    assert ratio(slow, slow, per_second) == Spread(1, 1, 1)
    assert ratio(quick, slow, per_second).low > 0


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(RuntimeError, match="short: the process ended with 3"):
        Reader("short", [sys.executable, "-c", "raise SystemExit(3)"], ["text"])


def test_spread() -> None:
    spread = Spread.of([1000, 3000, 2000])
    assert spread == Spread(2000, 1000, 3000)
    assert spread.told() == "2,000 (1,000-3,000)"
    turn = Turn(articles=1, words=100, bytes=600, found=9, cpu=0.5, wall=2.0)
    assert (per_cpu_second(turn), per_second(turn)) == (200, 50)
