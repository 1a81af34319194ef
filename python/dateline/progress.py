"""How far a long work is: a bar of `tqdm`'s where that is installed, else one line on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import Any, TypedDict, TypeVar

T = TypeVar("T")


class Extent(TypedDict):
    """How far a run is."""

    articles: int
    errors: int
    left_out: int
    words: int
    text_bytes: int
    input_bytes: int
    total_bytes: int | None
    written_bytes: int
    writer_seconds: float
    articles_before: int
    errors_before: int


def with_bar(items: Iterable[T], total: int | None, wanted: bool) -> Iterable[T]:
    """Pass `items` on, with a bar over them if it is `wanted` and can be had."""
    if not wanted:
        return items
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return items
    bar: Iterable[T] = tqdm(items, total=total, unit="article", dynamic_ncols=True)  # as wide as the notebook
    return bar


class Meter:
    """The rate of a run, the share that is done by bytes of the inputs, and the time that is left.

    Without `tqdm` it is a line that writes itself anew; where standard error is no terminal there is none.
    """

    def __init__(self, wanted: bool) -> None:
        self._began = time.monotonic()
        self._bar: Any = None
        self._width = 0
        self._line = False
        if not wanted:
            return
        try:
            from tqdm.auto import tqdm
        except ImportError:
            self._line = sys.stderr is not None and sys.stderr.isatty()
        else:
            self._bar = tqdm(unit="B", unit_scale=True, dynamic_ncols=True)

    def __call__(self, extent: Extent) -> None:
        """Show it."""
        if self._bar is not None:
            if self._bar.total is None and extent["total_bytes"]:
                self._bar.reset(extent["total_bytes"])  # a bar in a notebook has its width from now on
            self._bar.total = extent["total_bytes"]
            self._bar.n = extent["input_bytes"]
            self._bar.set_postfix_str(", ".join(self._counts(extent)), refresh=True)
        elif self._line:
            text = ", ".join([*self._share(extent), *self._counts(extent)])
            sys.stderr.write("\r" + text.ljust(self._width))
            sys.stderr.flush()
            self._width = len(text)

    def close(self) -> None:
        """Leave what is shown, and begin a new line after it."""
        if self._bar is not None:
            self._bar.close()
        elif self._line and self._width:
            sys.stderr.write("\n")

    def _counts(self, extent: Extent) -> list[str]:
        seconds = time.monotonic() - self._began
        counts = [f"{extent['articles']:,} articles", f"{extent['articles'] / seconds:,.0f}/s"]
        return [*counts, f"{extent['errors']:,} errors"] if extent["errors"] else counts

    def _share(self, extent: Extent) -> list[str]:
        done, total = extent["input_bytes"], extent["total_bytes"]
        seconds = time.monotonic() - self._began
        rate = f"{done / seconds / 1e6:.1f} MB/s"
        if not (total and done):
            return [rate]
        left = time.strftime("%H:%M:%S", time.gmtime(max(0, seconds * (total / done - 1))))
        return [f"{min(1, done / total):.0%}", f"{left} left", rate]
