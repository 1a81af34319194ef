"""A chart of whose words a corpus carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.plots.looks import INK, drawn_from, finished
from dateline.words import counted

if TYPE_CHECKING:
    from dateline.corpus import Corpus

KINDS = {"direct": "#2f6fb5", "fragment": "#7ab8d6", "indirect": "#cdd2d8"}
"""The colour of each kind of quotation: from dark to light, so that they are told apart without colours."""


def quotes(corpus: Corpus, most: int = 15) -> Any:
    """Return an Altair chart of the `most` speakers with the largest share of all quotations, by kind of quotation.

    The stretches of one broken quotation count once. A speaker is a person or another thing, merged over all articles,
    or the words that an article has for somebody whom it does not name.
    """
    said = list(_said(corpus))
    speakers = Counter(speaker for speaker, _ in said if speaker)
    order = [speaker for speaker, _ in speakers.most_common(most)]
    total = len(said)
    rows = [
        {
            "speaker": speaker,
            "kind": kind,
            "order": list(KINDS).index(kind),
            "quotations": count,
            "share": count / total,
        }
        for (speaker, kind), count in Counter(said).items()
        if speaker in order
    ]
    drawn = (
        drawn_from(rows)
        .mark_bar(stroke=INK, strokeWidth=0.6)
        .encode(
            x=alt.X("share:Q", title="share of all quotations", stack="zero", axis=alt.Axis(format=".1%", tickCount=6)),
            y=alt.Y("speaker:N", title=None, sort=order),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values()))),
            order="order:Q",
            tooltip=["speaker:N", "kind:N", "quotations:Q", alt.Tooltip("share:Q", format=".1%")],
        )
    )
    title = f"Who is quoted: {counted(total, 'quotation')}"
    first = ", ".join(f"{speaker} {speakers[speaker]:,}" for speaker in order[:5])
    return finished(drawn, title, f"{title}. Most: {first}." if first else title)


def _said(corpus: Corpus) -> Iterator[tuple[str | None, str]]:
    """Yield speaker and kind of each quotation."""
    names = {member.place: thing.name for thing in corpus._everything() for member in thing.members}
    table = corpus.quotes
    columns = (table[name] for name in ("article", "quote", "speaker_entity", "speaker", "kind"))
    seen = set()
    for article, quote, entity, speaker, kind in zip(*columns, strict=True):
        if (article, quote) not in seen:
            seen.add((article, quote))
            yield names.get((article, int(entity[1:]) - 1), speaker) if entity else speaker, kind
