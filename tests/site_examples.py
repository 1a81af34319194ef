"""Shows the examples of docstrings as code on the site (`zensical.toml`)."""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"(?:^>>> .*\n?(?:^(?!\s*$).*\n?)*)", re.MULTILINE)
"""From a prompt to the next blank line, as doctest has it."""


class Doctests(griffe.Extension):
    """Puts fences around the examples, which Markdown would take for quotations."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of anything that has one."""
        if obj.docstring and ">>> " in obj.docstring.value:
            obj.docstring.value = EXAMPLE.sub(_fenced, obj.docstring.value)


def _fenced(example: re.Match[str]) -> str:
    code = example[0].rstrip().replace("<BLANKLINE>", "")
    return f"```pycon\n{code}\n```\n"
