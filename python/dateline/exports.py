"""Articles in the forms of other tools, piece by piece: what the writers of `Corpus` put into files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from dateline._dateline import Article, _brat_configuration, _docbin, _gkg

LONGEST = 100
"""Characters of a file's name: room for an ending and a number in what file systems take."""


def conll(articles: Iterable[Article]) -> Iterator[bytes]:
    """Yield each article as CoNLL columns."""
    for article in articles:
        yield article.to_conll().encode()


def docbin(articles: Sequence[Article]) -> Iterator[bytes]:
    """Yield the one piece of a `.spacy` file: its strings stand before its documents."""
    yield _docbin(list(articles))


def gkg(articles: Iterable[Article]) -> Iterator[bytes]:
    """Yield each article as a line of a Global Knowledge Graph."""
    for number, article in enumerate(articles, 1):
        yield _gkg(article, number).encode() + b"\n"


def brat(articles: Sequence[Article]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a folder for brat: the configuration first, texts before annotations."""
    yield "annotation.conf", _brat_configuration(list(articles)).encode()
    for name, article in zip(names(articles), articles, strict=True):
        text, annotations = article.to_brat()
        yield f"{name}.txt", text.encode()
        yield f"{name}.ann", annotations.encode()


def names(articles: Iterable[Article]) -> Iterator[str]:
    """Yield a name for the files of each article: of its id, else its number from 1; no two differ in case alone."""
    taken: set[str] = set()
    for number, article in enumerate(articles, 1):
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePath(article.id or "").stem).strip("-")[:LONGEST]
        name, copy = plain or str(number), 1
        while name.lower() in taken:
            copy += 1
            name = f"{plain or number}-{copy}"
        taken.add(name.lower())
        yield name
