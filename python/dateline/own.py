"""What callers bring to an `Extractor` (labels, names, patterns), checked and in the form that the engine takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

Regex = str | re.Pattern[str]
Pattern = Mapping[str, Regex] | tuple[str, Regex]
"""A label and its regular expression: `{"label": ..., "pattern": ...}` or a pair."""

T = TypeVar("T")

_LETTERS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x"}


def names_of(labels: Iterable[str] | None) -> list[str] | None:
    """Return labels as a list."""
    return None if labels is None else [_text("labels", label) for label in _many("labels", labels)]


def lists(gazetteer: Mapping[str, Iterable[str]] | None) -> list[tuple[str, Iterator[str]]]:
    """Return each label with its names, which the engine draws and checks."""
    if gazetteer is None:
        return []
    if not isinstance(gazetteer, Mapping):
        raise TypeError(f"gazetteer must be a mapping of labels to names, not {type(gazetteer).__name__}")
    return [
        (_text("gazetteer: a label", label), iter(_many(f'gazetteer: the names of "{label}"', names)))
        for label, names in gazetteer.items()
    ]


def expressions(patterns: Iterable[Pattern] | None) -> list[tuple[str, str]]:
    """Return each pattern's label and its source, flags written into it."""
    if patterns is None:
        return []
    if isinstance(patterns, Mapping):
        raise TypeError("patterns must be a list of patterns, not a mapping")
    return [_expression(f"pattern {index}", given) for index, given in enumerate(_many("patterns", patterns))]


def _expression(place: str, given: Pattern) -> tuple[str, str]:
    if isinstance(given, Mapping):
        if given.keys() != {"label", "pattern"}:
            keys = ", ".join(map(repr, given))
            raise ValueError(f"{place}: the keys must be 'label' and 'pattern', not {keys or 'none'}")
        label, pattern = given["label"], given["pattern"]
    elif isinstance(given, tuple) and len(given) == 2:
        label, pattern = given
    else:
        raise TypeError(f"{place} must be a dict with label and pattern, or a pair of them, not {given!r:.60}")
    label = _text(f"{place}: the label", label)
    if isinstance(pattern, re.Pattern):
        return label, _source(f'{place}, label "{label}"', pattern)
    return label, _text(f'{place}, label "{label}": the pattern', pattern)


def _source(place: str, pattern: re.Pattern[str]) -> str:
    """Return a compiled pattern's source with its flags in front, in which the engine reads them."""
    source = _text(f"{place}: the pattern", pattern.pattern)
    if unknown := re.RegexFlag(pattern.flags) & ~(re.UNICODE | re.DEBUG | sum(_LETTERS)):
        raise ValueError(f"{place}: {unknown!r} is not known here")
    if pattern.flags & re.VERBOSE:
        source = _kept_blanks(source)
    letters = "".join(letter for flag, letter in _LETTERS.items() if pattern.flags & flag)
    return f"(?{letters}){source}" if letters else source


def _kept_blanks(source: str) -> str:
    """Escape blanks and `#` in a verbose pattern's classes: Python means them there, the engine leaves them out."""
    piece = re.compile(r"\\.|\#[^\n]*|\[\^?\]?|.", re.DOTALL)
    inside = re.compile(r"\\.|\]|.", re.DOTALL)
    out, at, within = [], 0, False
    while at < len(source):
        found = (inside if within else piece).match(source, at)
        assert found
        text, at = found[0], found.end()
        if not within:
            within = text.startswith("[")
        elif text == "]":
            within = False
        elif text.isspace() or text == "#":
            text = f"\\x{ord(text):02x}" if ord(text) < 256 else text
        out.append(text)
    return "".join(out)


def _many(what: str, given: Iterable[T]) -> Iterable[T]:
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise TypeError(f"{what} must be many, not one {type(given).__name__}")
    return given


def _text(what: str, given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(f"{what} must be str, not {type(given).__name__}")
    return given
