"""What stands beside an article: its people with their roles, organisations, places, dates, amounts and warnings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.display.labels import days_beyond_value, group
from dateline.display.markup import cut, panel, panels, safe
from dateline.words import one_line

if TYPE_CHECKING:
    from dateline._dateline import Article, Entity, Mention, Role, Warning
    from dateline.display.text import MarkedText

_WARNINGS = {
    "empty": "the text is empty",
    "bad_encoding": "bytes that are no text were replaced",
    "assumed_windows_1252": "read as Windows-1252, since it is not UTF-8",
    "binary": "NUL bytes: perhaps not a text",
    "truncated": "the text was cut at its greatest length",
    "year_unknown": "a day whose year nothing settles",
    "unclosed_quote": "a quotation mark that nothing closes",
    "unopened_quote": "a quotation mark that nothing opened",
}

MOST_WORDS = 160
"""Longest role, name or snippet in a panel."""


def article_panels(article: Article, marked: MarkedText) -> str:
    """Return the panels of an article; those with nothing in them are left out."""
    roles: dict[str, list[Role]] = defaultdict(list)
    for role in article.roles:
        roles[role.entity.id if role.entity else ""].append(role)
    quoted = Counter(
        entity.id for entity in {quote.id: quote.speaker_entity for quote in marked.quotes}.values() if entity
    )
    kinds: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(article.entities, key=lambda entity: -entity.salience):
        kinds[group(entity.label)].append(entity)
    others = [entity for kind in ("time", "amount", "other") for entity in kinds[kind]]
    return panels(
        panel("People", kinds["person"], lambda entity: _person(entity, roles[entity.id], quoted[entity.id])),
        # Roles of people whom the article does not name as such are not lost.
        panel("Other roles", roles[""], lambda role: _entry(role.person, "", [_role(role)])),
        panel("Organisations", kinds["organisation"], lambda entity: _named(entity, quoted[entity.id])),
        panel("Places", kinds["place"], _place),
        panel("Other names", others, _other),
        panel("Dates", article.dates, lambda mention: _valued(mention, days_beyond_value(mention))),
        panel("Amounts", article.amounts, lambda mention: _valued(mention, mention.label), folded=True),
        panel("Warnings", article.warnings, _warning),
    )


def _person(entity: Entity, roles: Iterable[Role], quoted: int) -> str:
    lines = list(dict.fromkeys(_role(role) for role in roles))
    return _entry(entity.name, _times(entity), [*lines, _small(entity, quoted)])


def _named(entity: Entity, quoted: int) -> str:
    return _entry(entity.name, _times(entity), [_small(entity, quoted)])


def _place(entity: Entity) -> str:
    capital = entity.country_relation == "capital"
    return _brief(entity, f"capital of {entity.country}" if capital else entity.country)


def _other(entity: Entity) -> str:
    return _brief(entity, " · ".join(filter(None, [entity.label, entity.country])))


def _brief(entity: Entity, known: str | None) -> str:
    """Return an entity in one line, with what is known of it behind its name."""
    behind = f' <span class="dl-small">{safe(known)}</span>' if known else ""
    return _entry(entity.name, f"{_times(entity)}{behind}", [_small(entity)])


def _role(role: Role) -> str:
    return _line(role.role) + (" (former)" if role.status == "former" else "")


def _times(entity: Entity) -> str:
    return f' <span class="dl-count">×{entity.count:,}</span>' if entity.count > 1 else ""


def _small(entity: Entity, quoted: int = 0) -> str:
    """Return the other names of an entity and how often it is quoted."""
    aliases = entity.aliases
    also = f"also {_line(', '.join(aliases))}" if aliases else ""
    return " · ".join(filter(None, [also, f"quoted {quoted:,}×" if quoted else ""]))


def _entry(name: str, behind: str, lines: Iterable[str]) -> str:
    """Return a name with HTML behind it and lines of HTML below."""
    below = "".join(f'<div class="dl-small">{line}</div>' for line in lines if line)
    return f'<span class="dl-name">{_line(name)}</span>{behind}{below}'


def _valued(mention: Mention, kind: str | None) -> str:
    """Return a date or an amount with its value."""
    value = safe(mention.value) if mention.value else "no value"
    kind = f" · {safe(kind)}" if kind else ""
    return f'{_line(mention.text)} <span class="dl-small">→</span> <span class="dl-value">{value}{kind}</span>'


def _warning(warning: Warning) -> str:
    what = _WARNINGS.get(warning.code, warning.code.replace("_", " "))
    around = one_line(warning.article.text[max(0, warning.start - 10) : warning.start + 40])
    words = f": “…{_line(around)}…”" if around else ""
    mark = '<span class="dl-warning">⚠</span>'
    return f'{mark} {safe(what)} <span class="dl-small">{safe(warning.code)}, character {warning.start:,}{words}</span>'


def _line(text: str) -> str:
    return safe(cut(one_line(text), MOST_WORDS))
