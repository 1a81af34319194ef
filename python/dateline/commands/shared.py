"""What commands share: exit codes, days, standard output and files that are written as a whole."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import IO

from dateline._dateline import Article
from dateline.corpus import written_aside
from dateline.reading import Extractor

STANDARD_INPUT = STANDARD_OUTPUT = "-"

DONE, SOME_ERRORS, NOT_STARTED, INTERRUPTED = 0, 1, 2, 130


def day(text: str) -> date:
    """Read a day that was given as an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise argparse.ArgumentTypeError(f"not a date of the form YYYY-MM-DD: {text!r}") from why


def article(source: str, extractor: Extractor, date: date | None = None) -> Article:
    """Read one article from a file, or from standard input where `source` is `-`."""
    if source != STANDARD_INPUT:
        return extractor.read(source, date=date)
    if sys.stdin is None:
        raise ValueError("standard input is closed")
    return extractor.parse(sys.stdin.buffer.read(), date=date)


def refuse_input_as_output(inputs: Iterable[str], output: str) -> None:
    """Raise `ValueError` if the output is a file that is to be read."""
    if not Path(output).is_file():
        return
    for path in inputs:
        with suppress(OSError):
            if Path(path).samefile(output):
                raise ValueError(f"the output is one of the inputs: {output}")


def opened(path: str) -> AbstractContextManager[IO[bytes]]:
    """Open an output: standard output, or a file that is there as a whole or not at all."""
    if path in (
        STANDARD_OUTPUT,
        "/dev/stdout",
    ):  # the latter might be a file, which must not be replaced under the shell's hands
        return nullcontext(standard_output())
    return written_aside(path)


def standard_output() -> IO[bytes]:
    """Return standard output as a file of bytes."""
    if sys.stdout is None:
        raise ValueError("standard output is closed")
    return sys.stdout.buffer
