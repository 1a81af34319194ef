"""Many articles: order, laziness, bounds, errors, names and days."""

from __future__ import annotations

import itertools
import os
import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from rows import ARTICLES, samples

TEXTS = [f"Angela Merkel met {number} reporters in Paris." for number in range(200)]


def test_order_and_sameness() -> None:
    single = [dl.parse(text) for text in TEXTS]
    for workers in (None, 1, 2, 5):
        assert list(dl.pipe(TEXTS, workers=workers)) == single
        assert list(dl.parse_many(TEXTS, workers=workers)) == single


def test_pipe_is_lazy_and_bounded() -> None:
    drawn = 0

    def endless() -> Iterator[str]:
        nonlocal drawn
        for drawn in itertools.count(1):
            yield f"Angela Merkel met {drawn} reporters."

    articles = dl.pipe(endless(), workers=2)
    assert drawn == 0
    for taken, article in enumerate(itertools.islice(articles, 500), start=1):
        assert f" {taken} " in article.text
        assert drawn <= taken + 200


def test_results_do_not_wait_for_the_last_item() -> None:
    def slow() -> Iterator[str]:
        for text in TEXTS[:8]:
            time.sleep(0.05)
            yield text

    began = time.monotonic()
    next(dl.pipe(slow()))
    assert time.monotonic() - began < 0.35


def test_a_slow_source_keeps_no_result_back() -> None:
    given: list[float] = []

    def feed() -> Iterator[str]:
        for number, text in enumerate(TEXTS[:12]):
            time.sleep(0 if number % 3 else 0.3)  # three at once, then nothing for a while
            given.append(time.monotonic())
            yield text

    delays = [time.monotonic() - given[number] for number, _ in enumerate(dl.pipe(feed(), workers=2))]
    assert max(delays) < 0.2, delays


def test_long_texts_are_bounded_by_their_size() -> None:
    drawn = 0

    def endless() -> Iterator[bytes]:
        nonlocal drawn
        while True:
            drawn += 1
            yield b" " * (40 << 20)

    articles = dl.pipe(endless(), workers=2)
    for taken in range(1, 5):
        next(articles)
        assert drawn <= taken + 3


def test_pools_do_not_pile_up() -> None:
    threads = Path("/proc/self/task")
    if not threads.exists():
        pytest.skip("no list of threads here")
    for workers in range(1, 30):
        list(dl.pipe(TEXTS[:3], workers=workers))
    deadline = time.monotonic() + 10
    while (count := len(list(threads.iterdir()))) > 80 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert count <= 80  # 28 + 29 of these, some of others


def test_context_goes_along() -> None:
    pairs = [(text, {"number": number}) for number, text in enumerate(TEXTS[:9])]
    for number, (article, context) in enumerate(dl.pipe(pairs, as_tuples=True)):
        assert article.text == TEXTS[number]
        assert context is pairs[number][1]


MIXED: list[Any] = ["Rome is wet.", None, Path("no/such/file.txt"), b"Paris is dry."]


def test_errors_are_skipped() -> None:
    assert [art.text for art in dl.pipe(MIXED, errors="skip")] == ["Rome is wet.", "Paris is dry."]
    pairs = zip(MIXED, "abcd", strict=True)
    assert [context for _, context in dl.pipe(pairs, as_tuples=True, errors="skip")] == ["a", "d"]


def test_errors_are_raised_in_their_turn() -> None:
    articles = dl.pipe(MIXED)
    assert next(articles).text == "Rome is wet."
    with pytest.raises(TypeError, match="item 1: expected str, bytes or a path, not NoneType"):
        next(articles)
    with pytest.raises(FileNotFoundError):
        dl.parse_many(MIXED[2:], errors="raise")


def test_errors_are_collected() -> None:
    corpus = dl.parse_many(MIXED, ids=[10, 11, 12, 13])
    assert [art.id for art in corpus] == ["10", "13"]
    first, second = corpus.errors
    assert (first.index, first.id, first.path) == (1, "11", None)
    assert (second.index, second.id, second.path) == (2, "12", "no/such/file.txt")
    assert isinstance(second.error, FileNotFoundError)
    assert "no/such/file.txt" in second.message
    places = [type(outcome).__name__ for outcome in dl.pipe(MIXED, errors="collect")]
    assert places == ["Article", "Failure", "Failure", "Article"]


def test_a_failing_iterator_comes_after_what_it_gave() -> None:
    def failing() -> Iterator[str]:
        yield from TEXTS[:5]
        raise RuntimeError("the source broke")

    articles = dl.pipe(failing())
    assert [next(articles).text for _ in range(5)] == TEXTS[:5]
    with pytest.raises(RuntimeError, match="the source broke"):
        next(articles)


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match="'raise', 'skip', 'collect'"):
        dl.pipe(TEXTS, errors="ignore")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="'raise', 'skip', 'collect'"):
        dl.parse_many(TEXTS, errors="ignore")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers must be between 1 and 1024"):
        dl.pipe(TEXTS, workers=0)
    for workers in (-1, 10**30):
        with pytest.raises(ValueError, match=f"workers must be between 1 and 1024, not {workers}"):
            dl.pipe(TEXTS, workers=workers)
    with pytest.raises(TypeError, match="expected a number of workers, not str"):
        dl.pipe(TEXTS, workers="2")  # type: ignore[call-overload]
    for wrong in ("ab", ("a", "b", "c"), 3):
        pairs: list[Any] = [("Rome is wet.", 0), wrong]
        outcomes = dl.pipe(pairs, as_tuples=True)
        assert next(outcomes)[1] == 0
        with pytest.raises(
            TypeError, match=f"item 1: expected a pair of a text and its context, not {type(wrong).__name__}"
        ):
            next(outcomes)
    with pytest.raises(TypeError, match="texts must be many"):
        dl.parse_many("Rome is wet.")
    with pytest.raises(TypeError, match="dates must hold one value for each"):
        dl.parse_many(TEXTS, dates="2024-01-01")
    with pytest.raises(ValueError, match="200 texts, but 1 ids"):
        dl.parse_many(TEXTS, ids=["a"])
    with pytest.raises(ValueError, match="fewer ids than texts"):
        dl.parse_many(TEXTS, ids=iter("abc"))


def test_days_beside_texts() -> None:
    days = ["2024-01-01", None, float("nan"), "2024-02-30"]
    corpus = dl.parse_many(TEXTS[:4], dates=days)  # type: ignore[arg-type]
    assert [art.date and art.date.isoformat() for art in corpus] == ["2024-01-01", None, None]
    assert corpus.errors[0].message.startswith("item 3: not a date of the form YYYY-MM-DD")


def test_workers_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_THREADS", "2")
    assert len(dl.parse_many(TEXTS)) == 200
    monkeypatch.setenv("DATELINE_THREADS", "many")
    with pytest.raises(ValueError, match="DATELINE_THREADS"):
        dl.pipe(TEXTS)


def test_corpus_is_a_sequence(tmp_path: Path) -> None:
    corpus = dl.parse_many(TEXTS[:3])
    assert len(corpus) == 3
    assert corpus[-1].text == TEXTS[2]
    assert [art.text for art in corpus[1:]] == TEXTS[1:3]
    assert corpus[0] in corpus
    corpus.write_jsonl(tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [dl.Article.from_json(line) for line in lines] == list(corpus)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.d.txt", ".e/f.txt", "g.json", "a.json", "h.bin"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Rome is wet.")
    monkeypatch.chdir(tmp_path)

    def found(source: Any) -> list[str | None]:
        return [art.id for art in dl.read_corpus(source)]

    assert found(".") == ["a.txt", "b.txt", "g.json", "sub/c.txt"]
    assert found(tmp_path / "sub") == [str(tmp_path / "sub" / "c.txt")]
    assert found("**/*.txt") == ["a.txt", "b.txt", "sub/c.txt"]
    assert found("sub/*.txt") == ["sub/c.txt"]
    assert found("g.json") == ["g.json"]
    assert found("h.bin") == ["h.bin"]
    assert found(["sub", "a.txt"]) == ["sub/c.txt", "a.txt"]
    corpus = dl.read_corpus(["a.txt", "none.txt"])
    assert (len(corpus), corpus.errors[0].id) == (1, "none.txt")
    (tmp_path / "empty").mkdir()
    for nothing in ("none.txt", "none/*.txt", "empty"):
        with pytest.raises(FileNotFoundError):
            dl.read_corpus(nothing)
    no_paths: list[Any] = ["", ["a.txt", ""]]
    for no_path in no_paths:
        with pytest.raises(ValueError, match="empty path"):
            dl.read_corpus(no_path)
    corpus = dl.read_corpus(["a.txt", "empty"])
    assert (len(corpus), [failure.path for failure in corpus.errors]) == (1, ["empty"])
    with pytest.raises(OSError, match="empty"):
        dl.read_corpus(["a.txt", "empty"], errors="raise")
    with pytest.raises(TypeError, match="source 1: expected a path, not int"):
        dl.read_corpus(["a.txt", 3])  # type: ignore[list-item]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission here")
def test_links_to_folders_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = tmp_path / "news"
    (news / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (news / name).write_text("Rome is wet.")
    for name in ("one", "two", "sub/three"):
        (news / name).symlink_to(news)
    (news / "c.txt").symlink_to(news / "a.txt")
    (tmp_path / "link").symlink_to(news)
    monkeypatch.chdir(tmp_path)
    wanted = ["news/a.txt", "news/c.txt", "news/sub/b.txt"]
    for source in ("news", "news/**/*.txt", "**/*.txt", "./**/**/*.txt", "news/**"):
        assert [art.id for art in dl.read_corpus(source)] == wanted, source
    assert [art.id for art in dl.read_corpus(str(tmp_path / "news/**/b.txt"))] == [str(news / "sub/b.txt")]
    assert len(dl.read_corpus("link")) == 3
    assert [art.id for art in dl.read_corpus("news/*/b.txt")][-1] == "news/sub/b.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="names are text here")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"rain\xe9.txt")
    (tmp_path / name).write_text("Rome is wet.")
    (tmp_path / os.fsdecode(b"gone\xe9.txt")).symlink_to("nowhere")
    (article,) = dl.read_corpus(tmp_path)
    assert article.id == dl.read(tmp_path / name).id == str(tmp_path / "rain�.txt")
    corpus = dl.parse_many([tmp_path / name, Path(name)], ids=["\ud800", None])
    assert [art.id for art in corpus] == ["�"]
    assert "rain" in corpus.errors[0].message


def test_writing_keeps_the_mode_and_names_the_target(tmp_path: Path) -> None:
    corpus = dl.parse_many(TEXTS[:3])
    path = tmp_path / f"{'n' * 244}.jsonl"
    corpus.write_jsonl(path)
    path.chmod(0o640)
    corpus.write_jsonl(path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [art.text for art in map(dl.Article.from_json, path.read_bytes().splitlines())] == TEXTS[:3]
    for missing, error in ((tmp_path / "no" / "out", FileNotFoundError), (tmp_path, IsADirectoryError)):
        with pytest.raises(error) as raised:
            corpus.write_jsonl(missing)
        assert raised.value.filename == str(missing)
    with pytest.raises(ValueError, match="empty path"):
        corpus.write_jsonl("")
    assert list(tmp_path.iterdir()) == [path]


def test_files() -> None:
    for wrong, error in ((ARTICLES, IsADirectoryError), ("no/such/file", FileNotFoundError)):
        with pytest.raises(error) as raised:
            dl.read(wrong)
        assert raised.value.filename == str(wrong)
    corpus = dl.read_corpus(samples(), progress=True)
    assert [art.id for art in corpus] == [str(path) for path in samples()]


def test_odd_files(tmp_path: Path) -> None:
    empty, noise = tmp_path / "empty.txt", tmp_path / "noise.txt"
    empty.write_bytes(b"")
    noise.write_bytes(bytes(range(256)) * 40)
    corpus = dl.read_corpus([empty, noise])
    assert [warning.code for warning in corpus[0].warnings] == ["empty"]
    assert corpus[1].warnings
    assert not corpus.errors


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Rome is wet.")
    path.chmod(0)
    with pytest.raises(PermissionError):
        dl.read(path)


def test_one_long_line_takes_bounded_time() -> None:
    text = "Angela Merkel met reporters in Paris and " * 60_000
    began = time.monotonic()
    article = dl.parse(text[:2_000_000])
    assert time.monotonic() - began < 60
    assert len(article.mentions) > 1000


def test_models(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        dl.Extractor(model=tmp_path / "none.bin")
    (tmp_path / "bad.bin").write_bytes(b"no model at all")
    with pytest.raises(ValueError, match="model"):
        dl.Extractor(model=tmp_path / "bad.bin")
    extractor = dl.Extractor(model=ARTICLES.parents[1] / "src" / "embedded" / "model.bin")
    again = pickle.loads(pickle.dumps(extractor))
    assert again(TEXTS[0]) == extractor.parse(TEXTS[0])
    assert repr(extractor).startswith("Extractor(model='")
    assert repr(dl.Extractor()) == "Extractor()"
    assert pickle.loads(pickle.dumps(dl.parse))(TEXTS[0]) == dl.parse(TEXTS[0])
