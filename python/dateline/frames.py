"""Frames: tables over articles in Arrow's form, which every data frame library takes as it is."""

from __future__ import annotations

import os
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, overload

from dateline._dateline import Batches

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

STRIDE = 1024  # rows that are made of columns at once


class Frame:
    """A table in Arrow's form: a sequence of named tuples, and what pandas, Polars, pyarrow and DuckDB read as it is.

    To Polars what calls itself a `collections.abc.Sequence` is rows and nothing else, so this does not.

    It is made when it is first looked at. Its schema is fixed: `dateline.arrow.schema` has it.

    >>> import dateline as dl
    >>> mentions = dl.parse_many(["Angela Merkel arrived in Paris."], ids=["a"]).mentions
    >>> len(mentions), mentions.columns[:4]
    (2, ('article', 'article_id', 'mention', 'start'))
    >>> mentions[1].text, mentions["label"]
    ('Paris', ['PERSON', 'GPE'])
    """

    def __init__(self, name: str, make: Callable[..., Batches], *given: object) -> None:
        """Make a frame with this name of what `make` makes of what is given."""
        self._name = name
        self._made = (make, given)
        self._held: Batches | None = None

    @property
    def _batches(self) -> Batches:
        if self._held is None:
            make, given = self._made
            self._held = make(*given)
        return self._held

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._batches.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._batches.__arrow_c_schema__()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns.

        >>> import dateline as dl
        >>> dl.arrow.schema("roles").columns[2:5]
        ('person', 'role', 'status')
        """
        return tuple(self._batches.columns)

    def __len__(self) -> int:
        return len(self._batches)

    def _rows(self, start: int, count: int) -> list[Any]:
        row = namedtuple("Row", self.columns)  # type: ignore[misc]
        return [row._make(cells) for cells in self._batches.rows(start, count)]

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self), STRIDE):
            yield from self._rows(start, STRIDE)

    @overload
    def __getitem__(self, key: int) -> Any: ...
    @overload
    def __getitem__(self, key: slice | str) -> list[Any]: ...
    def __getitem__(self, key: int | slice | str) -> Any:
        """Return a row by its number, a list of rows by a slice, or a column as a list by its name."""
        if isinstance(key, str):
            if key not in self.columns:
                raise KeyError(f"no column is called {key!r}; there are: {', '.join(self.columns)}")
            return self._batches.column(key)
        if isinstance(key, slice):
            wanted = range(len(self))[key]
            if wanted.step == 1:
                return self._rows(wanted.start, len(wanted))
            return [self[number] for number in wanted]
        number = range(len(self))[key]
        return self._rows(number, 1)[0]

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        make, given = self._made
        return type(self), (self._name, make, *given)

    def to_arrow(self) -> pyarrow.Table:
        """Return the table as a pyarrow table, without a copy; needs pyarrow.

        >>> import dateline as dl
        >>> dl.parse_many(["It rained in Berlin."]).mentions.to_arrow().num_rows
        1
        """
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas data frame; needs pandas and pyarrow.

        >>> import dateline as dl
        >>> dl.parse_many(["It rained in Berlin."]).mentions.to_pandas().text.tolist()
        ['Berlin']
        """
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a Polars data frame, without a copy; needs Polars.

        >>> import dateline as dl
        >>> dl.parse_many(["It rained in Berlin."]).mentions.to_polars()["text"].to_list()
        ['Berlin']
        """
        import polars

        return polars.DataFrame(self)

    def write_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the table as a Parquet file, which appears whole or not at all; `OSError` when it cannot be written.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "mentions.parquet")
        >>> dl.parse_many(["It rained in Berlin."]).mentions.write_parquet(path)
        >>> path.read_bytes()[:4]
        b'PAR1'
        """
        target = Path(path)
        aside = target.with_name(f".{target.name}.tmp")
        try:
            self._batches._write_parquet(aside, self._name)
            aside.replace(target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise

    def __repr__(self) -> str:
        count = f"{len(self):,} row{'' if len(self) == 1 else 's'}"
        return f"<Frame {self._name}: {count} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from dateline.display import MOST_ROWS, rows_to_html

        return rows_to_html(self._name, self.columns, self._rows(0, MOST_ROWS), len(self))
