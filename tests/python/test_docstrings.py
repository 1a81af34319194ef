"""Every public name says what it is, with an example that runs.

A function, a class and a method have an example of their own, and a property is shown in one of its own or of its class. The
fields of plain records and what a class only inherits from Python's own are left to their classes. Compiled classes count as
all others; since `pytest --doctest-modules` does not see them, their examples run here.
"""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

import dateline
from dateline import arrow, evaluation, explaining

MODULES = (dateline, arrow, evaluation, explaining)
ELSEWHERE = {
    "dateline.Training": "dateline.train",
    "dateline.Training.all_warnings": "dateline.train",
    "dateline.Training.to_dict": "dateline.train",
    "dateline.arrow.Batch": "dateline.arrow.extract",
}
"""What cannot be had without a long way there, and the function whose example shows it."""


class Public(NamedTuple):
    """A public thing, the class that it is of, and its name in full."""

    name: str
    thing: Any
    owner: type | None

    @property
    def document(self) -> str:
        """Return what it says of itself."""
        return inspect.getdoc(self.thing) or ""

    @property
    def last(self) -> str:
        """Return its name within its class or module."""
        return self.name.rpartition(".")[2]


def public() -> Iterator[Public]:
    """Yield what a caller may name: functions, classes, and their methods and properties."""
    for module in MODULES:
        named = [name for name, thing in vars(module).items() if getattr(thing, "__module__", None) == module.__name__]
        for name in getattr(module, "__all__", named):
            thing = getattr(module, name)
            if name.startswith("_") or not callable(thing) or is_shape(thing):
                continue
            yield Public(f"{module.__name__}.{name}", thing, None)
            if inspect.isclass(thing):
                yield from members(f"{module.__name__}.{name}", thing)
    yield Public("dateline.Warning", dateline.Warning, None)
    yield from members("dateline.Warning", dateline.Warning)


def is_shape(thing: Any) -> bool:
    """Whether it is but the type of a record: a named tuple, a typed dict, a choice of strings."""
    return hasattr(thing, "__total__") or not (inspect.isroutine(thing) or inspect.isclass(thing)) or (
        issubclass(thing, tuple) if inspect.isclass(thing) else False
    )


def members(name: str, owner: type) -> Iterator[Public]:
    """Yield the methods and properties that a class has of ours."""
    for member, thing in inspect.getmembers(owner):
        home = next((base for base in owner.__mro__ if member in vars(base)), object)
        ours = home.__module__.startswith("dateline") or home.__name__ == "Engine"
        if ours and not member.startswith("_") and not inspect.ismemberdescriptor(thing):
            yield Public(f"{name}.{member}", thing, owner)


PUBLIC = list(public())
WITH_EXAMPLES = {given.document: given for given in PUBLIC if ">>> " in given.document}


def has_example(given: Public) -> bool:
    if ">>> " in given.document:
        return True
    if given.name in ELSEWHERE:
        return ELSEWHERE[given.name] in {other.name for other in WITH_EXAMPLES.values()}
    if given.owner is None or inspect.isroutine(given.thing):
        return False
    shown = doctest.DocTestParser().get_examples(inspect.getdoc(given.owner) or "")
    return any(re.search(rf"\.{given.last}\b", example.source) for example in shown)


def test_there_is_an_example_for_each() -> None:
    lacking = sorted(given.name for given in PUBLIC if not has_example(given))
    assert not lacking, f"{len(lacking)} of {len(PUBLIC)} lack an example: {lacking}"


@pytest.mark.parametrize("given", WITH_EXAMPLES.values(), ids=lambda given: given.name)
def test_example(given: Public) -> None:
    test = doctest.DocTestParser().get_doctest(given.document, {}, given.name, None, None)
    told: list[str] = []
    doctest.DocTestRunner().run(test, out=told.append)
    assert not told, "".join(told)
