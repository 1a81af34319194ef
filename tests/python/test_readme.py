"""The examples of the README run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rows import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^```python\n(.+?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(not README.exists(), reason="no README here")
def test_examples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "readme"}
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
