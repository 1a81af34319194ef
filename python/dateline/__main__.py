"""The command line: `dateline parse`, `run`, `eval`, `show` and `version`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import IO, get_args

import dateline
from dateline import display, evaluation
from dateline._dateline import Article
from dateline.corpus import Failure, counted, written_aside
from dateline.progress import with_bar
from dateline.reading import Errors, Extractor, heeding
from dateline.sources import files

DONE, SOME_ERRORS, NOT_STARTED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 some articles failed, 2 nothing to do or misuse."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except BrokenPipeError:  # whoever read the output has enough of it
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return 130
    except (OSError, ValueError) as why:
        print(f"dateline: {why}", file=sys.stderr)
        return NOT_STARTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description="Reads English news articles and says what they say.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    parse = commands.add_parser("parse", help="read one article and print what it says")
    parse.add_argument("file", metavar="FILE", help="the article; - for standard input")
    parse.add_argument("--json", action="store_true", help="print the record as JSON")
    parse.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="its day of publication")
    parse.set_defaults(command=_parse)

    run = commands.add_parser("run", help="read many articles and write their records, one JSON object a line")
    run.add_argument("sources", metavar="SRC", nargs="+", help="file, folder (its .txt files) or pattern")
    run.add_argument("-o", "--output", metavar="OUT", required=True, help="the file to write; - for standard output")
    run.add_argument(
        "--workers", type=int, metavar="N", help="threads; default: DATELINE_THREADS, or one for each core"
    )
    run.add_argument("--errors", choices=get_args(Errors), default="collect", help="what to do about unreadable files")
    run.add_argument("--progress", action="store_true", help="show a bar (needs tqdm)")
    run.set_defaults(command=_run)

    evaluate = commands.add_parser("eval", help="compare with gold records: NAME.txt with NAME.json beside it")
    evaluate.add_argument("gold", metavar="GOLD_DIR")
    evaluate.add_argument("--json", action="store_true", help="print the figures as JSON")
    evaluate.add_argument("--labels", action="store_true", help="print the figures of each label too")
    evaluate.set_defaults(command=_eval)

    show = commands.add_parser("show", help="write one article with its mentions in colours")
    show.add_argument("file", metavar="FILE", help="the article; - for standard input")
    show.add_argument("--html", metavar="OUT", required=True, help="the page to write")
    show.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="its day of publication")
    show.set_defaults(command=_show)

    version = commands.add_parser("version", help="print the version")
    version.set_defaults(command=_version)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise argparse.ArgumentTypeError(f"not a date of the form YYYY-MM-DD: {text!r}") from why


def _article(given: argparse.Namespace) -> Article:
    if given.file == "-":
        return dateline.parse(sys.stdin.buffer.read(), date=given.date)
    return dateline.read(given.file, date=given.date)


def _parse(given: argparse.Namespace) -> int:
    article = _article(given)
    print(article.to_json() if given.json else display.summary(article))
    return DONE


def _run(given: argparse.Namespace) -> int:
    began = time.perf_counter()
    paths = files(given.sources[0] if len(given.sources) == 1 else given.sources)
    outcomes = heeding(given.errors, Extractor().lines(paths, given.workers))
    with _output(given.output) as output:
        read, failures = _write(with_bar(outcomes, len(paths), given.progress), output)
    seconds = time.perf_counter() - began
    for failure in failures:
        print(f"dateline: {failure.message}", file=sys.stderr)
    print(
        f"{counted(read, 'article')}, {counted(len(failures), 'error')}, {seconds:.1f} s ({read / seconds:,.0f}/s)",
        file=sys.stderr,
    )
    return SOME_ERRORS if failures else DONE


def _output(path: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdout.buffer) if path == "-" else written_aside(path)


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


def _eval(given: argparse.Namespace) -> int:
    scores = evaluation.evaluate(given.gold)
    if given.json:
        print(json.dumps({**scores.figures(), "labels": scores.label_figures()}))
    else:
        print(evaluation.report(scores, given.labels))
    return DONE


def _show(given: argparse.Namespace) -> int:
    page = display.page(_article(given))
    with written_aside(given.html) as output:
        output.write(page.encode())
    return DONE


def _version(_: argparse.Namespace) -> int:
    print(dateline.__version__)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
