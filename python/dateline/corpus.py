"""Many articles together, and what could not be read."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, Self, overload

from dateline import exports
from dateline._dateline import (
    Article,
    Batches,
    Mention,
    Sentence,
    _cooccurrence,
    _errors,
    _quotes_by,
    _table,
    _timeline,
)
from dateline.frames import Frame
from dateline.table import Dated, Pair, Said, Table
from dateline.things import Named, Thing, Things
from dateline.words import counted

TABLES = ("articles", "mentions", "entities", "quotes", "dates", "amounts", "roles", "errors")
"""The names of the tables of a corpus."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read, and why.

    >>> import dateline as dl
    >>> failure = dl.parse_many(["It rained.", None], ids=["wet", "none"]).errors[0]
    >>> failure.index, failure.id, failure.path, failure.error
    (1, 'none', None, TypeError('item 1: expected str, bytes or a path, not NoneType'))
    """

    index: int
    """Its position among the items, from 0."""
    id: str | None
    """The caller's name for it."""
    path: str | None
    """The file, when it is one."""
    error: Exception
    """The exception that `errors="raise"` would have raised."""
    offset: int | None = None
    """The byte at which it starts in its file or member of an archive, when it is from one; unpacked bytes count."""

    @property
    def message(self) -> str:
        """What went wrong, in words, with the file if there is one.

        >>> import dateline as dl
        >>> dl.parse_many([None]).errors[0].message
        'item 0: expected str, bytes or a path, not NoneType'
        """
        text = str(self.error)
        names_file = self.path is None or isinstance(self.error, OSError) or text.startswith(self.path)
        return text if names_file else f"{self.path}: {text}"

    def _told(self) -> tuple[int, str | None, str | None, str | None, int | None, int | None, str]:
        """Return the row of the table of errors: index, id, file, member, number in the file, offset, reason."""
        file, member, number, offset = getattr(self.error, "place", (self.path, None, None, self.offset))
        reason = getattr(self.error, "reason", None) or getattr(self.error, "strerror", None) or str(self.error)
        return self.index, self.id, file, member, number, offset, reason


class Failures(Frame):
    """The items that could not be read: a sequence of `Failure`, and a table of where they stood and why."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__("errors", _failed, failures)
        self._failures = tuple(failures)

    def __len__(self) -> int:
        return len(self._failures)

    def __iter__(self) -> Iterator[Failure]:
        return iter(self._failures)

    @overload
    def __getitem__(self, key: int) -> Failure: ...
    @overload
    def __getitem__(self, key: slice | str) -> list[Any]: ...
    def __getitem__(self, key: int | slice | str) -> Any:
        """Return a failure by its number, a list of them by a slice, or a column of the table by its name."""
        if isinstance(key, str):
            return super().__getitem__(key)
        return list(self._failures[key]) if isinstance(key, slice) else self._failures[key]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Failures | list):
            return list(self) == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self._failures,)


def _failed(failures: Sequence[Failure]) -> Batches:
    return _errors([failure._told() for failure in failures])


class Corpus(Sequence[Article]):
    """Articles in the order in which they were given: a sequence, with `errors` beside it.

    A slice is a `Corpus` of those articles alone: its `errors` are empty, since they belong to the whole.

    >>> import dateline as dl
    >>> corpus = dl.parse_many(["Paris is wet.", "Rome is dry."], ids=["a", "b"])
    >>> len(corpus), corpus[1].id, len(corpus.errors)
    (2, 'b', 0)

    `articles`, `mentions`, `entities`, `quotes`, `dates`, `amounts` and `roles` are tables (`Frame`) over all of it,
    and so is `errors`. Their column `article` is the article's number in the corpus (in `errors`, that of the item),
    `article_id` its id; entities are named within their article.

    >>> text = "“We sold 3 cars,” the owner, Ann Lee, said on Monday."
    >>> corpus = dl.parse_many([text], ids=["a"], dates=["2024-05-02"])
    >>> [(mention.article_id, mention.text) for mention in corpus.mentions]
    [('a', '3'), ('a', 'Ann Lee'), ('a', 'Monday')]
    >>> corpus.entities["name"], corpus.quotes["speaker"], corpus.roles["role"], corpus.dates["value"]
    (['Ann Lee'], ['Ann Lee'], ['owner'], ['2024-04-29'])
    >>> corpus.amounts["low"], len(corpus.articles), list(corpus.errors)
    ([3.0], 1, [])
    """

    def __init__(self, articles: Sequence[Article] = (), errors: Sequence[Failure] = ()) -> None:
        self._articles = tuple(articles)
        self._errors = tuple(errors)
        self._all: Things | None = None
        self._frames: dict[str, Frame] = {}

    @property
    def errors(self) -> Failures:
        """What could not be read, in order: a sequence of `Failure`, and a table."""
        return Failures(self._errors)

    def _frame(self, name: str) -> Frame:
        if name not in self._frames:
            self._frames[name] = Frame(name, _table, list(self._articles), name)
        return self._frames[name]

    @property
    def articles(self) -> Frame:
        """The articles: header, text, and where paragraphs, sentences and warnings stand."""
        return self._frame("articles")

    @property
    def mentions(self) -> Frame:
        """Every mention of a name, a date or an amount."""
        return self._frame("mentions")

    @property
    def entities(self) -> Frame:
        """The things behind each article's mentions."""
        return self._frame("entities")

    @property
    def quotes(self) -> Frame:
        """Who is reported to have said what."""
        return self._frame("quotes")

    @property
    def dates(self) -> Frame:
        """The mentions of dates and times, with the first and the last day that they may mean."""
        return self._frame("dates")

    @property
    def amounts(self) -> Frame:
        """The mentions of amounts, with their bounds and units."""
        return self._frame("amounts")

    @property
    def roles(self) -> Frame:
        """What the articles say that people are."""
        return self._frame("roles")

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Corpus: ...
    def __getitem__(self, index: int | slice) -> Article | Corpus:
        if isinstance(index, slice):
            return Corpus(self._articles[index])
        return self._articles[index]

    def people(self, *, same: Iterable[Iterable[Named]] = (), keep_apart: Iterable[Iterable[Named]] = ()) -> Things:
        """Return the people whom the articles name, each one merged over all articles, with the reason of each merge.

        Entities are one person when they have one full name or variants of it (a middle name, initials, a nickname) and
        nothing speaks against it: that two other people fit as well, or that one article tells them apart. Frequent
        names (*John Smith*) and bare surnames need articles that also name other people, organisations or places
        in common.

        `same` has lists of entities and names that are one, `keep_apart` lists of which no two are one; a name alone in
        its list is another thing in each article. An `Entity` is one of an article's, a name stands for all entities
        that have it. What no article has, and wishes that contradict each other, raise `ValueError`.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["Joe Biden left.", "Joseph R. Biden spoke in Paris."])
        >>> [(member.entity.name, member.reason) for member in corpus.people()["Joe Biden"].members]
        [('Joe Biden', 'first'), ('Joseph R. Biden', 'nickname')]
        >>> len(corpus.people(keep_apart=[["Joe Biden", "Joseph R. Biden"]]))
        2
        """
        return Things(self._articles, frozenset({"PERSON"}), same, keep_apart)

    def organizations(
        self, *, same: Iterable[Iterable[Named]] = (), keep_apart: Iterable[Iterable[Named]] = ()
    ) -> Things:
        """Return the organisations that the articles name, merged as `people` are.

        Names may differ in their company form (*Inc.*); an acronym joins its name when an article gives both to one
        entity.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["Shares of Apple Inc. rose.", "Shares of Apple Inc fell."])
        >>> [(thing.name, len(thing.articles)) for thing in corpus.organizations()]
        [('Apple Inc.', 2)]
        """
        return Things(self._articles, frozenset({"ORG"}), same, keep_apart)

    def places(self, *, same: Iterable[Iterable[Named]] = (), keep_apart: Iterable[Iterable[Named]] = ()) -> Things:
        """Return the places that the articles name (labels `GPE`, `LOC` and `FAC`), merged as `people` are.

        Places of different countries stay apart; known forms (*U.S.*, *United States*) are one.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["It rained in the United States.", "It rained in the U.S. and in Rome."])
        >>> [(thing.name, thing.country, len(thing.articles)) for thing in corpus.places()]
        [('United States', 'US', 2), ('Rome', 'IT', 1)]
        """
        return Things(self._articles, frozenset({"GPE", "LOC", "FAC"}), same, keep_apart)

    def _thing(self, thing: Thing | str) -> Thing:
        if isinstance(thing, Thing):
            articles = self._articles
            if not all(member.place[0] < len(articles) for member in thing.members) or any(
                articles[member.place[0]] != member.entity.article for member in thing.members
            ):
                raise ValueError(f"{thing!r} is of other articles")
            return thing
        return self._everything()[thing]

    def _everything(self) -> Things:
        if self._all is None:
            self._all = Things(self._articles, None)
        return self._all

    def timeline(self, thing: Thing | str, *, undated: bool = False) -> Table[Dated]:
        """Return the sentences that name a thing and a date, one row for each date, in the order of time.

        `thing` is one of `people`, `organizations` or `places`, or a name. With `undated`, sentences without a date are
        rows too, under the article's day. A name that no article has raises `KeyError`, one of several things
        `ValueError`.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["Joe Biden left in 2023. He came back.", "On May 2, 2021, Joe Biden spoke."])
        >>> [(row.date, row.sentence) for row in corpus.timeline("Joe Biden")]
        [('2021-05-02', 'On May 2, 2021, Joe Biden spoke.'), ('2023', 'Joe Biden left in 2023.')]
        """
        rows = []
        places = [member.place for member in self._thing(thing).members]
        parts: dict[int, tuple[list[Mention], list[Sentence]]] = {}
        for number, sentence, mention in _timeline(list(self._articles), places, undated):
            article = self._articles[number]
            if number not in parts:
                parts[number] = (article.mentions, article.sentences)
            mentions, sentences = parts[number]
            date = None if mention is None else mentions[mention]
            rows.append(
                Dated(
                    date.value if date else None,
                    date.earliest if date else article.date,
                    date.latest if date else article.date,
                    date.granularity if date else None,
                    article.date,
                    article.id or number,
                    " ".join(sentences[sentence].text.split()),
                )
            )
        return Table(Dated, rows)

    def cooccurrence(
        self,
        labels: Iterable[str] | None = None,
        unit: Literal["sentence", "paragraph", "article"] = "sentence",
        min_count: int = 1,
        things: Iterable[Thing] | None = None,
    ) -> Table[Pair]:
        """Return which things are named together, those most often so first.

        `labels` are those of the things that count, else people, organisations and places; `things` takes things
        of your own choice, such as `corpus.people(...)`. `unit` says what names them together; of one that names more
        than 200 things the first 200 count. Pairs of fewer than `min_count` units are left out.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["Ann Lee met Tom Ford in Rome. Ann Lee thanked Tom Ford."])
        >>> [(pair.a, pair.b, pair.count) for pair in corpus.cooccurrence(labels=["PERSON"])]
        [('Ann Lee', 'Tom Ford', 2)]
        """
        chosen = frozenset(labels) if labels is not None else frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
        listed = [self._thing(thing) for thing in things] if things is not None else list(self._everything())
        if things is None or labels is not None:
            listed = [thing for thing in listed if thing.label in chosen]
        places = [[member.place for member in thing.members] for thing in listed]
        pairs = _cooccurrence(list(self._articles), places, unit, max(min_count, 1))
        return Table(Pair, [Pair(listed[a].name, listed[b].name, count, articles) for a, b, count, articles in pairs])

    def quotes_by(self, thing: Thing | str) -> Table[Said]:
        """Return what a thing, given as for `timeline`, is reported to have said, in the order of the articles.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["“It is late,” Ann Lee said.", "Ms. Lee stayed."])
        >>> [(said.text, said.kind, said.cue) for said in corpus.quotes_by("Ann Lee")]
        [('It is late,', 'direct', 'said')]
        """
        rows = []
        places = [member.place for member in self._thing(thing).members]
        for number, index in _quotes_by(list(self._articles), places):
            article = self._articles[number]
            quote = article.quotes[index]
            text = " ".join(quote.text.split())
            rows.append(Said(article.id or number, article.date, text, quote.kind, quote.cue, quote.when))
        return Table(Said, rows)

    def write_jsonl(self, path: str | os.PathLike[str]) -> None:
        """Write one JSON record a line; the file appears whole or not at all.

        `Article.from_json` reads a line back. Raises `OSError` when the file cannot be written.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.jsonl")
        >>> dl.parse_many(["It rained in Berlin."], ids=["rain"]).write_jsonl(path)
        >>> [dl.Article.from_json(line).id for line in path.read_text().splitlines()]
        ['rain']
        """
        with written_aside(path) as file:
            for article in self:
                file.write(article.to_json().encode() + b"\n")

    def write_parquet(self, folder: str | os.PathLike[str]) -> None:
        """Write each table as Parquet, as `Extractor.run` does: `folder/mentions/part-00000.parquet` for one.

        Files that are there are replaced, each as a whole. A folder that holds a run raises `ValueError`, one that
        cannot be written `OSError`.

        >>> import dateline as dl, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> dl.parse_many(["It rained in Berlin."]).write_parquet(folder)
        >>> sorted(path.name for path in folder.iterdir())
        ['amounts', 'articles', 'dates', 'entities', 'errors', 'mentions', 'quotes', 'roles']
        """
        if (Path(folder) / "manifest.jsonl").exists():
            raise ValueError(f"{os.fspath(folder)} holds a run; write into another folder")
        for name in TABLES:
            table = Path(folder, name)
            table.mkdir(parents=True, exist_ok=True)
            getattr(self, name).write_parquet(table / "part-00000.parquet")

    def write_conll(self, path: str | os.PathLike[str]) -> None:
        """Write the articles as CoNLL columns, one after the other, as `Article.to_conll` has each.

        The file appears whole or not at all; raises `OSError` when it cannot be written. So do the other writers.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.conll")
        >>> dl.parse_many(["It rained in Berlin."]).write_conll(path)
        >>> path.read_text().split()[-4:]
        ['Berlin', 'B-GPE', '.', 'O']
        """
        _write(path, exports.conll(self))

    def write_docbin(self, path: str | os.PathLike[str]) -> None:
        """Write the articles as spaCy's `DocBin`, a file that is usually called `.spacy`; spaCy is not needed.

        Each article is a `Doc` with the article's own text and tokens. `doc.ents` are its mentions with their labels,
        and with the entity's name in the record (`e1`) as `ent_id_`; `doc.sents` are its sentences; `doc.user_data` has
        `id`, `url` and `date` where they are known. Read it with `DocBin().from_disk(path).get_docs(nlp.vocab)`.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.spacy")
        >>> dl.parse_many(["It rained in Berlin."]).write_docbin(path)
        >>> path.stat().st_size > 0
        True
        """
        _write(path, exports.docbin(self))

    def write_gkg(self, path: str | os.PathLike[str]) -> None:
        r"""Write the articles as a GDELT Global Knowledge Graph 2.1, a line of 27 columns between tabs for each.

        Filled are record id, date, source, document identifier, locations, persons, organisations, dates, number of
        words, quotations in marks, names, amounts, and headline and authors as extras.

        These differ from GDELT's own files: offsets count code points of the text; countries are ISO 3166-1 codes
        (`GB`), not FIPS 10-4 (`UK`); states are not told from cities (types 1, 3 and 4 alone), their codes and feature
        ids are empty, and so are counts, themes, tone and images; the object of an amount of money is an ISO 4217 code;
        an unknown date is zeros.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "news.gkg.csv")
        >>> dl.parse_many(["It rained in Berlin."], dates=["2024-05-02"]).write_gkg(path)
        >>> columns = path.read_text().rstrip("\n").split("\t")
        >>> len(columns), columns[1]
        (27, '20240502000000')
        """
        _write(path, exports.gkg(self))

    def write_brat(self, folder: str | os.PathLike[str]) -> None:
        """Write the articles into a folder for brat: a `.txt` and an `.ann` file each, as `Article.to_brat` has them.

        Files are called by the articles' ids (the last part of a path, its ending and odd signs left out), else by
        their numbers. Labels and relations are declared in `annotation.conf`, unless the folder has one already. The
        folder is made when there is none, and each file appears whole or not at all.

        >>> import dateline as dl, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> dl.parse_many(["It rained in Berlin."], ids=["rain"]).write_brat(folder)
        >>> sorted(path.name for path in folder.iterdir())
        ['annotation.conf', 'rain.ann', 'rain.txt']
        """
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, content in exports.brat(self):
            path = Path(folder) / name
            if name != "annotation.conf" or not path.exists():
                _write(path, [content])

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self._articles, self._errors)  # tables and things are made anew

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what earlier versions pickled: all that they had, by its names."""
        self.__init__(state["_articles"], state["_errors"])  # type: ignore[misc]

    def show(self, html: str | os.PathLike[str] | None = None) -> None:
        r"""Show the corpus: an overview in a notebook, lines of text elsewhere; with `html`, write a page of one file.

        The page has the overview and the first 200 articles. It needs no network and no script, and appears whole or
        not at all; raises `OSError` when it cannot be written.

        >>> import dateline as dl
        >>> dl.parse_many(["Rain in Leeds\n\nIt rained in Leeds.", "Snow in York\n\nIt snowed in York."]).show()
        Corpus: 2 articles
        places         Leeds (2), York (2)
                       Rain in Leeds
                       Snow in York
        """
        from dateline.display import show

        show(self, html)

    def __repr__(self) -> str:
        errors = f", {counted(len(self._errors), 'error')}" if self._errors else ""
        return f"<Corpus: {counted(len(self), 'article')}{errors}>"

    def _repr_html_(self) -> str:
        from dateline.display import corpus_to_html

        return corpus_to_html(self)


def _write(path: str | os.PathLike[str], pieces: Iterable[bytes]) -> None:
    with written_aside(path) as file:
        file.writelines(pieces)


@contextmanager
def written_aside(path: str | os.PathLike[str], sure: bool = False) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` when all went well, and is gone when it did not.

    With `sure` it is on the disk before it takes that place. What is no regular file (a pipe, a device) is written as
    it is. Errors name the path as given.
    """
    given = os.fspath(path)
    if not given:
        raise ValueError("empty path")
    target = Path(os.path.realpath(given))  # a `Path` takes links in a circle amiss
    if Path(given).exists() and not Path(given).is_file():
        with _naming(given), Path(given).open("wb") as file:
            yield file
        return
    aside = target.with_name(f".{secrets.token_hex(8)}")  # short, since the target's name may be as long as names get
    try:
        with _naming(given, aside):
            # As open as any new file, unless it replaces one.
            number = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
            with os.fdopen(number, "wb") as file:
                yield file
                if sure:
                    file.flush()
                    os.fsync(file.fileno())
            if target.exists():
                aside.chmod(stat.S_IMODE(target.stat().st_mode))
            aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


@contextmanager
def _naming(path: str, aside: Path | None = None) -> Iterator[None]:
    """Make errors that name no file, or the one that stands in for it, be about `path`."""
    try:
        yield
    except OSError as why:
        if why.errno is None or why.filename not in (None, aside and str(aside), aside):
            raise
        raise OSError(why.errno, why.strerror, path) from None
