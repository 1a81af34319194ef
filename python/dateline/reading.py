"""Many articles: the batches of `Extractor` over the engine's ordered stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sized
from datetime import date
from itertools import chain, repeat
from os import PathLike, fspath
from typing import Any, Literal, Self, TypeVar, cast, get_args, overload

from dateline._dateline import Article, Engine
from dateline.corpus import Corpus, Failure
from dateline.explaining import Explanation
from dateline.own import Pattern, expressions, lists, names_of
from dateline.progress import with_bar
from dateline.running import Format, Summary, run
from dateline.sources import AnyPath, Source, files

Text = str | bytes | PathLike[str]
Day = date | str
Errors = Literal["raise", "skip", "collect"]
Form = Literal["text", "html", "nitf", "newsml", "ninjs", "mail", "auto"]
Job = tuple[object, str | None, Day | None]  # what to read, its name, its day

Context = TypeVar("Context")
T = TypeVar("T")


class Extractor(Engine):
    r"""Reads articles: an immutable engine, safe to share between threads and forked processes.

    `Extractor()` uses the shipped model; `Extractor(model=path)` one from a file, and raises `OSError` when that cannot
    be read, `ValueError` when it is no model of this version. The functions of the module `dateline` are the methods of
    one shared `Extractor()`.

    >>> from dateline import Extractor
    >>> extractor = Extractor()
    >>> extractor("Angela Merkel arrived in Paris.").places[0].name
    'Paris'

    `gazetteer` maps labels to names, `patterns` are labels with regular expressions: pairs, or dicts with `label` and
    `pattern`. A label is built in or any word of yours. What they find has the score 1 and replaces what the model
    finds there; only a mention of the model's that has more words, a score of at least two thirds, and holds the whole
    of it stays. Of names and patterns the longer wins, then the name, then the pattern that stands first.

    - A name is found as it is written, on whole words, with any white space within and with apostrophes, quotation
      marks and hyphens of any kind; in capitals throughout; and, if it begins with a small letter, with a capital at
      the start of a sentence. Of two labels for one name the first counts.
    - A pattern is a `str`, in the syntax of Rust's `regex` (linear time, so without looking around or back), or an
      `re.Pattern`, of which source and flags are taken. It runs over each paragraph; the mention is its group `mention`
      if it has one that took part, else the whole match.

    `labels` leaves out mentions of all other labels and the entities that only they name, and changes nothing else;
    `min_score` leaves out those of the model with a lower score, as if they had not been found. `nominals`
    links noun phrases to the entity that they mean (*the president*, *the company*): `art.nominals`. What makes no
    sense raises `ValueError` or `TypeError` that says where.

    >>> extractor = Extractor(gazetteer={"DRUG": ["aspirin"]}, patterns=[("TICKER", r"\b[A-Z]{4}:[A-Z]{2}\b")])
    >>> [(mention.text, mention.label) for mention in extractor("Aspirin did Angela Merkel good.").mentions]
    [('Aspirin', 'DRUG'), ('Angela Merkel', 'PERSON')]

    A page or a mail that is cut off is read as far as it goes, and so are bytes that their encoding does not allow:
    `warnings` say so (`truncated`, `bad_encoding`, `binary`) with their place. `strict=True` makes each of these an
    error like any other, which `errors="raise"` raises.

    >>> Extractor(strict=True).parse(b"Rain\0 fell.")
    Traceback (most recent call last):
    ValueError: it has a NUL at character 4 of its text and may be none
    """

    def __new__(
        cls,
        *,
        labels: Iterable[str] | None = None,
        gazetteer: Mapping[str, Iterable[str]] | None = None,
        patterns: Iterable[Pattern] | None = None,
        min_score: float | None = None,
        nominals: bool = False,
        model: str | PathLike[str] | None = None,
        strict: bool = False,
    ) -> Self:
        """Make an engine; see the class."""
        brought = (names_of(labels), lists(gazetteer), expressions(patterns), min_score, bool(nominals), bool(strict))
        plain = not (nominals or strict) and all(given is None for given in (labels, gazetteer, patterns, min_score))
        return super().__new__(cls, None if plain else brought, model)

    @overload
    def pipe(
        self,
        items: Iterable[Text],
        *,
        as_tuples: Literal[False] = False,
        workers: int | None = None,
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        form: Form = "text",
        errors: Literal["raise", "skip"] = "raise",
    ) -> Iterator[Article]: ...
    @overload
    def pipe(
        self,
        items: Iterable[Text],
        *,
        as_tuples: Literal[False] = False,
        workers: int | None = None,
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        form: Form = "text",
        errors: Literal["collect"],
    ) -> Iterator[Article | Failure]: ...
    @overload
    def pipe(
        self,
        items: Iterable[tuple[Text, Context]],
        *,
        as_tuples: Literal[True],
        workers: int | None = None,
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        form: Form = "text",
        errors: Literal["raise", "skip"] = "raise",
    ) -> Iterator[tuple[Article, Context]]: ...
    @overload
    def pipe(
        self,
        items: Iterable[tuple[Text, Context]],
        *,
        as_tuples: Literal[True],
        workers: int | None = None,
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        form: Form = "text",
        errors: Literal["collect"],
    ) -> Iterator[tuple[Article | Failure, Context]]: ...
    def pipe(
        self,
        items: Iterable[Any],
        *,
        as_tuples: bool = False,
        workers: int | None = None,
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        form: Form = "text",
        errors: Errors = "raise",
    ) -> Iterator[Any]:
        """Read items as they come and yield their articles in the same order.

        An item is a text (`str`), the bytes of a file, or a path object. With `as_tuples` it is a pair of that and
        anything, which comes out again beside the article. `ids` and `dates` give one name and one day for each item,
        `form` what texts and bytes are written in, as for `parse`.

        Items are drawn as workers need them, some dozens ahead for each; `workers` is the number of threads, else
        `DATELINE_THREADS`, else one for each core; the threads stay for later batches, those of the two numbers used
        last. `errors` says what becomes of an item that cannot be read: `"raise"`
        its exception, `"skip"` it, or `"collect"`: yield a `Failure` in its place.

        >>> import dateline as dl
        >>> [art.places[0].name for art in dl.pipe(["It rains in Paris.", "Berlin is dry."])]
        ['Paris', 'Berlin']
        """
        _check(errors)
        if not as_tuples:
            return heeding(errors, self._outcomes(_jobs("items", items, ids, dates), workers, form))
        contexts: deque[object] = deque()
        outcomes = self._outcomes(_jobs("items", _texts(items, contexts), ids, dates), workers, form)
        return (
            (heeded, context)
            for outcome in outcomes
            for context in [contexts.popleft()]
            for heeded in heeding(errors, [outcome])
        )

    def parse_many(
        self,
        texts: Iterable[Text],
        ids: Iterable[object] | None = None,
        dates: Iterable[Day | None] | None = None,
        workers: int | None = None,
        errors: Errors = "collect",
        progress: bool = False,
        form: Form = "text",
    ) -> Corpus:
        """Read texts on all cores and return their articles as a `Corpus`, in order.

        `ids` and `dates` give one name and one day for each text. With `errors="collect"`, what cannot be read stands
        in `Corpus.errors` and nothing else is lost; `"skip"` leaves it out, `"raise"` raises its exception.
        `form` is what the texts are written in, as for `parse`; `progress=True` shows a bar if `tqdm` is installed.

        >>> import dateline as dl
        >>> corpus = dl.parse_many(["It rains in Paris.", None], ids=["wet", "none"])
        >>> corpus[0].id, corpus.errors[0].message
        ('wet', 'item 1: expected str, bytes or a path, not NoneType')
        """
        total = len(texts) if isinstance(texts, Sized) else None
        outcomes = self._outcomes(_jobs("texts", texts, ids, dates), workers, form)
        return _collected(outcomes, total, errors, progress)

    def read_corpus(
        self,
        source: Source,
        *,
        columns: Mapping[str, str] | None = None,
        day_first: bool | None = None,
        workers: int | None = None,
        errors: Errors = "collect",
        progress: bool = False,
    ) -> Corpus:
        """Read files on all cores and return their articles as a `Corpus`.

        A file may hold one article or many: see `files` for the forms. The `id` of an article is the file's path where
        the file is one article, else what the article says itself, else its place in the file.

        `source` is a file, a folder (all files with known endings in it and below, hidden ones left out), a pattern
        such as `"news/**/*.txt"`, or a list of these; files come sorted within each, and links to folders are not
        followed. A lone source that stands for no file raises `FileNotFoundError`; in a list it is a `Failure`.
        `columns` names columns of tables and keys of JSON that are called otherwise than usual: `{"text": "story"}`;
        what may be named is `text`, `headline`, `date`, `id`, `url`, `byline` and `source`. `day_first` says whether
        rows write `2/5/2024` for 2 May; without it another day of the column tells, such as `13/5/2024`, within a
        thousand rows, and a day that stays open is left out with the warning `unread_day`. The other arguments are
        those of `parse_many`.

        >>> import dateline as dl, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "rain.txt").write_text("It rained in Berlin.")
        >>> _ = (folder / "rows.jsonl").write_text('{"id": 7, "story": "Rome is dry."}')
        >>> [pathlib.Path(art.id).name for art in dl.read_corpus(folder, columns={"text": "story"})]
        ['rain.txt', '7']
        """
        outcomes = _placed(self._files(files(source), dict(columns or {}), workers, day_first=day_first))
        return _collected(cast("Iterator[Article | Failure]", outcomes), None, errors, progress)

    def run(
        self,
        sources: Source,
        output: AnyPath,
        *,
        format: Format = "parquet",
        resume: bool = False,
        shard: str | None = None,
        limit: int | None = None,
        since: Day | None = None,
        workers: int | None = None,
        errors: Errors = "collect",
        columns: Mapping[str, str] | None = None,
        day_first: bool | None = None,
        progress: bool = False,
        part_articles: int | None = None,
    ) -> Summary:
        """Read whole archives and write tables into the folder `output`, part by part, in flat memory.

        `sources` are those of `read_corpus`, and `"-"` is standard input. With
        `format="parquet"` the folder has a folder for each table (`articles`, `mentions`, ..., `errors`), with
        `"jsonl"` one of `records` and one of `errors`. Every document has a number, the first 0, which is the column
        `article`.

        A part has up to `part_articles` articles, by default 8192. It is there as a whole or not at all, and
        `manifest.jsonl` names those that are; `resume=True` goes on after the last one, whatever ended the run before,
        and starts when there was none. The union of all parts is then the same as that of a run that nobody disturbed.
        Without it, a folder that holds a run raises `ValueError`, and so does one with a run of other options. Ctrl-C
        completes the part of what has been read before it raises `KeyboardInterrupt`.

        `shard="3/16"` reads one of sixteen shares, the first being `"1/16"`; all are to be given the same paths. Files
        are dealt out in turns where that makes shares of like size, and each shard opens its own alone; it then gives
        its articles every sixteenth number. Otherwise (fewer files than shares, one that outweighs the others, a
        `limit`) each goes through all files and reads every sixteenth article, which keeps its number.

        `limit` is a number of documents, counted before they are shared out. `since` leaves out articles of an earlier
        day; those without a day stay. `columns` names columns or keys of rows that are named otherwise than usual, such
        as `{"text": "body"}`, for `text`, `headline`, `date`, `id`, `url`, `byline` and `source`; `day_first` is that
        of `read_corpus`. `errors` and `workers` are those of `pipe`; collected errors are rows of a table.
        `progress=True` shows rate, share and time left.

        >>> import dateline as dl, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("Angela Merkel met Emmanuel Macron in Paris.")
        >>> summary = dl.Extractor().run(folder / "a.txt", folder / "out", format="jsonl")
        >>> summary.articles, summary.errors
        (1, 0)
        >>> article = dl.Article.from_json((folder / "out/records/part-00000.jsonl").read_text())
        >>> [person.name for person in article.people]
        ['Angela Merkel', 'Emmanuel Macron']
        """
        _check(errors)
        return run(
            self,
            sources,
            output,
            format=format,
            resume=resume,
            shard=shard,
            limit=limit,
            since=since,
            workers=workers,
            errors=errors,
            columns=columns,
            day_first=day_first,
            progress=progress,
            part_articles=part_articles,
        )

    def explain(self, text: str | bytes, offset: int) -> Explanation | None:
        """Say why the word at an offset of a text was read as it was; return `None` where no word stands.

        `offset` counts Unicode code points, and one outside of the text raises `ValueError`. `mention` is the mention
        that covers the place, if one does. `readings` are all readings of its place, the model's and those of the
        extractor's own names and patterns, with what became of each.

        `tokens` are the mention's tokens (without one, that at the place) as the model sees them, each with the
        `chosen` tag and the `runner_up`, the tag that it had in the best reading without the chosen one: `O` is outside
        of mentions, `U-` a mention of one token, `B-`, `I-` and `L-` the first, an inner and the last token of a longer
        one. A tag has its `score`, the sum of its features' weights, and the weight of the `move` to it from the tag
        `before`. `features` are all that have a weight for either tag, strongest for the chosen one first. `names` are
        the names of the model's gazetteer there.

        Weights are in natural units: one more makes a reading 2.7 times as likely. `dateline.explaining.report` makes
        lines of text of all this.

        >>> from dateline import Extractor
        >>> why = Extractor().explain("She met Angela Merkel in Paris.", 10)
        >>> why["mention"]["text"], why["mention"]["label"]
        ('Angela Merkel', 'PERSON')
        >>> [(token["text"], token["chosen"]["tag"]) for token in why["tokens"]]
        [('Angela', 'B-PERSON'), ('Merkel', 'L-PERSON')]
        >>> "FIRST_NAME" in why["names"][1]["kinds"]
        True
        >>> why = Extractor(gazetteer={"SITE": ["Paris"]}).explain("It rains in Paris.", 12)
        >>> [(reading["label"], reading["origin"], reading["fate"]) for reading in why["readings"]]
        [('SITE', 'name', 'stands'), ('GPE', 'model', 'replaced')]
        """
        return cast("Explanation | None", self._explain(text, offset))

    def _outcomes(self, jobs: Iterator[Job], workers: int | None, form: Form) -> Iterator[Article | Failure]:
        """Yield for each job, in order, its article or what kept it from being read."""
        drawn: deque[Job] = deque()
        stream = self._stream(_remembered(jobs, drawn), workers, form)
        return _named(stream, drawn)

    def _lines(
        self,
        paths: list[str],
        workers: int | None,
        columns: Mapping[str, str] | None = None,
        day_first: bool | None = None,
    ) -> Iterator[bytes | Failure]:
        """Yield for each article of files its record as a line of JSON (the workers write it), or its `Failure`."""
        outcomes = self._files(paths, dict(columns or {}), workers, json=True, day_first=day_first)
        return cast("Iterator[bytes | Failure]", _placed(outcomes))


def _check(errors: str) -> None:
    if errors not in get_args(Errors):
        raise ValueError(f"errors must be one of {', '.join(map(repr, get_args(Errors)))}, not {errors!r}")


def _jobs(
    what: str, items: Iterable[object], ids: Iterable[object] | None, dates: Iterable[Day | None] | None
) -> Iterator[Job]:
    if isinstance(items, (str, bytes, PathLike)):
        raise TypeError(f"{what} must be many, not one {type(items).__name__}; for one there are parse and read")
    triples = zip(items, _beside("ids", ids, what, items), _beside("dates", dates, what, items), strict=False)
    return ((item, None if name is None else str(name), _known(day)) for item, name, day in triples)


def _beside(which: str, values: Iterable[T] | None, what: str, items: Iterable[object]) -> Iterator[T | None]:
    """Yield one value for each item; too few are an error, be it told at once or when they run out."""
    if values is None:
        return repeat(None)
    if isinstance(values, (str, bytes, date)):
        raise TypeError(f"{which} must hold one value for each of {what}, not be one {type(values).__name__}")
    if isinstance(values, Sized) and isinstance(items, Sized) and len(values) != len(items):
        raise ValueError(f"{len(items)} {what}, but {len(values)} {which}")
    return chain(values, _ran_out(f"fewer {which} than {what}"))


def _ran_out(message: str) -> Iterator[Any]:
    raise ValueError(message)
    yield


def _known(day: Day | None) -> Day | None:
    # Tables mark a missing day with a NaN or NaT, which alone differ from themselves.
    return day if day == day else None


def _remembered(jobs: Iterator[Job], drawn: deque[Job]) -> Iterator[object]:
    """Pass `jobs` on, with those in the works in `drawn`."""
    for job in jobs:
        drawn.append(job)
        yield job


def _named(outcomes: Iterable[object], drawn: deque[Job]) -> Iterator[Any]:
    """Turn exceptions into failures that know their item."""
    for index, outcome in enumerate(outcomes):
        item, name, _ = drawn.popleft()
        path = fspath(item) if isinstance(item, PathLike) else None
        if isinstance(outcome, Exception):
            _, _, offset = _place(outcome)
            yield Failure(index, name, path, outcome, offset)
        else:
            yield outcome


def _placed(outcomes: Iterable[object]) -> Iterator[Any]:
    """Turn exceptions with a place into failures."""
    for index, outcome in enumerate(outcomes):
        if isinstance(outcome, Exception):
            name, path, offset = _place(outcome)
            yield Failure(index, name, path, outcome, offset)
        else:
            yield outcome


def _place(error: Exception) -> tuple[str | None, str | None, int | None]:
    """Return the name of the document that an exception is about, its file, and the byte at which it starts there."""
    if isinstance(error, OSError):
        path = None if error.filename is None else str(error.filename)
        return path, path, None if path is None else 0
    file, _, _, offset = getattr(error, "place", (None, None, None, None))
    return getattr(error, "article_id", None) or None, file or None, offset


def _collected(outcomes: Iterator[Article | Failure], total: int | None, errors: Errors, progress: bool) -> Corpus:
    _check(errors)
    articles: list[Article] = []
    failures: list[Failure] = []
    for outcome in heeding(errors, with_bar(outcomes, total, progress)):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            articles.append(outcome)
    return Corpus(articles, failures)


def _texts(pairs: Iterable[tuple[object, object]], contexts: deque[object]) -> Iterator[object]:
    for number, pair in enumerate(pairs):
        try:
            if isinstance(pair, (str, bytes)):
                raise TypeError
            text, context = pair
        except (TypeError, ValueError):
            kind = type(pair).__name__
            raise TypeError(f"item {number}: expected a pair of a text and its context, not {kind}") from None
        contexts.append(context)
        yield text


def heeding(errors: Errors, outcomes: Iterable[T | Failure]) -> Iterator[T | Failure]:
    """Pass outcomes on; a failure is raised, left out or passed on, as `errors` says."""
    for outcome in outcomes:
        if errors == "collect" or not isinstance(outcome, Failure):
            yield outcome
        elif errors == "raise":
            raise outcome.error
