"""Memory stays where it is over many parses; `tests/compare/leak.py` does the same a million times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rows import ROOT


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is told elsewhere here")
def test_memory_stays_flat() -> None:
    script = ROOT / "tests" / "compare" / "leak.py"
    command = [sys.executable, str(script), "--parses=8000", "--words=500"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
