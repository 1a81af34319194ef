"""`dateline show`: an article, or many with an overview, as a page of one file for the browser."""

from __future__ import annotations

import argparse

from dateline.commands import shared
from dateline.corpus import Corpus
from dateline.display import corpus_page, page
from dateline.reading import Extractor


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the command line."""
    show = commands.add_parser(
        "show",
        help="write articles as a page for the browser",
        description="Writes one article as a news page, or many as an overview with the first 200 articles below it. "
        "The page is one file that needs no network and no script.",
    )
    show.add_argument(
        "sources",
        metavar="FILE",
        nargs="+",
        help="file, folder or pattern; a lone - is an article on standard input",
    )
    show.add_argument("--html", metavar="OUT", required=True, help="the page to write; - for standard output")
    show.add_argument("--date", type=shared.day, metavar="YYYY-MM-DD", help="the day of publication of one article")
    show.add_argument("--model", metavar="PATH", help="another model than the shipped one")
    show.set_defaults(command=_show)


def _show(given: argparse.Namespace) -> int:
    shared.refuse_input_as_output(given.sources, given.html)
    extractor = Extractor(model=given.model)
    corpus = _read(given, extractor)
    if not corpus and corpus.errors:
        raise corpus.errors[0].error
    alone = len(corpus) == 1 and not corpus.errors
    html = page(corpus[0]) if alone else corpus_page(corpus)
    with shared.opened(given.html) as output:
        output.write(html.encode())
    return shared.SOME_ERRORS if corpus.errors else shared.DONE


def _read(given: argparse.Namespace, extractor: Extractor) -> Corpus:
    first, *more = given.sources
    if not more and (first == "-" or given.date):
        return Corpus([shared.article(first, extractor, given.date)])
    if given.date:
        raise ValueError("--date is for one article")
    if "-" in given.sources:
        raise ValueError("- goes without other files")
    return extractor.read_corpus(given.sources if more else first)
