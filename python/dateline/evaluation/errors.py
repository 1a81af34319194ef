"""The errors among mentions, to be looked through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import overload

from dateline.evaluation.cases import Case, Kind
from dateline.evaluation.zones import Zone

_LEGEND = "[gold] {found}"


class Errors(Sequence[Case]):
    """Cases in error, in text order: a sequence that shows itself, in colours in a notebook.

    `[error.row() for error in errors]` is the same as plain data.
    """

    def __init__(self, cases: Iterable[Case] = ()) -> None:
        self._cases = tuple(cases)

    def __len__(self) -> int:
        return len(self._cases)

    def __iter__(self) -> Iterator[Case]:
        return iter(self._cases)

    @overload
    def __getitem__(self, index: int) -> Case: ...
    @overload
    def __getitem__(self, index: slice) -> Errors: ...
    def __getitem__(self, index: int | slice) -> Case | Errors:
        return Errors(self._cases[index]) if isinstance(index, slice) else self._cases[index]

    def __repr__(self) -> str:
        return f"<Errors: {len(self)}>"

    def __str__(self) -> str:
        return "\n".join([_LEGEND, *map(_lines, self)])

    def _repr_html_(self) -> str:
        from dateline.display import errors_to_html

        return errors_to_html(self)


def errors(
    cases: Iterable[Case],
    *,
    kinds: Collection[Kind] | None = None,
    labels: Collection[str] | None = None,
    zones: Collection[Zone] | None = None,
) -> Errors:
    """Return the cases in error: all, or those of some kinds, of some labels (of gold or found), in some zones.

    >>> from dateline.evaluation import Zones, compare
    >>> text = "The Bank of England is in London."
    >>> gold = [{"start": 4, "end": 19, "label": "ORG"}, {"start": 26, "end": 32, "label": "GPE"}]
    >>> found = [{"start": 12, "end": 19, "label": "ORG", "score": 0.5}]
    >>> cases = compare(text, gold, found, Zones(text, {}, {}), "bank.txt")
    >>> print(errors(cases))
    [gold] {found}
    border    bank.txt:4  gold ORG  found ORG 0.50
        The [Bank of {England}] is in London.
    missed    bank.txt:26  gold GPE
        The Bank of England is in [London].
    >>> errors(cases, labels=["GPE"])
    <Errors: 1>
    """
    return Errors(
        case
        for case in cases
        if case.kind != "right"
        and (kinds is None or case.kind in kinds)
        and (labels is None or any(mark and mark.label in labels for mark in (case.gold, case.found)))
        and (zones is None or case.zone in zones)
    )


def _lines(case: Case) -> str:
    from dateline.words import one_line

    kind, place, *labels = map(one_line, case.facts())
    return f"{kind:9} {'  '.join([place, *labels])}\n    {one_line(case.context())}"
