"""Every public name says what it is, with an example that runs.

A function and a class have an example of their own, a method and a property are shown there or in their own; plain
records and their fields are shown by what returns them. Compiled classes count as all others. Since
`pytest --doctest-modules`, which runs the examples of what is written in Python, does not see them, theirs run here.
"""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

import dateline
from dateline import _dateline, arrow, evaluation, explaining

ELSEWHERE = {
    "dateline.Training": "dateline.train",
    "dateline.Training.all_warnings": "dateline.train",
    "dateline.Training.to_dict": "dateline.train",
    "dateline.evaluation.by_label": "dateline.evaluation.overall",
    "dateline.evaluation.Errors": "dateline.evaluation.errors",
    "dateline.evaluation.Wanted": "dateline.evaluation.report",
}
"""What cannot be had without a long way there, and the function whose example shows it."""


class Public(NamedTuple):
    """A public thing, its name in full, and the class that it is of."""

    name: str
    thing: Any
    owner: type | None = None

    @property
    def document(self) -> str:
        """Return what it says of itself."""
        return inspect.getdoc(self.thing) or ""

    @property
    def is_compiled(self) -> bool:
        """Whether it is written in Rust."""
        return self.thing in vars(_dateline).values() or not (
            inspect.isclass(self.thing) or inspect.isfunction(self.thing) or isinstance(self.thing, property)
        )


def public() -> Iterator[Public]:
    """Yield what a caller may name: functions, classes, and their methods and properties."""
    for module, names in {
        dateline: [*dateline.__all__, "Warning"],  # which stays out of `__all__`, to hide no builtin
        arrow: ["schema", "extract"],
        evaluation: evaluation.__all__,
        explaining: ["report"],
    }.items():
        for name in names:
            thing = getattr(module, name)
            is_row = inspect.isclass(thing) and issubclass(thing, tuple)
            if name.startswith("_") or is_row or not (inspect.isclass(thing) or inspect.isroutine(thing)):
                continue
            yield Public(f"{module.__name__}.{name}", thing.__func__ if inspect.ismethod(thing) else thing)
            if inspect.isclass(thing):
                yield from members(f"{module.__name__}.{name}", thing)


def members(name: str, owner: type) -> Iterator[Public]:
    """Yield the methods and properties that a class has of ours."""
    for member, thing in inspect.getmembers(owner):
        home = next((base for base in owner.__mro__ if member in vars(base)), object)
        ours = home.__module__.startswith("dateline") or home in vars(_dateline).values()
        if ours and not member.startswith("_") and not inspect.ismemberdescriptor(thing):
            yield Public(f"{name}.{member}", thing, owner)


PUBLIC = list(public())
COMPILED = {given.document: given for given in PUBLIC if given.is_compiled and ">>> " in given.document}


def has_example(given: Public) -> bool:
    """Whether it is shown where it should be."""
    if ">>> " in given.document:
        return True
    if given.name in ELSEWHERE:
        [shows] = [other for other in PUBLIC if other.name == ELSEWHERE[given.name]]
        return given.name.rpartition(".")[2] in shows.document or given.owner is None
    if given.owner is None:
        return False
    shown = doctest.DocTestParser().get_examples(inspect.getdoc(given.owner) or "")
    name = given.name.rpartition(".")[2]
    return any(re.search(rf"\.{name}\b", example.source) for example in shown)


def test_there_is_an_example_for_each() -> None:
    lacking = sorted(given.name for given in PUBLIC if not has_example(given))
    assert not lacking, f"{len(lacking)} of {len(PUBLIC)} lack an example: {lacking}"


@pytest.mark.parametrize("given", COMPILED.values(), ids=lambda given: given.name)
def test_compiled_example(given: Public) -> None:
    test = doctest.DocTestParser().get_doctest(given.document, {}, given.name, None, None)
    told: list[str] = []
    doctest.DocTestRunner().run(test, out=told.append)
    assert not told, "".join(told)
