"""Types, lint and the stub of the compiled half."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rows import ROOT

PYTHON = sys.executable
COMMANDS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "typos": ["typos"],
    "mypy": [PYTHON, "-m", "mypy"],
    "stubtest": [PYTHON, "-m", "mypy.stubtest", "dateline._dateline"],
    "fresh stub": [PYTHON, "tests/regenerate_stubs.py", "--check"],
}
NEEDED = {"mypy": "mypy", "stubtest": "stubtest", "fresh stub": "maturin"}


@pytest.mark.parametrize("name", COMMANDS)
def test_clean(name: str) -> None:
    needed = NEEDED.get(name, name.split()[0])
    if not (shutil.which(needed) or Path(PYTHON).with_name(needed).exists()):
        pytest.skip(f"{needed} is not installed")
    done = subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
