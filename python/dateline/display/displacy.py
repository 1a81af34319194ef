"""An article in displaCy's form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline._dateline import Article


def to_displacy(article: Article) -> dict[str, Any]:
    """Return what displaCy renders with `manual=True`."""
    ents = [{"start": mention.start, "end": mention.end, "label": mention.label} for mention in article.mentions]
    return {"text": article.text, "ents": ents, "title": article.headline}
