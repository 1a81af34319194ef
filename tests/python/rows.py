"""The rows of `tests/data`, shared with the Rust tests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "seeds" / "articles"


def suite(pattern: str) -> list[dict[str, Any]]:
    """Return the rows of all suites whose name matches."""
    found = sorted((ROOT / "tests" / "data").glob(f"{pattern}.toml"))
    assert found, f"no suite {pattern}"
    return [row for path in found for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]]


def samples() -> list[Path]:
    """Return the sample articles."""
    return sorted(ARTICLES.glob("*.txt"))
