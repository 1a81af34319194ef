"""The head of a table: addresses are links, long texts are cut, numbers stand right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.display.markup import block, cut, linked, safe
from dateline.words import counted, one_line

MOST_ROWS = 20
"""Rows that a table shows."""

MOST_CELL = 120
"""Characters of a cell."""

LONG = 24
"""Characters from which on a cell may be broken into lines."""


def rows_to_html(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], total: int | None = None) -> str:
    """Return the head of a table with a title, of `total` rows (else of as many as are given), as HTML."""
    shown = rows[:MOST_ROWS]
    total = len(rows) if total is None else total
    head = f"{title}: {counted(total, 'row')}" if title else counted(total, "row")
    head += f"; the first {len(shown):,} are shown" if total > len(shown) else ""
    cells = [[cell_to_html(cell) for cell in row] for row in shown]
    numbers = [_is_number(column) for column in zip(*shown, strict=True)] if shown else []
    return block(table(safe(head), columns, cells, numbers))


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[bool] = ()) -> str:
    """Return a table of cells that are HTML already, under a caption that is too; it scrolls where it is too wide."""
    numbers = numbers or [False] * len(columns)
    head = "".join(
        f'<th scope="col"{_class(number)}>{safe(name)}</th>' for name, number in zip(columns, numbers, strict=True)
    )
    cells = (
        "".join(f"<td{_class(number, cell)}>{cell}</td>" for cell, number in zip(row, numbers, strict=True))
        for row in rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        '<div class="dl-scroll" role="group" aria-label="Table" tabindex="0"><table class="dl-table">'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def cell_to_html(value: object) -> str:
    """Return a value as the inside of a cell; a text that is an address on the web is a link."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return safe(cut(one_line(_joined(value)), MOST_CELL))
    text = str(value)
    return linked(cut(one_line(text[: 2 * MOST_CELL]), MOST_CELL), text)


def _joined(values: Sequence[object]) -> str:
    head = ", ".join(str(value)[:MOST_CELL] for value in values[:MOST_CELL])
    return f"{head}, …" if len(values) > MOST_CELL else head


def _is_number(column: Iterable[object]) -> bool:
    values = [value for value in column if value is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _class(number: bool, cell: str = "") -> str:
    if number:
        return ' class="dl-number"'
    return ' class="dl-long"' if len(cell) > LONG else ""
