"""From what callers name (a file, a folder, a pattern, a list of these) to files."""

from __future__ import annotations

import errno
import glob
import os
from collections.abc import Iterable
from pathlib import Path

AnyPath = str | os.PathLike[str]
Source = AnyPath | Iterable[AnyPath]


def files(source: Source) -> list[str]:
    """List the files that `source` stands for, sorted within each folder or pattern.

    A folder stands for the `.txt` files in it and in its folders; hidden ones are left out. A lone source that stands
    for no file raises `FileNotFoundError`; in a list, what is missing stays, so that reading it fails by itself.
    """
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        found = _expand(path)
        if not found:
            raise FileNotFoundError(errno.ENOENT, "no .txt file in this folder", path)
        if found == [path] and not Path(path).exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return found
    found = []
    for number, one in enumerate(source):
        if not isinstance(one, (str, os.PathLike)):
            raise TypeError(f"source {number}: expected a path, not {type(one).__name__}")
        found += _expand(os.fspath(one))
    return found


def _expand(source: str) -> list[str]:
    if Path(source).is_dir():
        inside = glob.iglob("**/*.txt", root_dir=source, recursive=True)  # noqa: PTH207 (it leaves hidden ones out)
        return _regular(str(Path(source, name)) for name in inside)
    if glob.has_magic(source) and not Path(source).exists():
        return _regular(glob.iglob(source, recursive=True)) or [source]  # noqa: PTH207
    return [source]


def _regular(paths: Iterable[str]) -> list[str]:
    return sorted(path for path in paths if Path(path).is_file())
