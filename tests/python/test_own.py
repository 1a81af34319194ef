"""Names, patterns and wishes of the caller's own."""

from __future__ import annotations

import copy
import pickle
import re
from collections import UserDict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline as dl
from rows import ARTICLES, suite
from test_rows import marked

TEXT = "Angela Merkel took aspirin while ZORB:US rose 5 percent in Paris."


def found(text: str = TEXT, **options: Any) -> list[tuple[str, str]]:
    return [(mention.text, mention.label) for mention in dl.Extractor(**options)(text).mentions]


def options_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row's keys as arguments."""
    options = {key: row[key] for key in ("labels", "patterns", "min_score") if key in row}
    if "patterns" in row:
        options["patterns"] = [tuple(pattern) for pattern in row["patterns"]]
    return options | ({"gazetteer": dict(row["gazetteer"])} if "gazetteer" in row else {})


@pytest.mark.parametrize("row", suite("own"), ids=lambda row: row["name"])
def test_suite(row: dict[str, Any]) -> None:
    extractor = dl.Extractor(**options_of(row))
    article = extractor(row["text"])
    assert marked(article) == row["marked"]
    assert list(extractor.pipe([row["text"]] * 3, workers=2)) == [article] * 3
    assert list(extractor.parse_many([row["text"]])) == [article]
    for twin in (pickle.loads(pickle.dumps(extractor)), copy.deepcopy(extractor)):
        assert twin(row["text"]) == article


def test_all_ways_to_read(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    extractor = dl.Extractor(gazetteer={"DRUG": ["aspirin"]}, labels=["DRUG"])
    ways = [extractor(TEXT), extractor.parse(TEXT), extractor.read(path), *extractor.read_corpus(path)]
    assert [[(m.text, m.label, m.score) for m in article.mentions] for article in ways] == [
        [("aspirin", "DRUG", 1.0)]
    ] * 4
    assert [entity.name for entity in ways[0].entities] == ["aspirin"]
    assert ("aspirin", "DRUG") not in found()


@pytest.mark.parametrize("label", ["PERSON", "ORG", "PRODUCT", "DATE"])
def test_labels_change_nothing_but_what_is_left_out(label: str) -> None:
    whole = dl.read_corpus(ARTICLES)
    some = dl.Extractor(labels=[label]).read_corpus(ARTICLES)
    for one, other in zip(some, whole, strict=True):
        wanted = [m for m in other.mentions if m.label == label]
        assert [(m.start, m.end, m.label, m.value) for m in one.mentions] == [
            (m.start, m.end, m.label, m.value) for m in wanted
        ]
        entities = [entity.name for entity in other.entities if {m.label for m in entity.mentions} & {label}]
        assert [entity.name for entity in one.entities] == entities
        assert [quote.speaker for quote in one.quotes] == [quote.speaker for quote in other.quotes]
        assert [(role.person, role.role) for role in one.roles] == [(role.person, role.role) for role in other.roles]


@pytest.mark.parametrize("many", [list, tuple, set, iter, dict.fromkeys], ids=lambda many: many.__name__)
@pytest.mark.parametrize("pattern", [r"[A-Z]{4}:[A-Z]{2}", re.compile(r"[A-Z]{4}:[A-Z]{2}")], ids=["str", "compiled"])
@pytest.mark.parametrize("form", [lambda *pair: pair, lambda label, pattern: {"label": label, "pattern": pattern}])
def test_forms_of_arguments(many: Any, pattern: Any, form: Any) -> None:
    mapping = UserDict({"DRUG": many(["aspirin"])})
    options = {"labels": many(["DRUG", "TICKER"]), "gazetteer": mapping, "patterns": iter([form("TICKER", pattern)])}
    assert found(**options) == [("aspirin", "DRUG"), ("ZORB:US", "TICKER")]


def test_nothing_brought() -> None:
    assert found(gazetteer={}, patterns=[], labels=None, min_score=0) == found()


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        (re.compile("zorb", re.IGNORECASE), "a ZORB", ["ZORB"]),
        (re.compile("a.b", re.DOTALL), "a\u2028b a\x0bb", ["a\u2028b", "a\x0bb"]),
        (re.compile("^zorb$", re.MULTILINE), "zorb", ["zorb"]),
        (re.compile("zo  rb  # a [comment", re.VERBOSE), "zo rb zorb", ["zorb"]),
        (re.compile(r"zo[ #]rb\ x [^\ \]]", re.VERBOSE), "zo rb xy zo#rb xz", ["zo rb xy", "zo#rb xz"]),
        (re.compile(r"[] #]q", re.X | re.I), "] Q #q", [" Q", "#q"]),
        (re.compile(r"(?i)zorb"), "a ZORB", ["ZORB"]),
        (re.compile(r"(?P<mention>zo)rb (?P<other>x)"), "a zorb x", ["zo"]),
    ],
)
def test_compiled_patterns(pattern: re.Pattern[str], text: str, wanted: list[str]) -> None:
    extractor = dl.Extractor(labels=["X"], patterns=[("X", pattern)])
    assert [mention.text for mention in extractor(text).mentions] == wanted
    assert pickle.loads(pickle.dumps(extractor))(text) == extractor(text)


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"labels": ["DRUG"]}, ValueError, 'labels: "DRUG" is not built in'),
    ({"labels": "ORG"}, TypeError, "labels must be many, not one str"),
    ({"labels": [1]}, TypeError, "labels must be str, not int"),
    ({"gazetteer": ["Zorb"]}, TypeError, "gazetteer must be a mapping of labels to names, not list"),
    ({"gazetteer": {"ORG": "Zorb"}}, TypeError, 'the names of "ORG" must be many, not one str'),
    ({"gazetteer": {"ORG": b"Zorb"}}, TypeError, 'the names of "ORG" must be many, not one bytes'),
    ({"gazetteer": {"ORG": 7}}, TypeError, 'the names of "ORG" must be many, not one int'),
    ({"gazetteer": {1: ["Zorb"]}}, TypeError, "gazetteer: a label must be str, not int"),
    ({"gazetteer": {"ORG": ["Zorb", None]}}, TypeError, 'gazetteer: name 1 of "ORG" must be str, not NoneType'),
    ({"gazetteer": {"ORG": ["Zorb", ""]}}, ValueError, 'gazetteer: name 1 of "ORG" is empty'),
    ({"gazetteer": {"ORG": ["\ud800"]}}, ValueError, 'gazetteer: name 0 of "ORG" has half of a surrogate pair'),
    ({"gazetteer": {"AN ORG": ["Zorb"]}}, ValueError, 'label "AN ORG": a name is 1 to 64 of'),
    ({"patterns": "zorb"}, TypeError, "patterns must be many, not one str"),
    ({"patterns": {"X": "zorb"}}, TypeError, "patterns must be a list of patterns, not a mapping"),
    ({"patterns": ["zorb"]}, TypeError, "pattern 0 must be a dict with label and pattern, or a pair"),
    ({"patterns": [{"label": "X"}]}, ValueError, "pattern 0: the keys must be 'label' and 'pattern', not 'label'"),
    ({"patterns": [("X", 1)]}, TypeError, 'pattern 0, label "X": the pattern must be str, not int'),
    ({"patterns": [("X", re.compile(b"a"))]}, TypeError, 'pattern 0, label "X": the pattern must be str, not bytes'),
    ({"patterns": [("X", re.compile("a", re.ASCII))]}, ValueError, 'pattern 0, label "X": re.ASCII is not known here'),
    ({"patterns": [("X", "a"), ("Y", "(")]}, ValueError, 'pattern 1, label "Y": regex parse error'),
    ({"patterns": [("X", r"(\w{99}){99}")]}, ValueError, 'pattern 0, label "X": Compiled regex exceeds size limit'),
    ({"min_score": 1.5}, ValueError, "min_score 1.5: not from 0 to 1"),
    ({"min_score": float("nan")}, ValueError, "min_score NaN"),
]


@pytest.mark.parametrize(("options", "error", "message"), REFUSED, ids=lambda value: str(value)[:60])
def test_errors(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as told:
        dl.Extractor(**options)
    assert message in str(told.value)


def test_an_iterable_that_fails_is_heard() -> None:
    with pytest.raises(ZeroDivisionError):
        dl.Extractor(gazetteer={"ORG": (str(1 // n) for n in [1, 0])})


def test_min_score_and_repr() -> None:
    scores = [mention.score for mention in dl.parse(TEXT).mentions]
    middle = sorted(scores)[1]
    extractor = dl.Extractor(min_score=middle)
    assert [mention.score for mention in extractor(TEXT).mentions] == [score for score in scores if score >= middle]
    assert eval(repr(extractor), {"Extractor": dl.Extractor})(TEXT) == extractor(TEXT)
    many = dl.Extractor(labels=["ORG"], gazetteer={"ORG": ["Zorb", "Blat"]}, patterns=[("ORG", "a")], min_score=0.5)
    assert repr(many) == "Extractor(labels=['ORG'], gazetteer=<2 names>, patterns=<1 pattern>, min_score=0.5)"
    assert repr(pickle.loads(pickle.dumps(many))) == repr(many)
    assert repr(dl.Extractor()) == "Extractor()"


names = st.text("zoZO é-’'. ", min_size=1, max_size=8).filter(lambda name: name.strip() != "")


@given(st.text("zoZO é-’'. \n", max_size=60), st.lists(names, max_size=6), st.sampled_from(["z.", "o+", r"\w\b", "é?"]))
def test_laws(text: str, names: list[str], pattern: str) -> None:
    extractor = dl.Extractor(gazetteer={"OWN": names}, patterns=[("OWN2", pattern)])
    article, end = extractor(text), 0
    for mention in article.mentions:
        assert end <= mention.start < mention.end
        assert article.text[mention.start : mention.end] == mention.text
        end = mention.end
    assert dl.Article.from_json(article.to_json()) == article
