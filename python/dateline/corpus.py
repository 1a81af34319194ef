"""Many articles together, and what could not be read."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
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
        about_file = self.path is None or isinstance(self.error, OSError)
        return str(self.error) if about_file else f"{self.path}: {self.error}"


class Corpus(Sequence[Article]):
    """Articles in the order in which they were given: a sequence, with `errors` beside it.

    A slice is a `Corpus` of those articles alone: its `errors` are empty, since they belong to the whole.

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
def written_aside(path: str | os.PathLike[str], sure: bool = False) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` when all went well, and is gone when it did not.

    With `sure` it is on the disk before it takes that place. What is no regular file (a pipe, a device) is written as
    it is. Errors name the path as given.
    """
    given = os.fspath(path)
    if not given:
        raise ValueError("empty path")
    target = Path(os.path.realpath(given))  # noqa: PTH (which takes links in a circle for what they are)
    if Path(given).exists() and not Path(given).is_file():
        with _naming(given), Path(given).open("wb") as file:
            yield file
        return
    aside = target.with_name(f".{secrets.token_hex(8)}")  # short, since the target's name may be as long as names get
    try:
        with _naming(given, aside):
            # As open as any new file, unless it replaces one.
            number = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
            with os.fdopen(number, "wb") as file:
                yield file
                if sure:
                    file.flush()
                    os.fsync(file.fileno())
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


@contextmanager
def _naming(path: str, aside: Path | None = None) -> Iterator[None]:
    """Make errors that name no file, or the one that stands in for it, be about `path`."""
    try:
        yield
    except OSError as why:
        if why.errno is None or why.filename not in (None, aside and str(aside), aside):
            raise
        raise OSError(why.errno, why.strerror, path) from None
