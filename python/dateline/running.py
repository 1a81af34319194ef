"""Long runs: many inputs into a folder, to be stopped and gone on with at any time."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast

from dateline._dateline import Engine
from dateline.progress import Extent, Meter
from dateline.sources import AnyPath, Source, files
from dateline.words import counted

Format = Literal["parquet", "jsonl"]
Failures = Literal["raise", "skip", "collect"]

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to; figures are those of this session, not of the ones before that it went on after.

    >>> import dateline as dl, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "rain.txt").write_text("It rained in Berlin.")
    >>> summary = dl.Extractor().run(folder / "rain.txt", folder / "out")
    >>> summary.articles, summary.errors, summary.words, summary.output == folder / "out"
    (1, 0, 4, True)
    >>> print(summary)  # doctest: +ELLIPSIS
    1 article, 0 errors, ... s (...): ...out
    """

    output: Path
    """The folder."""
    articles: int
    """Articles read."""
    errors: int
    """Documents that could not be read."""
    left_out: int
    """Articles of an earlier day than wanted."""
    articles_before: int
    """Articles that earlier sessions had read."""
    errors_before: int
    """Documents that they could not read."""
    words: int
    """Words of the articles' texts."""
    text_bytes: int
    """Bytes of the articles' texts."""
    input_bytes: int
    """Bytes of the inputs as they lie on disk."""
    written_bytes: int
    """Bytes of the files written."""
    seconds: float
    """Seconds that it took."""
    cpu_seconds: float
    """Seconds of work of all processors."""
    writer_seconds: float
    """Seconds that the writer worked."""

    def __str__(self) -> str:
        """Say it in a line."""
        seconds = max(self.seconds, 1e-9)
        counts = [counted(self.articles, "article"), counted(self.errors, "error")]
        if self.left_out:
            counts.append(f"{self.left_out:,} left out")
        if self.articles_before or self.errors_before:
            counts.append(f"{self.articles_before + self.errors_before:,} before")
        rates = [f"{self.articles / seconds:,.0f}/s", f"{self.text_bytes / seconds / 1e6:.1f} MB/s"]
        if self.cpu_seconds > 0:
            rates.append(f"{self.words / self.cpu_seconds:,.0f} words per CPU-second")
        return f"{', '.join(counts)}, {self.seconds:.1f} s ({', '.join(rates)}): {self.output}"


def inputs(sources: Source) -> list[str]:
    """List the files that `sources` stand for; `"-"`, standard input, stands for itself."""
    if isinstance(sources, (str, os.PathLike)):
        return [STANDARD_INPUT] if sources == STANDARD_INPUT else files(sources)
    found: list[str] = []
    given = list(sources)
    for source in given:
        if source == STANDARD_INPUT:
            found.append(STANDARD_INPUT)
        else:
            found += files(source if len(given) == 1 else [source])
    return found


def _outside(paths: list[str], output: AnyPath) -> list[str]:
    """Leave out what lies in the output folder: an earlier session of the run has put it there."""
    folder = os.path.join(os.path.abspath(output), "")  # noqa: PTH100, PTH118 (a string: there may be millions of paths)
    return [path for path in paths if not os.path.abspath(path).startswith(folder)]  # noqa: PTH100


def run(
    engine: Engine,
    sources: Source,
    output: AnyPath,
    *,
    format: Format = "parquet",
    resume: bool = False,
    shard: str | None = None,
    limit: int | None = None,
    since: date | str | None = None,
    workers: int | None = None,
    errors: Failures = "collect",
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    progress: bool = False,
    part_articles: int | None = None,
) -> Summary:
    """Do what `Extractor.run` says. `part_articles` is the most articles of a part, for tests."""
    if not os.fspath(output):
        raise ValueError("empty path")
    if limit is not None and limit < 0:
        raise ValueError(f"limit must not be negative: {limit}")
    paths: list[AnyPath] = [*_outside(inputs(sources), output)]
    meter = Meter(progress)
    began, worked = time.perf_counter(), time.process_time()
    try:
        extent = engine._run(
            paths,
            output,
            format=format,
            resume=resume,
            shard=shard,
            limit=limit,
            since=since,
            workers=workers,
            errors=errors,
            columns=dict(columns or {}),
            day_first=day_first,
            part_articles=part_articles,
            told=lambda extent: meter(cast("Extent", extent)),
            warned=lambda warning: warnings.warn(warning, stacklevel=5),
        )
        meter(cast("Extent", extent))
    finally:
        meter.close()
    del extent["total_bytes"]
    return Summary(
        output=Path(output),
        seconds=time.perf_counter() - began,
        cpu_seconds=time.process_time() - worked,
        **extent,
    )
