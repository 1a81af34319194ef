"""Many articles together, and what could not be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, overload

from dateline._dateline import Article


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, and why."""

    index: int
    """Its position among the items, from 0."""
    id: str | None
    """The caller's name for it."""
    path: str | None
    """The file, when it is one."""
    error: Exception
    """The exception that `errors="raise"` would have raised."""

    @property
    def message(self) -> str:
        """What went wrong, in words."""
        return str(self.error)


class Corpus(Sequence[Article]):
    """Articles in the order in which they were given: a sequence, with `errors` beside it.

    >>> import dateline as dl
    >>> corpus = dl.parse_many(["Paris is wet.", "Rome is dry."], ids=["a", "b"])
    >>> len(corpus), corpus[1].id, corpus.errors
    (2, 'b', [])
    """

    def __init__(self, articles: Sequence[Article] = (), errors: Sequence[Failure] = ()) -> None:
        self._articles = tuple(articles)
        self._errors = tuple(errors)

    @property
    def errors(self) -> list[Failure]:
        """What could not be read, in order."""
        return list(self._errors)

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Corpus: ...
    def __getitem__(self, index: int | slice) -> Article | Corpus:
        if isinstance(index, slice):
            return Corpus(self._articles[index])
        return self._articles[index]

    def write_jsonl(self, path: str | os.PathLike[str]) -> None:
        """Write one JSON record a line; the file appears whole or not at all.

        `Article.from_json` reads a line back. Raises `OSError` when the file cannot be written.
        """
        with written_aside(path) as file:
            for article in self:
                file.write(article.to_json().encode() + b"\n")

    def __repr__(self) -> str:
        errors = f", {counted(len(self._errors), 'error')}" if self._errors else ""
        return f"<Corpus: {counted(len(self), 'article')}{errors}>"

    def _repr_html_(self) -> str:
        from dateline.display import corpus_to_html

        return corpus_to_html(self)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in the right form."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def written_aside(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` when all went well, and is gone when it did not."""
    target = Path(path).resolve()
    if target.exists() and not target.is_file():  # a pipe or a device, which nothing may replace
        with target.open("wb") as file:
            yield file
        return
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as new:
        aside = Path(new.name)
        try:
            yield new
            new.close()
            # A temporary file is its owner's alone; the result is as open as any new file.
            mask = os.umask(0)
            os.umask(mask)
            aside.chmod(0o666 & ~mask)
            aside.replace(target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
