"""Charts as still pictures in HTML: no script, no network, in the colours of the page."""

from __future__ import annotations

import re
import zlib
from typing import Any

import altair as alt

from dateline.display.markup import block

_IDS = re.compile(r'(?<=\bid=")[\w-]+|(?<=url\(#)[\w-]+|(?<=href="#)[\w-]+')


def to_html(chart: Any) -> str:
    """Return an Altair chart as a piece of HTML with the picture in it; needs vl-convert, which the extra brings."""
    try:
        import vl_convert
    except ImportError as why:
        raise ImportError('still pictures need vl-convert: pip install "dateline[plot]"') from why
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    return _in_block(svg)


def use_svg() -> None:
    """Show charts in this notebook as still pictures from now on, which need no script and no network.

    `altair.renderers.enable("default")` goes back.
    """
    alt.renderers.register("dateline", _render)
    alt.renderers.enable("dateline")


def _render(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    import vl_convert

    return {"text/html": _in_block(vl_convert.vegalite_to_svg(spec)), "text/plain": "<a chart>"}


def _in_block(svg: str) -> str:
    # Names within a picture are its own, as a page may have many.
    mark = f"p{zlib.crc32(svg.encode()):08x}-"
    svg = _IDS.sub(lambda found: mark + found.group(), svg)
    inner = re.sub(r' xmlns(:\w+)?="[^"]*"', "", svg)  # which HTML does without
    return block(f'<div class="dl-plot dl-scroll" role="group" aria-label="Chart" tabindex="0">{inner}</div>')
