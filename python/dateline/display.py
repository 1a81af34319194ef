"""How articles show themselves: HTML in notebooks, lines of text elsewhere, and displaCy's form."""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline._dateline import Article, Mention
    from dateline.corpus import Corpus
    from dateline.evaluation import Case, Errors

MOST_CHARACTERS = 20_000
"""Longest stretch of an article's text that `to_html` shows."""

MOST_LINE = 200
"""Longest line of a summary."""

MOST_ARTICLES = 20
"""Articles that a corpus lists, and rows that a table shows."""

MOST_ERRORS = 100
"""Errors of an evaluation that a notebook lists."""

_HUES = {
    "PERSON": 210, "NORP": 265, "ORG": 25, "GPE": 145, "LOC": 165, "FAC": 185, "PRODUCT": 330, "EVENT": 0,
    "WORK_OF_ART": 300, "LAW": 240, "LANGUAGE": 280, "DATE": 50, "TIME": 60, "PERCENT": 95, "MONEY": 110,
    "QUANTITY": 85, "ORDINAL": 75, "CARDINAL": 70,
}  # fmt: skip

# Half-transparent colours stand on a light page and on a dark one.
_MARK = (
    "background:hsla({hue},85%,50%,.22);border-bottom:2px solid hsla({hue},75%,45%,.9);"
    "border-radius:3px;padding:0 .15em;color:inherit"
)
# What may steer a terminal or turn a text around: control characters, and marks that set the direction.
_CONTROLS = [n for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r"]
_TURNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_REPLACED = dict.fromkeys([*_CONTROLS, *_TURNS], "\ufffd")
_STRIPPED = dict.fromkeys([*_CONTROLS, *_TURNS])

_SMALL = "font-size:.8em;opacity:.75"


def to_html(article: Article) -> str:
    """Return the article as a piece of HTML, cut after `MOST_CHARACTERS` with a note."""
    text = article.text
    shown = [mention for mention in article.mentions if mention.end <= MOST_CHARACTERS]
    body = "".join(_marked(text[:MOST_CHARACTERS], shown))
    left = len(text) - MOST_CHARACTERS
    note = f'<div style="{_SMALL}">… {left:,} more characters are not shown</div>' if left > 0 else ""
    return _block(_header(article), _legend(shown), f'<div style="white-space:pre-wrap">{body}</div>', note)


def page(article: Article) -> str:
    """Return the article as a whole HTML page."""
    title = _safe(article.headline or article.id or "dateline")
    head = f'<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{title}</title>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{to_html(article)}</body></html>\n'


def to_displacy(article: Article) -> dict[str, Any]:
    """Return what displaCy renders with `manual=True`."""
    ents = [{"start": mention.start, "end": mention.end, "label": mention.label} for mention in article.mentions]
    return {"text": article.text, "ents": ents, "title": article.headline}


def corpus_to_html(corpus: Corpus) -> str:
    """Return the head of a corpus as an HTML table."""
    rows = [(art.id, art.date, art.source, art.headline, len(art.mentions)) for art in corpus[:MOST_ARTICLES]]
    table = _table(("id", "date", "source", "headline", "mentions"), rows)
    errors = [f"<li>{_safe(f'{failure.index}: {failure.message}')}</li>" for failure in corpus.errors[:MOST_ARTICLES]]
    return _block(_safe(repr(corpus)), table, f"<ul>{''.join(errors)}</ul>" if errors else "")


def rows_to_html(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return the head of a table as an HTML table."""
    return _block(_safe(title), _table(columns, rows[:MOST_ARTICLES]))


def errors_to_html(errors: Errors) -> str:
    """Return errors in their context: what is gold has a background, what was found a line below."""
    left = len(errors) - MOST_ERRORS
    note = f'<div style="{_SMALL}">… {left:,} more are not shown</div>' if left > 0 else ""
    words = f"{len(errors):,} errors · background: gold · line below: found"
    legend = f'<div style="{_SMALL}">{words}</div>'
    return _block(legend, *map(_error, errors[:MOST_ERRORS]), note)


def show(article: Article) -> None:
    """Show the article in the notebook, or print it as lines of text."""
    if "ipykernel" in sys.modules:
        from IPython.display import display

        display(article)  # type: ignore[no-untyped-call, unused-ignore]
    else:
        print(summary(article))


def summary(article: Article) -> str:
    """Return what was read from the article, as lines of text for people."""
    dateline = article.dateline
    fields = {
        "headline": article.headline,
        "date": f"{article.date} ({article.date_source})" if article.date else None,
        "source": article.source,
        "byline": ", ".join(article.bylines),
        "dateline": "; ".join(dateline.places) if dateline else None,
        "people": _names(article.people),
        "organizations": _names(article.organizations),
        "places": _names(article.places),
        "roles": "; ".join(f"{role.person}: {role.role}" for role in article.roles),
        "dates": ", ".join(f"{date.text} = {date.value}" if date.value else date.text for date in article.dates),
        "warnings": ", ".join(warning.code for warning in article.warnings),
    }
    lines = [_line(name, value) for name, value in fields.items() if value]
    lines += [_line("quote", f"{quote.speaker or '?'}: {quote.text}") for quote in article.quotes]
    return "\n".join(lines) or "nothing was found"


def one_line(text: str) -> str:
    """Return a text with its white space folded and nothing in it that steers a terminal."""
    return " ".join(text.split()).translate(_STRIPPED)


def _line(name: str, value: str) -> str:
    line = f"{name:14} {one_line(value)}"
    return line if len(line) <= MOST_LINE else f"{line[: MOST_LINE - 1]}…"


def _names(entities: Iterable[Any]) -> str:
    return ", ".join(f"{entity.name} ({entity.count})" if entity.count > 1 else entity.name for entity in entities)


def _marked(text: str, mentions: Sequence[Mention]) -> Iterable[str]:
    at = 0
    for mention in mentions:
        yield _safe(text[at : mention.start])
        yield f'<mark style="{_style(mention.label)}" title="{_tip(mention)}">{_safe(mention.text)}</mark>'
        at = mention.end
    yield _safe(text[at:])


def _tip(mention: Mention) -> str:
    entity = mention.entity
    return _safe(" · ".join(filter(None, [mention.label, entity and entity.name, mention.value])))


def _style(label: str) -> str:
    return _MARK.format(hue=_hue(label))


def _hue(label: str) -> int:
    """Return a label's colour; one of the caller's own has that which its name happens to give."""
    return _HUES.get(label, zlib.crc32(label.encode()) % 360)


def _error(case: Case) -> str:
    gold, found = case.gold and case.gold.label, case.found and case.found.label
    head = _safe(" · ".join(case.facts()))
    words = (
        _sided(_safe(words), gold if in_gold else None, found if in_found else None)
        for words, in_gold, in_found in case.segments()
    )
    return f'<div style="margin:.6em 0"><div style="{_SMALL}">{head}</div>{"".join(words)}</div>'


def _sided(words: str, gold: str | None, found: str | None) -> str:
    """Return words with the colours of the labels that they have on the two sides."""
    if not (gold or found):
        return words
    back = f"background:hsla({_hue(gold)},85%,50%,.3)" if gold else "background:none"
    below = f";border-bottom:3px solid hsla({_hue(found)},75%,45%,.9)" if found else ""
    return f'<mark style="{back}{below};color:inherit">{words}</mark>'


def _legend(mentions: Iterable[Mention]) -> str:
    counts = Counter(mention.label for mention in mentions)
    order = [*_HUES, *sorted(counts.keys() - _HUES.keys())]
    labels = (f'<span style="{_style(label)}">{label} {counts[label]}</span>' for label in order if counts[label])
    return f'<div style="{_SMALL};margin:.4em 0">{" ".join(labels)}</div>'


def _header(article: Article) -> str:
    facts = [article.id, article.date, article.source, ", ".join(article.bylines)]
    line = " · ".join(_safe(str(fact)) for fact in facts if fact)
    title = f"<strong>{_safe(article.headline)}</strong>" if article.headline else ""
    return f'{title}<div style="{_SMALL}">{line}</div>'


def _block(*parts: str) -> str:
    # The classes tell both versions of MathJax that a $ here is money.
    style = "line-height:1.6;max-width:60em;unicode-bidi:isolate"
    return f'<div class="tex2jax_ignore mathjax_ignore" style="{style}">{"".join(parts)}</div>'


def _safe(text: str) -> str:
    return escape(text.translate(_REPLACED)).replace("$", "&#36;")


def _table(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in columns)
    cells = ("".join(f'<td style="text-align:left">{_safe(_shown(cell))}</td>' for cell in row) for row in rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _shown(value: object) -> str:
    return "" if value is None else str(value)
