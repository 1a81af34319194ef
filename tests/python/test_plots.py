"""Charts of a corpus: what they show, that they are sound as still pictures, and what is said where Altair is not."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise
from math import hypot
from typing import Any

import pytest

import dateline as dl
from pages import parsed, words
from rows import samples

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from dateline import plots
from dateline.plots.layout import spread, spring


@pytest.fixture(scope="module")
def corpus() -> dl.Corpus:
    return dl.read_corpus(list(map(str, samples())))


def rows(chart: Any, layer: int) -> list[dict[str, Any]]:
    """Return the data of a layer."""
    spec = chart.to_dict()
    found: list[dict[str, Any]] = (spec["layer"][layer] if "layer" in spec else spec)["data"]["values"]
    return found


def test_quotes_are_those_of_the_corpus(corpus: dl.Corpus) -> None:
    bars = rows(plots.quotes(corpus, most=5), 0)
    total = sum(len({quote.id for quote in article.quotes}) for article in corpus)
    counts: Counter[str] = Counter()
    for bar in bars:
        counts[bar["speaker"]] += bar["quotations"]
        assert bar["share"] == bar["quotations"] / total
    assert len(counts) == 5
    name = counts.most_common(1)[0][0]
    said = {
        (number, quote.id)
        for number, article in enumerate(corpus)
        for quote in article.quotes
        if quote.speaker_entity and quote.speaker_entity.name == name
    }
    assert counts[name] == len(said)


def test_a_timeline_has_the_rows_of_timelines(corpus: dl.Corpus) -> None:
    place = corpus.places()[0]
    points = rows(plots.timeline(corpus, [place]), 1)
    expected = [row for row in corpus.timeline(place, undated=True) if row.earliest]
    assert [(point["from"], point["to"]) for point in points] == [
        (str(row.earliest), str(row.latest)) for row in expected
    ]
    assert {point["thing"] for point in rows(plots.timeline(corpus, most=4), 1)} <= {
        thing.name for thing in [*corpus.people(), *corpus.organizations(), *corpus.places()]
    }


def test_a_network_has_the_pairs_of_cooccurrence(corpus: dl.Corpus) -> None:
    chart = plots.network(corpus, unit="article", most=10)
    lines, points = rows(chart, 0), rows(chart, 1)
    pairs = corpus.cooccurrence(unit="article")[:10]
    assert [(line["a"], line["b"], line["count"]) for line in lines] == [(pair.a, pair.b, pair.count) for pair in pairs]
    assert {point["name"] for point in points} == {name for pair in pairs for name in (pair.a, pair.b)}
    assert chart.to_dict() == plots.network(corpus, unit="article", most=10).to_dict()


def test_a_map_has_places_where_they_lie(corpus: dl.Corpus) -> None:
    points = {point["name"]: point for point in rows(plots.places(corpus), 3)}
    china = corpus.places()["China"]
    assert points["China"]["articles"] == len(china.articles)
    assert points["China"]["latitude"] == china.members[0].entity.latitude
    assert all(-90 <= point["latitude"] <= 90 and -180 <= point["longitude"] <= 180 for point in points.values())


def test_a_map_has_coasts(corpus: dl.Corpus) -> None:
    [land] = [feature["geometry"] for feature in rows(plots.places(corpus), 2)]
    assert land["type"] == "MultiPolygon" and len(land["coordinates"]) > 50
    for outer, *_ in land["coordinates"]:
        # twice the area below the ring: positive when it runs clockwise, or else Vega fills the rest of the globe
        assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(outer)) > 0
        assert outer[0] == outer[-1] and all(abs(x) <= 180 and abs(y) <= 90 for x, y in outer)


@pytest.mark.parametrize("draw", [plots.timeline, plots.network, plots.places, plots.quotes])
def test_still_pictures_are_sound(corpus: dl.Corpus, draw: Any) -> None:
    tree = parsed(plots.to_html(draw(corpus)) + plots.to_html(draw(corpus[:5])))
    pictures = list(tree.iter("svg"))
    assert len(pictures) == 2
    assert all("aria-label" in "".join(str(element.attrib) for element in picture.iter()) for picture in pictures)
    assert not list(tree.iter("script"))
    parsed(plots.to_html(draw(dl.Corpus())))


def test_names_are_escaped_in_pictures() -> None:
    hostile = dl.Extractor(gazetteer={"ORG": ["<script>alert(1)</script> & Co"]})
    corpus = hostile.parse_many(
        ["<script>alert(1)</script> & Co left Paris in May 2024. “Yes,” Angela Merkel said."] * 3
    )
    for draw in (plots.timeline, plots.network, plots.quotes):
        tree = parsed(plots.to_html(draw(corpus)))
        assert not list(tree.iter("script"))
    assert "<script>alert(1)</script> & Co" in words(parsed(plots.to_html(plots.network(corpus))))


def test_layout() -> None:
    assert spring(0, []) == []
    assert spring(1, []) == [(0.0, 0.0)]
    places = spring(12, [(0, n, 1.0) for n in range(1, 12)])
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 0.02 for a, b in combinations(places, 2))
    boxes = spread([(0.5, 0.5)] * 5, [0.1] * 5, 0.1)
    assert all(abs(a[1] - b[1]) > 0.099 for a, b in combinations(boxes, 2))


def test_without_altair_the_error_names_the_extra() -> None:
    code = "import sys; sys.modules['altair'] = None\nimport dateline\nimport dateline.plots"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert 'ImportError: dateline.plots needs Altair: pip install "dateline[plot]"' in done.stderr
