"""Tables: rows as named tuples, for data frames and for notebooks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

if TYPE_CHECKING:
    import pandas
    import polars

Row = TypeVar("Row", bound=tuple[Any, ...])


class Table(Sequence[Row], Generic[Row]):
    """Rows with named columns: a sequence of named tuples that data frames take as it is.

    >>> import dateline as dl
    >>> pairs = dl.parse_many(["Angela Merkel arrived in Paris."]).cooccurrence()
    >>> pairs.columns
    ('a', 'b', 'count', 'articles')
    >>> len(pairs), pairs[0].a, pairs["count"]
    (1, 'Angela Merkel', [1])
    """

    def __init__(self, row: type[Row], rows: Sequence[Row]) -> None:
        """Make a table of rows of one type, a named tuple."""
        self._row = row
        self._rows = tuple(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        names: tuple[str, ...] = self._row._fields  # type: ignore[attr-defined]
        return names

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @overload
    def __getitem__(self, key: int) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> Table[Row]: ...
    @overload
    def __getitem__(self, key: str) -> list[Any]: ...
    def __getitem__(self, key: int | slice | str) -> Row | Table[Row] | list[Any]:
        """Return a row by its number, rows by a slice, or a column by its name."""
        if isinstance(key, str):
            if key not in self.columns:
                raise KeyError(f"no column is called {key!r}; there are: {', '.join(self.columns)}")
            return [getattr(row, key) for row in self._rows]
        if isinstance(key, slice):
            return Table(self._row, self._rows[key])
        return self._rows[key]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self._row, self._rows))

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas data frame; needs pandas.

        >>> import dateline as dl
        >>> dl.parse_many(["Ann Lee left Rome."]).cooccurrence().to_pandas().b.tolist()
        ['Rome']
        """
        import pandas

        return pandas.DataFrame(list(self._rows), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a Polars data frame; needs Polars.

        >>> import dateline as dl
        >>> dl.parse_many(["Ann Lee left Rome."]).cooccurrence().to_polars()["b"].to_list()
        ['Rome']
        """
        import polars

        return polars.DataFrame({name: self[name] for name in self.columns}, strict=False)

    def __repr__(self) -> str:
        count = f"{len(self):,} row{'' if len(self) == 1 else 's'}"
        return f"<Table: {count} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from dateline.display import rows_to_html

        return rows_to_html("", self.columns, self._rows)


class Dated(NamedTuple):
    """A row of `Corpus.timeline`: a sentence that names a thing, and a date in it."""

    date: str | None
    """The date's value; `None` where the sentence names none."""
    earliest: datetime.date | None
    """The first day that the date may mean; of a sentence without a date, the article's day."""
    latest: datetime.date | None
    """The last day that the date may mean; of a sentence without a date, the article's day."""
    granularity: str | None
    """How fine the date is."""
    published: datetime.date | None
    """The article's day."""
    article: str | int
    """The article's id, or its number in the corpus where it has none."""
    sentence: str
    """The sentence."""


class Pair(NamedTuple):
    """A row of `Corpus.cooccurrence`: two things that are named together."""

    a: str
    """The name of the one that more articles name."""
    b: str
    """The name of the other."""
    count: int  # type: ignore[assignment]
    """How many sentences, paragraphs or articles name both."""
    articles: int
    """How many articles do so."""


class Said(NamedTuple):
    """A row of `Corpus.quotes_by`: words that somebody is reported to have said."""

    article: str | int
    """The article's id, or its number in the corpus where it has none."""
    date: datetime.date | None
    """The article's day."""
    text: str
    """The words."""
    kind: str
    """`direct`, `fragment` or `indirect`."""
    cue: str | None
    """The verb or phrase that gives them to the speaker."""
    when: str | None
    """When they were said, as a date value."""


class Listed(NamedTuple):
    """A row of `Things.table`: a thing, and how much is written about it."""

    name: str
    """Its name."""
    label: str
    """What it is."""
    country: str | None
    """ISO 3166 code of a place, when known."""
    articles: int
    """How many articles name it."""
    mentions: int
    """How often they do."""
    aliases: str
    """Its other names, between semicolons."""
