"""Files for other tools: CoNLL, brat, spaCy, knowledge graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline as dl
from dateline.exports import names
from rows import samples

TEXTS = ["Angela Merkel left  Zürich.\r\n", "", "“It rains,” Ann Lee said in Paris on Monday."]


def test_conll_comes_back_to_training(tmp_path: Path) -> None:
    corpus = dl.read_corpus(samples())
    corpus.write_conll(tmp_path / "a.conll")
    content = (tmp_path / "a.conll").read_text("utf-8")
    assert content == "".join(article.to_conll() for article in corpus)
    assert content.count("-DOCSTART-") == len(corpus)
    tags = [line.split("\t")[1] for line in content.splitlines() if line]
    assert sum(tag.startswith("B-") for tag in tags) == sum(len(article.mentions) for article in corpus)


def test_brat_is_a_folder(tmp_path: Path) -> None:
    corpus = dl.parse_many(TEXTS, ids=["news/b one.txt", None, "other/B-One.html"], dates=[None, None, "2024-05-08"])
    folder = tmp_path / "new" / "brat"
    corpus.write_brat(folder)
    stems = ["b-one", "2", "B-One-2"]
    assert {path.name for path in folder.iterdir()} == {"annotation.conf"} | {
        f"{stem}.{end}" for stem in stems for end in ("txt", "ann")
    }
    for stem, article in zip(stems, corpus, strict=True):
        text, annotations = article.to_brat()
        assert (folder / f"{stem}.txt").read_bytes().decode() == text == article.text
        assert (folder / f"{stem}.ann").read_bytes().decode() == annotations
    assert "PERSON\n" in (folder / "annotation.conf").read_text("utf-8")
    (folder / "annotation.conf").write_text("mine")
    corpus.write_brat(str(folder))
    assert (folder / "annotation.conf").read_text() == "mine"


def test_offsets_of_brat_are_those_of_the_text() -> None:
    for path in samples():
        text, annotations = dl.read(path).to_brat()
        for line in annotations.splitlines():
            name, what, *words = line.split("\t")
            if name.startswith("T"):
                places = [place.split() for place in what.split(" ", 1)[1].split(";")]
                assert " ".join(text[int(start) : int(end)] for start, end in places) == words[0]


def test_names_of_files() -> None:
    ids = [None, "1", "../..", "é", "a" * 300, "x.txt", "X.html", "x-2"]
    articles = dl.parse_many(["x"] * len(ids), ids=ids)
    found = list(names(articles))
    assert found == ["1", "1-2", "3", "4", "a" * 100, "x", "X-2", "x-2-2"]
    assert list(names([])) == []


def test_knowledge_graph(tmp_path: Path) -> None:
    corpus = dl.parse_many(TEXTS, ids=["a", "b", "c"], dates=["2024-05-08", None, None])
    corpus.write_gkg(tmp_path / "a.gkg.csv")
    lines = [line.split("\t") for line in (tmp_path / "a.gkg.csv").read_text("utf-8").splitlines()]
    assert [len(line) for line in lines] == [27] * 3
    assert [line[0] for line in lines] == ["20240508000000-1", "00000000000000-2", "00000000000000-3"]
    assert [line[4] for line in lines] == ["a", "b", "c"]
    for line, article in zip(lines, corpus, strict=True):
        for entry in filter(None, line[23].split(";")):
            name, offset = entry.split(",")
            assert article.text[int(offset) :].startswith(name)


def test_writers_leave_nothing_half_done(tmp_path: Path) -> None:
    corpus = dl.parse_many(TEXTS)
    for write in (corpus.write_conll, corpus.write_docbin, corpus.write_gkg):
        with pytest.raises(FileNotFoundError):
            write(tmp_path / "no" / "file")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileExistsError):
        corpus.write_brat(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_spacy_reads_its_file(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    corpus = dl.parse_many([*TEXTS, *(path.read_bytes() for path in samples())])
    corpus.write_docbin(tmp_path / "a.spacy")
    docs = spacy.tokens.DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab)
    for doc, article in zip(docs, corpus, strict=True):
        assert doc.text == article.text
        found = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        assert found == [(mention.start, mention.end, mention.label) for mention in article.mentions]
        assert [(t.idx, t.idx + len(t)) for t in doc if not t.is_space] == article.tokens
