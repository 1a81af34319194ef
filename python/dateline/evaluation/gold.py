"""Reading gold records: a folder of texts with their records beside them, or lines of JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluation.spans import Record


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold record, and what to read for it."""

    name: str
    """The file of the text, or the record's id; else file and line."""
    source: Path | str
    """The file of the text, or the text."""
    day: str | None
    """The day of publication when it was known from elsewhere than the text."""
    record: Record

    def check(self, text: str) -> None:
        """Raise `ValueError` when a mention does not stand in the text where the record says."""
        for number, mention in enumerate(self.record["mentions"]):
            start, end, words = mention["start"], mention["end"], mention.get("text")
            if not 0 <= start < end <= len(text):
                raise ValueError(f"{self.name}: mention {number} is at {start} to {end} of {len(text)} characters")
            if words is not None and text[start:end] != words:
                raise ValueError(f"{self.name}: mention {number} is {words!r}, but the text has {text[start:end]!r}")


def read_gold(gold: str | os.PathLike[str]) -> list[Gold]:
    """Read a folder's `NAME.txt` that have a record `NAME.json` beside them, or a file with one record a line.

    Raises `FileNotFoundError` when there is none, and `ValueError` when something is no record.
    """
    path = Path(gold)
    found = list(_lines(path) if path.is_file() else _folder(path))
    if not found:
        raise FileNotFoundError(
            2, "no line with a record" if path.is_file() else "no NAME.txt with its NAME.json", str(gold)
        )
    return found


def _folder(folder: Path) -> Iterator[Gold]:
    for path in sorted(folder.glob("*.txt")):
        beside = path.with_suffix(".json")
        if beside.exists():
            record = _record(beside.read_bytes(), str(beside), {"article": dict, "mentions": list})
            yield Gold(str(path), path, None, record)


def _lines(path: Path) -> Iterator[Gold]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                name = f"{path}:{number}"
                record = _record(line, name, {"text": str, "article": dict, "mentions": list})
                article = record["article"]
                day = article.get("date") if article.get("date_source") == "argument" else None
                yield Gold(str(record.get("id") or name), record["text"], day, record)


def _record(data: bytes, name: str, needed: dict[str, type]) -> dict[str, Any]:
    try:
        record = json.loads(data)
    except ValueError as why:
        raise ValueError(f"{name}: not JSON: {why}") from None
    if not isinstance(record, dict):
        raise ValueError(f"{name}: not a record but a {type(record).__name__}")
    for key, kind in needed.items():
        if not isinstance(record.get(key), kind):
            raise ValueError(f"{name}: a record has {key!r}, a {kind.__name__}")
    for number, mention in enumerate(record["mentions"]):
        kinds = {"start": int, "end": int, "label": str}
        if not isinstance(mention, dict) or any(not isinstance(mention.get(key), kinds[key]) for key in kinds):
            raise ValueError(f"{name}: mention {number} has no start, end and label")
    return record
