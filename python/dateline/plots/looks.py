"""What all charts share: colours that stand on a light page and on a dark one, fonts, and words for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dateline.display import labels

INK = "currentColor"
"""The colour of the text around a chart."""

KINDS = {"person": "#3f87cf", "organisation": "#d07a2c", "place": "#2f9d6a", "other": "#9a6fc4"}
"""The colour of each kind of thing: 3:1 or more on white and on near black."""

SHAPES = {"person": "circle", "organisation": "square", "place": "diamond", "other": "triangle-up"}
"""The shape of each kind of thing, so that no colour tells anything alone."""

PADDING = {"left": 28, "right": 16, "top": 6, "bottom": 6}
"""Room around a chart, in pixels: a page's fonts may be wider than those that it was measured with."""


def kind(label: str) -> str:
    """Return the kind of thing that a label stands for."""
    return group if (group := labels.group(label)) in KINDS else "other"


def by_kind(field: str = "kind") -> dict[str, Any]:
    """Return the encodings that tell kinds of things by colour and shape."""
    names = list(KINDS)
    return {
        "color": alt.Color(f"{field}:N", title=None, scale=alt.Scale(domain=names, range=list(KINDS.values()))),
        "shape": alt.Shape(f"{field}:N", title=None, scale=alt.Scale(domain=names, range=list(SHAPES.values()))),
    }


def drawn_from(rows: Sequence[dict[str, Any]]) -> Any:
    """Return a chart of rows that has yet to be told how to draw them."""
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call, unused-ignore]


def finished(chart: Any, title: str, description: str, width: int = 600, height: int | None = None) -> Any:
    """Return a chart with its title, its words for a screen reader, its size, and the looks of all charts."""
    size = {"width": width} if height is None else {"width": width, "height": height}
    embed = {"embedOptions": {"renderer": "svg", "actions": False}}
    return (
        chart.properties(title=title, description=description, usermeta=embed, padding=PADDING, **size)
        .configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=INK, tickColor=INK, domainColor=INK, gridColor="#8888", gridOpacity=0.5
        )
        .configure_axisY(labelLimit=220)
        .configure_legend(labelColor=INK, titleColor=INK, orient="top", columnPadding=24)
        .configure_title(color=INK, anchor="start", fontSize=13)
    )
