"""A chart of when things happened, by the dates beside their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.display.markup import cut
from dateline.plots.looks import drawn_from, finished, kind
from dateline.words import counted

if TYPE_CHECKING:
    from dateline.corpus import Corpus
    from dateline.things import Thing

MOST_ROWS = 4_000
"""Sentences that a chart shows; Altair refuses more than 5,000 rows."""

MOST_WORDS = 200
"""Characters of a sentence in a tooltip."""

_DATED, _UNDATED = "date in the sentence", "day of the article"


def timeline(corpus: Corpus, things: Iterable[Thing | str] | None = None, most: int = 12) -> Any:
    """Return an Altair chart of the sentences that name things, each at the date that it names.

    `things` are those of `Corpus.timeline`, else the `most` people, organisations and places that most articles name.
    Sentences that name no date are there under the day of their article, as hollow points. Dates longer than a day are
    lines from the first to the last day that they may mean. With a script the chart zooms and moves along the time.
    """
    chosen = list(_first(corpus, most) if things is None else things)
    names = [thing if isinstance(thing, str) else thing.name for thing in chosen]
    rows = [
        {
            "thing": name,
            "from": str(row.earliest),
            "to": str(row.latest),
            "long": row.earliest != row.latest,
            "date": row.date,
            "told": _DATED if row.date else _UNDATED,
            "article": str(row.article),
            "sentence": cut(row.sentence, MOST_WORDS),
        }
        for name, thing in zip(names, chosen, strict=True)
        for row in corpus.timeline(thing, undated=True)
        if row.earliest
    ][:MOST_ROWS]
    y = alt.Y("thing:N", title=None, sort=names)
    tooltip = ["thing:N", "date:N", "from:N", "to:N", "article:N", "sentence:N"]
    told = [_DATED, _UNDATED]
    drawn = alt.layer(
        drawn_from([row for row in rows if row["long"] and row["date"]])
        .mark_rule(color="#3f87cf", strokeWidth=2, opacity=0.6)
        .encode(x=alt.X("from:T", title=None, scale=alt.Scale(padding=12)), x2="to:T", y=y, tooltip=tooltip),
        drawn_from(rows)
        .mark_point(size=55, strokeWidth=1.5)
        .encode(
            x=alt.X("from:T", title=None, scale=alt.Scale(padding=12)),
            y=y,
            color=alt.Color("told:N", title=None, scale=alt.Scale(domain=told, range=["#3f87cf", "#8a94a0"])),
            fill=alt.Fill("told:N", title=None, scale=alt.Scale(domain=told, range=["#3f87cf", "transparent"])),
            tooltip=tooltip,
        ),
    ).interactive(bind_y=False)
    title = f"When: {counted(len(rows), 'date')} beside {counted(len(names), 'name')}"
    days = sorted(str(row["from"]) for row in rows)
    return finished(drawn, title, f"{title}, from {days[0]} to {days[-1]}." if days else title)


def _first(corpus: Corpus, most: int) -> list[Thing]:
    return [thing for thing in corpus._everything() if kind(thing.label) != "other"][:most]
