"""A progress bar when it is asked for and `tqdm` is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def with_bar(items: Iterable[T], total: int | None, wanted: bool) -> Iterable[T]:
    """Pass `items` on, with a bar over them if it is `wanted` and can be had."""
    if not wanted:
        return items
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return items
    bar: Iterable[T] = tqdm(items, total=total, unit="article")
    return bar
