"""From what callers name (a file, a folder, a pattern, a list of these) to files."""

from __future__ import annotations

import errno
import fnmatch
import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

AnyPath = str | os.PathLike[str]

Source = AnyPath | Iterable[AnyPath]

TEXTS = (".txt", ".text", ".html", ".htm", ".xhtml", ".xml", ".json", ".nitf", ".eml", ".rss", ".atom")
DUMPS = (".jsonl", ".ndjson", ".csv", ".tsv", ".mbox", ".warc", ".parquet", ".arrow", ".feather")
ARCHIVES = (".zip", ".tar", ".tgz")
PACKED = (".gz", ".zst", ".bz2")


def files(source: Source) -> list[str]:
    """List the files that `source` stands for, sorted within each folder or pattern.

    A folder stands for the files with articles in it and in its folders, which their endings tell: texts (`.txt`,
    `.text`), pages (`.html`, `.htm`, `.xhtml`), XML and feeds (`.xml`, `.nitf`, `.rss`, `.atom`), mails (`.eml`,
    `.mbox`), JSON (`.json`, `.jsonl`, `.ndjson`), tables (`.csv`, `.tsv`, `.parquet`, `.arrow`, `.feather`), web
    archives (`.warc`), each of them also packed (`.gz`, `.zst`, `.bz2`), and archives of files (`.zip`, `.tar`,
    `.tgz`). A `NAME.json` beside a `NAME.txt` is left out: it is the text's record. Hidden files are left out, and
    links to folders are not followed. Files named one by one or by a pattern may have any ending. A lone source that
    stands for no file raises `FileNotFoundError`; in a list, what is missing or empty stays, so that reading it fails
    by itself.
    """
    if isinstance(source, (str, os.PathLike)):
        path = _named(source)
        found = _expand(path)
        if not found:
            raise FileNotFoundError(errno.ENOENT, "no file with articles in this folder", path)
        if found == [path] and not Path(path).exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return found
    found = []
    for number, one in enumerate(source):
        if not isinstance(one, (str, os.PathLike)):
            raise TypeError(f"source {number}: expected a path, not {type(one).__name__}")
        path = _named(one)
        found += _expand(path) or [path]
    return found


def _named(source: AnyPath) -> str:
    path = os.fspath(source)
    if not path:
        raise ValueError("empty path")
    return path


def _expand(source: str) -> list[str]:
    if Path(source).is_dir():
        found = {path for path in _below(Path(source), True) if _may_hold_articles(path.name)}
        return _regular(path for path in found if path.suffix != ".json" or path.with_suffix(".txt") not in found)
    if glob.has_magic(source) and not Path(source).exists():
        return _regular(_matching(source)) or [source]
    return [source]


def _may_hold_articles(name: str) -> bool:
    name = name.lower()
    for ending in PACKED:
        name = name.removesuffix(ending)
    return name.endswith((*TEXTS, *DUMPS, *ARCHIVES))


def _regular(paths: Iterable[Path]) -> list[str]:
    return sorted(str(path) for path in paths if path.is_file())


def _matching(pattern: str) -> Iterable[Path]:
    """Return what a pattern stands for, as `glob` does, but without following links where `**` stands."""
    anchor = PurePath(pattern).anchor
    *folders, last = PurePath(pattern).parts[bool(anchor) :]
    found = [Path(anchor)]
    for part in folders:
        found = list(dict.fromkeys(inside for folder in found for inside in _step(folder, part, False)))
    return dict.fromkeys(inside for folder in found for inside in _step(folder, last, True))


def _step(folder: Path, part: str, last: bool) -> Iterator[Path]:
    """Yield what one part of a pattern stands for within a folder."""
    if part == "**":
        yield folder
        yield from _below(folder, last)
    elif not glob.has_magic(part):
        yield folder / part
    else:
        names = _names(folder)
        shown = names if part.startswith(".") else [name for name in names if not name.startswith(".")]
        yield from (folder / name for name in fnmatch.filter(shown, part))


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 (names, not paths)
    except OSError:
        return []


def _below(folder: Path, with_files: bool) -> Iterator[Path]:
    """Yield the folders below a folder, or the files; hidden ones are left out, and links to folders not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = names if with_files else [name for name in folders if not Path(root, name).is_symlink()]
        yield from (Path(root, name) for name in inside if not name.startswith("."))
