"""A map of the places that a corpus names."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.plots.looks import INK, KINDS, drawn_from, finished
from dateline.words import counted

if TYPE_CHECKING:
    from dateline.corpus import Corpus
    from dateline.things import Thing

NAMED = 15
"""Places whose names are written beside them at the most."""

ROOM = 26, 8
"""Degrees of longitude and latitude that a name takes up."""


def places(corpus: Corpus, most: int = 500) -> Any:
    """Return an Altair chart: a map of the places that most articles name, where it is known where they lie.

    `most` are drawn at the most. A point's area is the number of articles that name the place. Countries stand at about
    the middle of their towns. The map has coasts, but no borders, and meridians and parallels every 30 degrees.
    """
    things = corpus.places()
    points = [point for thing in things if (point := _point(thing))][:most]
    named = _named(points)
    where = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    drawn = alt.layer(
        alt.Chart(alt.sphere()).mark_geoshape(fill="#8881", stroke="#8888", strokeWidth=1, aria=False),
        alt.Chart(alt.graticule(step=[30, 30])).mark_geoshape(
            filled=False, stroke="#8886", strokeWidth=0.6, aria=False
        ),
        drawn_from([_land()]).mark_geoshape(fill="#8883", stroke="#8889", strokeWidth=0.5, aria=False),
        drawn_from(points)
        .mark_circle(color=KINDS["place"], opacity=0.6, stroke=INK, strokeWidth=0.6)
        .encode(
            **where,
            size=alt.Size("articles:Q", legend=None, scale=alt.Scale(range=[30, 500])),
            tooltip=["name:N", "country:N", "articles:Q", "mentions:Q"],
        ),
        drawn_from(named).mark_text(color=INK, dy=-11, fontSize=11).encode(text="name:N", **where),
    ).project("equalEarth")
    title = f"Places: {len(points):,} of {len(things):,} lie on the map"
    first = ", ".join(f"{point['name']} in {counted(point['articles'], 'article')}" for point in named[:5])
    return finished(drawn, title, f"{title}. Named most: {first}." if first else title, height=340)


@cache
def _land() -> dict[str, Any]:
    """Return the land of the earth, whose outer rings are clockwise, as Vega wants them."""
    text = files("dateline.plots").joinpath("land.json").read_text(encoding="utf-8")
    return {"type": "Feature", "geometry": json.loads(text)}


def _named(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the points of most articles, without those whose names would stand on another's."""
    named: list[dict[str, Any]] = []
    for point in sorted(points, key=lambda point: -point["articles"]):
        apart = all(
            any(
                abs(point[axis] - other[axis]) > room
                for axis, room in zip(("longitude", "latitude"), ROOM, strict=True)
            )
            for other in named
        )
        if apart and len(named) < NAMED:
            named.append(point)
    return named


def _point(thing: Thing) -> dict[str, Any] | None:
    """Return a place as a row of data, by the first of its articles that knows where it lies."""
    for member in thing.members:
        latitude, longitude = member.entity.latitude, member.entity.longitude
        if latitude is not None and longitude is not None:
            return {
                "name": thing.name,
                "country": thing.country,
                "latitude": latitude,
                "longitude": longitude,
                "articles": len(thing.articles),
                "mentions": thing.count,
            }
    return None
