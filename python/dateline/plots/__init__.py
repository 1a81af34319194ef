"""Charts of a corpus, drawn by Altair: an extra, `pip install "dateline[plot]"`.

Each function returns an Altair chart, to be shown, changed or saved as any other (`chart.save("map.svg")`). Text takes
the colour of the page around it, light or dark. Altair shows charts by a script from the web; after `use_svg()`
notebooks show them as still pictures instead, without a script or a network.

>>> import dateline as dl
>>> from dateline import plots
>>> chart = plots.quotes(dl.parse_many(["“It rains,” Angela Merkel said in Paris."]))
>>> chart.to_dict()["title"]
'Who is quoted: 1 quotation'
"""

from __future__ import annotations

try:
    import altair as altair
except ImportError as why:
    raise ImportError('dateline.plots needs Altair: pip install "dateline[plot]"') from why

from dateline.plots.network import network
from dateline.plots.output import to_html, use_svg
from dateline.plots.places import places
from dateline.plots.quotes import quotes
from dateline.plots.timeline import timeline

__all__ = ["network", "places", "quotes", "timeline", "to_html", "use_svg"]
