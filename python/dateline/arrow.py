"""Record batches in, record batches out: what distributed engines and data frame libraries call.

Everything is Arrow's C interface, so that no library is needed for it; whichever made the batches can take the results.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline._dateline import Batches, Engine, _schema
from dateline.frames import Frame

TABLES = ("articles", "mentions", "entities", "quotes", "dates", "amounts", "roles", "errors", "records")
"""The names of the tables."""


class Batch(Frame):
    """A record batch: a frame that is also an array of the Arrow C interface."""

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self._batches._array()


def schema(table: str) -> Frame:
    """Return the schema of a table, as a frame without rows: `pyarrow.schema(dl.arrow.schema("mentions"))` takes it.

    >>> from dateline import arrow
    >>> arrow.schema("quotes").columns[:5]
    ('article', 'article_id', 'quote', 'start', 'end')
    """
    return Frame(_known(table), _schema, table)


def extract(
    batches: object,
    *,
    table: str = "records",
    text: str | None = None,
    id: str | None = None,
    date: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    source: str | None = None,
    day_first: bool | None = None,
    keep: Sequence[str] = (),
    extractor: Engine | None = None,
    workers: int | None = None,
) -> Iterator[Any]:
    """Read the articles in the rows of record batches and yield a table of them, batch by batch.

    `batches` is an iterable of record batches, or one object that has them: anything with `__arrow_c_stream__` or
    `__arrow_c_array__` (pyarrow, Polars, pandas 3, DuckDB's results). Of pyarrow's come `pyarrow.RecordBatch`, of all
    others `Batch`, which every one of these libraries takes. Each batch is read on all cores, or by as many threads as
    `workers` says, while the interpreter is free, and only one at a time is held.

    `text`, `id`, `date`, `headline`, `url`, `byline` and `source` name the columns that have these; without a name they
    are found by the usual ones (`text`, `body` and `content`, `title`, `published` and so on). `day_first` is that of
    `read_corpus`; what other days tell of `2/5/2024` counts within a batch.

    In the table `records` every row gives one row, in order: header and text, a list for each of the other tables, and
    `error`, which says why a row could not be read and is null otherwise. `keep` names columns that are carried along
    at its end, without a copy. In the other tables a row gives as many rows as there are mentions (entities, quotes …)
    in it, a row that could not be read one of `errors` alone. `article` is the number of the row among all of this
    call. A column that is not there raises `ValueError`.

    >>> from dateline import arrow
    >>> corpus = __import__("dateline").parse_many(["It rains in Paris."], ids=["wet"])
    >>> [batch] = arrow.extract(corpus.articles, table="mentions", id="article_id")
    >>> [(row.article_id, row.text) for row in batch]
    [('wet', 'Paris')]
    """
    given = {"text": text, "id": id, "date": date, "headline": headline, "url": url, "byline": byline, "source": source}
    columns = {what: name for what, name in given.items() if name is not None}
    if extractor is None:
        from dateline import _shared

        extractor = _shared
    if isinstance(keep, str):
        raise TypeError(f"keep must be a list of names, not the one name {keep!r}")
    return _extracted(_sources(batches), _known(table), columns, day_first, list(keep), extractor, workers)


def _extracted(
    sources: Iterable[object],
    table: str,
    columns: dict[str, str],
    day_first: bool | None,
    keep: list[str],
    extractor: Engine,
    workers: int | None,
) -> Iterator[Any]:
    number = 0
    for given in sources:
        extraction = extractor._batches(given, table, columns, keep, workers, number, day_first)
        for made in extraction:
            yield _like(given, Batch(table, _held, made))
        number = extraction.number


def _sources(batches: object) -> Iterable[object]:
    if hasattr(batches, "__arrow_c_stream__") or hasattr(batches, "__arrow_c_array__"):
        return [batches]
    if isinstance(batches, Iterable):
        return batches
    raise TypeError(f"expected record batches, not {type(batches).__name__}")


def _held(batches: Batches) -> Batches:
    return batches


def _like(given: object, batch: Batch) -> Any:
    """Return a batch as pyarrow's, if what was given is pyarrow's."""
    if type(given).__module__.split(".")[0] == "pyarrow":
        return sys.modules["pyarrow"].record_batch(batch)
    return batch


def _known(table: str) -> str:
    if table not in TABLES:
        raise ValueError(f"table must be one of {', '.join(map(repr, TABLES))}, not {table!r}")
    return table
