"""`dateline run`: many articles into a folder of tables or JSON lines, or into one stream of JSON lines."""

from __future__ import annotations

import argparse
import ctypes
import sys
import time
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, get_args

from dateline.commands import shared
from dateline.corpus import Failure
from dateline.progress import with_bar
from dateline.reading import Errors, Extractor, heeding
from dateline.running import STANDARD_INPUT, Format, inputs
from dateline.sources import files
from dateline.words import counted

STANDARD_INPUT_FILE = "/dev/stdin"

MMAP_THRESHOLD = -3
"""glibc's number of the option for the size from which on blocks are given back at once."""

LARGE_BLOCK = 1 << 17
"""That size in bytes: what glibc begins with."""

COLUMNS = {
    "text": "the articles' text",
    "headline": "their title",
    "date": "their day of publication",
    "id": "their name",
    "url": "their address",
    "byline": "their authors",
    "source": "their paper, agency or site",
}

EXIT_CODES = """\
exit codes: 0 done; 1 done, but some documents could not be read; 2 misuse, or the output cannot be written;
130 (Ctrl-C), 143 (SIGTERM), 129 (SIGHUP) stopped: what was read up to then is kept, and --resume goes on"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the command line."""
    run = commands.add_parser(
        "run",
        help="read many articles and write tables or records",
        description="Reads many articles and writes tables (Parquet) or records (JSON lines) into a folder.\n"
        "A part of it is there as a whole or not at all, and --resume goes on after the last one.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument(
        "sources",
        metavar="SRC",
        nargs="+",
        help="file, folder or pattern; - for standard input",
    )
    run.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="the folder; a file, or a name in .jsonl, gets one stream of JSON lines, and - is standard output",
    )
    run.add_argument("--format", choices=get_args(Format), help="what is in the folder; default: parquet")
    run.add_argument("--resume", action="store_true", help="go on with the run that OUT holds, or start it")
    run.add_argument("--shard", metavar="I/N", help="read one of N shares only, 1/N to N/N; all are given the same SRC")
    run.add_argument("--limit", type=int, metavar="N", help="read the first N documents only")
    run.add_argument(
        "--since", type=shared.day, metavar="YYYY-MM-DD", help="leave out articles of an earlier day; undated ones stay"
    )
    run.add_argument(
        "--workers", type=int, metavar="N", help="threads; default: DATELINE_THREADS, or one for each core"
    )
    run.add_argument("--errors", choices=get_args(Errors), default="collect", help="what to do about unreadable files")
    run.add_argument(
        "--strict",
        action="store_true",
        help="documents that are cut off or damaged are errors, whatever is left of them",
    )
    run.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="show how far it is; default: on a terminal"
    )
    run.add_argument("--model", metavar="PATH", help="another model than the shipped one")
    run.add_argument("--part-articles", type=int, help=argparse.SUPPRESS)  # for tests
    columns = run.add_argument_group("columns or keys of rows (CSV, JSON, tables) that are named otherwise than usual")
    for name, of in COLUMNS.items():
        columns.add_argument(f"--{name}", metavar="NAME", help=of)
    order = columns.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", action="store_true", default=None, help="2/5/2024 is 2 May; default: as other days of the column"
    )
    order.add_argument("--month-first", action="store_false", dest="day_first", default=None, help="it is 5 February")
    run.set_defaults(command=command)


def command(given: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    give_memory_back()
    extractor = Extractor(model=given.model, strict=given.strict)
    progress = given.progress
    if progress is None:
        progress = sys.stderr is not None and sys.stderr.isatty()
    output = Path(given.output)
    one_file = output.suffix == ".jsonl" or (output.exists() and not output.is_dir())
    if one_file or given.output == shared.STANDARD_OUTPUT:
        return _stream(given, extractor, progress)
    return _folder(given, extractor, progress)


def give_memory_back() -> None:
    """Have the C library of Linux give large blocks of memory back to the system as soon as they are free.

    It begins so, but the more blocks come and go, the larger must one be to be given back, up to 32 MB; the others
    leave holes of all sizes, and over a long run memory grows into them.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE_BLOCK)


def _folder(given: argparse.Namespace, extractor: Extractor, progress: bool) -> int:
    shared.refuse_input_as_output(inputs(given.sources), given.output)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, *_, **__: print(f"dateline: {message}", file=sys.stderr)
        try:
            summary = extractor.run(
                given.sources,
                given.output,
                format=given.format or "parquet",
                resume=given.resume,
                shard=given.shard,
                limit=given.limit,
                since=given.since,
                workers=given.workers,
                errors=given.errors,
                columns=_columns(given),
                day_first=given.day_first,
                progress=progress,
                part_articles=given.part_articles,
            )
        except (KeyboardInterrupt, SystemExit):
            print("dateline: stopped; what was read is kept, and --resume goes on", file=sys.stderr)
            raise
    print(summary, file=sys.stderr)
    failed = (summary.errors or summary.errors_before) and given.errors == "collect"
    return shared.SOME_ERRORS if failed else shared.DONE


def _columns(given: argparse.Namespace) -> dict[str, str]:
    return {name: getattr(given, name) for name in COLUMNS if getattr(given, name) is not None}


def _stream(given: argparse.Namespace, extractor: Extractor, progress: bool) -> int:
    """Write one stream of JSON lines: there is no going on with it."""
    of_folders = [name for name in ("resume", "shard", "limit", "since") if getattr(given, name)]
    if of_folders:
        raise ValueError(
            f"--{of_folders[0]} needs a folder as output, not {given.output}, of which nothing is kept before it is"
            " whole: -o FOLDER --format jsonl writes JSON lines that can be gone on with"
        )
    if given.format == "parquet":
        raise ValueError(f"--format parquet needs a folder as output, not {given.output}")
    began = time.perf_counter()
    sources = [STANDARD_INPUT_FILE if source == STANDARD_INPUT else source for source in given.sources]
    paths = files(sources[0] if len(sources) == 1 else sources)
    shared.refuse_input_as_output(paths, given.output)
    outcomes = heeding(given.errors, extractor._lines(paths, given.workers, _columns(given), given.day_first))
    with shared.opened(given.output) as output:
        read, failures = _write(with_bar(outcomes, len(paths), progress), output)
    seconds = time.perf_counter() - began
    for failure in failures:
        print(f"dateline: {failure.message}", file=sys.stderr)
    print(
        f"{counted(read, 'article')}, {counted(len(failures), 'error')}, {seconds:.1f} s ({read / seconds:,.0f}/s)",
        file=sys.stderr,
    )
    return shared.SOME_ERRORS if failures else shared.DONE


def _write(outcomes: Iterable[bytes | Failure], output: IO[bytes]) -> tuple[int, list[Failure]]:
    """Write the lines; return how many there were, and the failures."""
    written, failures = 0, []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            output.write(outcome)
            written += 1
    return written, failures
