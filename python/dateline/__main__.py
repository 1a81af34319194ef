"""The command line: `dateline parse`, `run`, `eval`, `train`, `show`, `explain`, `bench` and `version`."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import dateline
from dateline import display, evaluation, explaining, training
from dateline.commands import bench, run, shared, show
from dateline.reading import Extractor


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 some articles failed, 2 nothing to do or misuse."""
    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        with _ending_in_order():
            code = command(given)
            if sys.stdout is not None:
                sys.stdout.flush()
            return code
    except BrokenPipeError:  # whoever read the output has enough of it
        _forget_output()
        return shared.DONE
    except KeyboardInterrupt:
        return shared.INTERRUPTED
    except (OSError, ValueError) as why:
        print(f"dateline: {why}", file=sys.stderr)
        return shared.NOT_STARTED


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Make a request to end raise `SystemExit`, so that no half-written file stays behind."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    heard = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    for number in heard:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _forget_output() -> None:
    """Send what is left of standard output nowhere, so that the end of the process does not stumble over it."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description="Reads English news articles and says what they say.")
    parser.add_argument("--version", action="version", version=dateline.__version__, help="print the version")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    parse = commands.add_parser("parse", help="read one article and print what it says")
    parse.add_argument("file", metavar="FILE", help="the article; - for standard input")
    parse.add_argument("--json", action="store_true", help="print the record as JSON")
    parse.add_argument("--date", type=shared.day, metavar="YYYY-MM-DD", help="its day of publication")
    parse.add_argument("--model", metavar="PATH", help="another model than the shipped one")
    parse.set_defaults(command=_parse)

    run.add(commands)

    evaluate = commands.add_parser("eval", help="compare with gold records")
    evaluate.add_argument("gold", metavar="GOLD", help="folder with NAME.txt and NAME.json, or a file of JSON lines")
    evaluate.add_argument("--model", metavar="PATH", help="another model than the shipped one")
    evaluate.add_argument(
        "--min-score", type=float, default=0.0, metavar="X", help="leave out mentions with a lower score"
    )
    evaluate.add_argument(
        "--by", action="append", choices=["label", "zone"], default=[], help="figures of each label or zone too"
    )
    evaluate.add_argument("--labels", action="append_const", dest="by", const="label", help="the same as --by label")
    evaluate.add_argument("--confusion", action="store_true", help="what became of each label, and labels mistaken")
    evaluate.add_argument("--calibration", action="store_true", help="scores beside the share that is right")
    evaluate.add_argument(
        "--errors", nargs="?", type=_number, const=sys.maxsize, metavar="N", help="list the errors, or the first N"
    )
    evaluate.add_argument("--json", action="store_true", help="print all that as JSON")
    evaluate.set_defaults(command=_eval)

    train = commands.add_parser("train", help="train a model on labelled text")
    train.add_argument(
        "data",
        metavar="DATA",
        nargs="+",
        help="JSON lines, columns (CoNLL), .spacy, or folders of NAME.txt with NAME.json",
    )
    train.add_argument("-o", "--output", metavar="MODEL", required=True, help="the model file to write")
    train.add_argument("--base", metavar="embedded|MODEL", help="start from the shipped model, or from that of a file")
    train.add_argument("--forget", action="store_true", help="let go those labels of the base that DATA does not have")
    held_out = train.add_mutually_exclusive_group()
    held_out.add_argument("--held-out", type=float, metavar="SHARE", default=0.1, help="share to test on; default 0.1")
    held_out.add_argument("--dev", metavar="FILE", action="append", default=[], help="labelled text to test on instead")
    train.add_argument(
        "--passes", type=int, metavar="N", default=10, help="passes over the text at the most; default 10"
    )
    train.add_argument(
        "--patience", type=int, metavar="N", default=3, help="stop after N passes without a better F1; default 3"
    )
    train.add_argument("--seed", type=int, metavar="N", default=1, help="order of the text; default 1")
    train.add_argument(
        "--map", type=_renaming, metavar="OLD=NEW", action="append", default=[], help="rename a label; OLD= drops it"
    )
    train.add_argument("--token-column", type=_column, metavar="N", help="column of the tokens, from 1")
    train.add_argument("--tag-column", type=_column, metavar="N", help="column of the tags, from 1; default: the last")
    train.add_argument("--json", action="store_true", help="print the report as JSON")
    train.add_argument("--quiet", action="store_true", help="do not tell how far it is")
    train.set_defaults(command=_train)

    show.add(commands)

    explain = commands.add_parser("explain", help="say why a place of an article was read as it was")
    explain.add_argument("place", type=_place, metavar="FILE:OFFSET", help="a file and a code point of its text")
    explain.add_argument("--model", metavar="PATH", help="another model than the shipped one")
    explain.add_argument("--top", type=_number, metavar="N", default=10, help="features to list; default 10")
    explain.add_argument("--json", action="store_true", help="print it as JSON, with all features")
    explain.set_defaults(command=_explain)

    bench.add(commands)

    version = commands.add_parser("version", help="print the version")
    version.set_defaults(command=_version)
    return parser


def _place(text: str) -> tuple[str, int]:
    file, sign, offset = text.rpartition(":")
    if not (file and sign and offset.isdecimal()):
        raise argparse.ArgumentTypeError(f"expected FILE:OFFSET, the offset a number from 0 on, not {text!r}")
    return file, int(offset)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number (what is no number goes before it): {text!r}")
    return int(text)


def _renaming(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not (old and sign):
        raise argparse.ArgumentTypeError(f"expected OLD=NEW, not {text!r}")
    return old, new


def _column(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, not {text!r}")
    return int(text) - 1


def _parse(given: argparse.Namespace) -> int:
    article = shared.article(given.file, Extractor(model=given.model), given.date)
    if given.json:
        shared.standard_output().write(article.to_json().encode() + b"\n")
    else:
        _bear_any_letter()
        print(display.summary(article))
    return shared.DONE


def _bear_any_letter() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may not know all letters
        sys.stdout.reconfigure(errors="replace")


def _eval(given: argparse.Namespace) -> int:
    extractor = Extractor(model=given.model) if given.model else None
    scores = evaluation.evaluate(given.gold, extractor, min_score=given.min_score)
    wanted = evaluation.Wanted(
        labels="label" in given.by,
        zones="zone" in given.by,
        confusion=given.confusion,
        calibration=given.calibration,
        errors=given.errors is not None,
        most_errors=given.errors,
    )
    if given.json:
        print(json.dumps(evaluation.data(scores, wanted)))
    else:
        _bear_any_letter()
        print(evaluation.report(scores, wanted))
    return shared.DONE


def _train(given: argparse.Namespace) -> int:
    done = training.train(
        given.data,
        given.output,
        base=given.base,
        forget=given.forget,
        dev=given.dev or None,
        held_out=given.held_out,
        passes=given.passes,
        patience=given.patience,
        seed=given.seed,
        labels=dict(given.map),
        token_column=given.token_column,
        tag_column=given.tag_column,
        progress=not given.quiet,
    )
    for warning in done.all_warnings():
        print(f"dateline: {warning}", file=sys.stderr)
    print(json.dumps(done.to_dict()) if given.json else done)
    return shared.DONE


def _explain(given: argparse.Namespace) -> int:
    given.file, offset = given.place
    extractor = Extractor(model=given.model)
    text = shared.article(given.file, extractor).text
    explanation = extractor.explain(text, offset)
    if explanation is None:
        raise ValueError(f"no word stands at offset {offset} of {given.file}: it is {text[offset]!r}")
    if given.json:
        print(json.dumps(explanation))
    else:
        _bear_any_letter()
        print(explaining.report(explanation, given.top))
    return shared.DONE


def _version(_: argparse.Namespace) -> int:
    print(dateline.__version__)
    return shared.DONE


if __name__ == "__main__":
    sys.exit(main())
