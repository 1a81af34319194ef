"""The examples of the README run."""

from __future__ import annotations

import re

import pytest

from rows import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^```python\n(.+?)^```", re.MULTILINE | re.DOTALL)


def test_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "readme"}
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    if not blocks:
        pytest.skip("the README has no example")
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
