"""A chart of who is named beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from dateline.plots.layout import spread, spring
from dateline.plots.looks import INK, by_kind, drawn_from, finished, kind
from dateline.words import counted

if TYPE_CHECKING:
    from dateline.corpus import Corpus
    from dateline.things import Thing

LETTER, LINE = 0.0105, 0.05
"""Room of a letter and of a name with its point, as shares of a chart's width and height."""

NO_AXIS: dict[str, Any] = {"axis": None, "scale": alt.Scale(nice=False, zero=False, padding=30)}


def network(
    corpus: Corpus,
    labels: Iterable[str] | None = None,
    unit: Literal["sentence", "paragraph", "article"] = "paragraph",
    things: Iterable[Thing] | None = None,
    most: int = 30,
) -> Any:
    """Return an Altair chart of the pairs that are named together most often, as points and lines between them.

    `labels`, `unit` and `things` are those of `Corpus.cooccurrence`, of whose pairs the first `most` are drawn. Lines
    are thicker for more units that name both, points larger for more lines.
    """
    pairs = corpus.cooccurrence(labels, unit, things=things)[:most]
    names = list(dict.fromkeys(name for pair in pairs for name in (pair.a, pair.b)))
    numbers = {name: number for number, name in enumerate(names)}
    places = spring(len(names), [(numbers[pair.a], numbers[pair.b], pair.count) for pair in pairs])
    places = spread(places, [LETTER * len(name) for name in names], LINE)
    degrees = Counter(name for pair in pairs for name in (pair.a, pair.b))
    kinds = {thing.name: kind(thing.label) for thing in corpus._everything()}
    lines = [
        {"x": x, "y": y, "x2": x2, "y2": y2, "a": pair.a, "b": pair.b, "count": pair.count, "articles": pair.articles}
        for pair in pairs
        for (x, y), (x2, y2) in [(places[numbers[pair.a]], places[numbers[pair.b]])]
    ]
    points = [
        {"x": x, "y": y, "name": name, "kind": kinds.get(name, "other"), "beside": degrees[name]}
        for name, (x, y) in zip(names, places, strict=True)
    ]
    x, y = alt.X("x:Q", **NO_AXIS), alt.Y("y:Q", **NO_AXIS)
    drawn = alt.layer(
        drawn_from(lines)
        .mark_rule(color="#8a94a0", opacity=0.6)
        .encode(
            x,
            y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("count:Q", legend=None, scale=alt.Scale(range=[1, 6])),
            tooltip=["a:N", "b:N", "count:Q", "articles:Q"],
        ),
        drawn_from(points)
        .mark_point(filled=True, opacity=1)
        .encode(
            x,
            y,
            size=alt.Size("beside:Q", legend=None, scale=alt.Scale(range=[60, 400])),
            tooltip=["name:N", "kind:N", "beside:Q"],
            **by_kind(),
        ),
        drawn_from(points).mark_text(color=INK, dy=-13, fontSize=11).encode(x, y, text="name:N"),
    )
    title = f"Named in one {unit}: {counted(len(names), 'name')}, {counted(len(lines), 'pair')}"
    first = "; ".join(f"{pair.a} and {pair.b} in {pair.count:,}" for pair in pairs[:5])
    return finished(drawn, title, f"{title}. Most often: {first}." if first else title, height=520)
