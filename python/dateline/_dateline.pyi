"""
The compiled half of the package; import from `dateline` instead.
"""

import datetime
from collections.abc import Callable, Iterator
from os import PathLike
from typing import Any, Final, Self, SupportsIndex, final, overload

from typing_extensions import disjoint_base

__all__ = [
    "VERSION",
    "Article",
    "Batches",
    "Dateline",
    "Engine",
    "Entities",
    "Entity",
    "Extraction",
    "Mention",
    "Nominal",
    "Paragraph",
    "Quote",
    "Role",
    "Sentence",
    "Stream",
    "Warning",
    "_brat_configuration",
    "_cooccurrence",
    "_docbin",
    "_errors",
    "_gkg",
    "_merge",
    "_quotes_by",
    "_schema",
    "_table",
    "_timeline",
    "_train",
]

VERSION: Final[str]

@final
class Article:
    """
    An article: its text with everything that was read from it. Immutable, hashable, safe to share between threads.

    All offsets count Unicode code points of `text`, as Python's own slices do.

    >>> import dateline as dl
    >>> art = dl.parse(""\"ECB May Cut Rates
    ...
    ... By ANN LEE
    ...
    ... FRANKFURT, May 2, 2024 (Reuters) - The European Central Bank may cut rates, Christine Lagarde said on Wednesday.
    ... ""\", id="ecb")
    >>> art.id, art.headline, art.bylines, art.source, art.url
    ('ecb', 'ECB May Cut Rates', ['ANN LEE'], 'Reuters', None)
    >>> art.date, art.date_source, art.dateline.places
    (datetime.date(2024, 5, 2), 'dateline', ['FRANKFURT'])
    >>> [(mention.text, mention.label) for mention in art.mentions[:3]]
    [('ECB', 'ORG'), ('ANN LEE', 'PERSON'), ('FRANKFURT', 'GPE')]
    >>> [entity.name for entity in art.entities[:2]], [person.name for person in art.people]
    (['European Central Bank', 'ANN LEE'], ['ANN LEE', 'Christine Lagarde'])
    >>> art.organizations[0].aliases, art.places[0].country
    (['ECB'], 'DE')
    >>> [(date.text, date.value) for date in art.dates]
    [('May 2, 2024', '2024-05-02'), ('Wednesday', '2024-05-01')]
    >>> [(quote.speaker, quote.text) for quote in art.quotes]
    [('Christine Lagarde', 'The European Central Bank may cut rates')]
    >>> [paragraph.kind for paragraph in art.paragraphs], len(art.sentences), art.text[slice(*art.tokens[1])]
    (['header', 'header', 'body'], 4, 'May')
    >>> art.roles, art.warnings
    ([], [])
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _part(self, /, which: str, index: SupportsIndex) -> object:
        """
        One part of the article; pickled parts find themselves by it.
        """
    def _repr_html_(self, /) -> str: ...
    @property
    def amounts(self, /) -> list[Mention]:
        """
        The mentions of amounts, of what is counted and of ranks (labels `MONEY`, `PERCENT`, `QUANTITY`, `CARDINAL` and
        `ORDINAL`): `value` has each in writing, `low`, `high` and `unit` have it in parts.

        A currency is its ISO 4217 code (a bare `$` is that of the article's country), a unit its symbol as the text
        measures (`12 mi`, `45 °C`, `3 %`, `25 bp`). Words that count without a number are ranges (`dozens` is `24/120`:
        two to ten of them). Scores and votes (`3-1`) have no value.

        >>> import dateline as dl
        >>> art = dl.parse("Toyota paid $10 to $12 million for 40 acres of land.")
        >>> [(amount.value, amount.low, amount.unit) for amount in art.amounts]
        [('10000000/12000000 USD', 10000000.0, 'USD'), ('40 acre', 40.0, 'acre')]
        """
    @property
    def bylines(self, /) -> list[str]:
        """
        The authors' names, agencies and desks left out.
        """
    @property
    def date(self, /) -> datetime.date | None:
        """
        Its day of publication, or `None`; `date_source` says where it was found.
        """
    @property
    def date_source(self, /) -> str:
        """
        Where `date` was found: `header`, `dateline`, `metadata` (beside the text: the head of a page, a column), `argument` (told by
        the caller) or `none`.
        """
    @property
    def dateline(self, /) -> Dateline | None:
        """
        Where and when the copy was filed, or `None`.
        """
    @property
    def dates(self, /) -> list[Mention]:
        """
        The mentions of dates and times (labels `DATE` and `TIME`).
        """
    @property
    def entities(self, /) -> Entities:
        """
        The things behind the mentions, in the order of their first mention: a sequence and a look-up by any name.
        """
    @classmethod
    def from_json(cls, /, json: str | bytes) -> Article:
        """
        An article from its record in JSON (`str` or UTF-8 `bytes`), as `to_json` and `dateline run` write it.

        Raises `ValueError` when it is no such record: broken JSON, a missing key, an offset outside the text.

        >>> import dateline as dl
        >>> art = dl.parse("It rained in Berlin.")
        >>> dl.Article.from_json(art.to_json()) == art
        True
        """
    @property
    def headline(self, /) -> str | None:
        """
        The article's title, or `None`.
        """
    @property
    def id(self, /) -> str | None:
        """
        The caller's name for the article, or `None`.
        """
    @property
    def mentions(self, /) -> list[Mention]:
        """
        The named and numbered things in the text, in order; they never overlap.
        """
    @property
    def nominals(self, /) -> list[Nominal]:
        """
        Noun phrases that mean an entity, in text order; only `Extractor(nominals=True)` looks for them.

        >>> import dateline as dl
        >>> extractor = dl.Extractor(nominals=True)
        >>> art = extractor("Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said.")
        >>> [(nominal.text, nominal.entity.name) for nominal in art.nominals]
        [('the mayor', 'Ann Lee')]
        """
    @property
    def organizations(self, /) -> Entities:
        """
        The entities that are organisations (label `ORG`).
        """
    @property
    def paragraphs(self, /) -> list[Paragraph]:
        """
        The lines that hold something, in order.
        """
    @property
    def people(self, /) -> Entities:
        """
        The entities that are people (label `PERSON`).
        """
    @property
    def places(self, /) -> Entities:
        """
        The entities that are places (labels `GPE`, `LOC` and `FAC`).
        """
    @property
    def quotes(self, /) -> list[Quote]:
        """
        Who is reported to have said what, in text order.
        """
    @property
    def roles(self, /) -> list[Role]:
        """
        What the article says that people are.
        """
    @property
    def sentences(self, /) -> list[Sentence]:
        """
        The sentences, in order.
        """
    def show(self, /, html: str | PathLike[str] | None = None) -> None:
        """
        Shows the article: as a news page in a notebook, as plain lines elsewhere; with `html` it writes that file, a page
        that needs nothing else. See `dateline.show`.

        >>> import dateline as dl
        >>> dl.parse("It rained in Berlin on Monday.", date="2024-05-02").show()
        date           2024-05-02 (argument)
        places         Berlin
        dates          Monday = 2024-04-29
        """
    @property
    def source(self, /) -> str | None:
        """
        The agency or paper, or `None`.
        """
    @property
    def text(self, /) -> str:
        """
        The text; every offset refers to it. Bytes that were no text stand in it as U+FFFD.
        """
    def to_brat(self, /) -> tuple[str, str]:
        """
        The article as brat standoff: its text, and the annotations that go into the `.ann` file beside it.

        Mentions are text-bound with their labels, quotations are `Quote` with the relation `Speaker`; the mentions of one
        entity are equivalent (`Equiv`), and notes have the values of dates and amounts. Offsets are code points; what goes
        over the end of a line is in fragments.

        >>> import dateline as dl
        >>> text, annotations = dl.parse("Angela Merkel left Paris.").to_brat()
        >>> annotations.splitlines()
        ['T1\\tPERSON 0 13\\tAngela Merkel', 'T2\\tGPE 19 24\\tParis']
        """
    def to_conll(self, /) -> str:
        """
        The article as CoNLL columns: a token, a tab and its tag (IOB2) a line, a blank line after each sentence, and
        `-DOCSTART-` at the head. `dateline.train` reads it back.

        >>> import dateline as dl
        >>> print(dl.parse("Angela Merkel left Paris.").to_conll().replace("\\t", " "), end="")
        -DOCSTART- O
        <BLANKLINE>
        Angela B-PERSON
        Merkel I-PERSON
        left O
        Paris B-GPE
        . O
        <BLANKLINE>
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The record as plain dicts, lists, strings and numbers: what `to_json` writes.

        >>> import dateline as dl
        >>> record = dl.parse("It rained in Berlin.").to_dict()
        >>> record["entities"][0]["name"], record["entities"][0]["country"]
        ('Berlin', 'DE')
        """
    def to_displacy(self, /) -> dict[str, Any]:
        """
        What `spacy.displacy.render(..., style="ent", manual=True)` takes: a dict with `text`, `ents` and `title`.

        >>> import dateline as dl
        >>> dl.parse("It rained in Berlin.").to_displacy()["ents"]
        [{'start': 13, 'end': 19, 'label': 'GPE'}]
        """
    def to_html(self, /) -> str:
        """
        The article as a piece of HTML: a news page with its mentions in colours, speakers in the margin and panels
        beside it. All text is escaped, nothing is loaded from elsewhere, and there is no script.

        >>> import dateline as dl
        >>> "<script>" in dl.parse("It rained in <script>Berlin.").to_html()
        False
        """
    def to_json(self, /) -> str:
        """
        The record as one line of JSON; `Article.from_json` reads it back.

        >>> import dateline as dl
        >>> dl.parse("It rained in Berlin.", id="rain").to_json()[:37]
        '{"id":"rain","text":"It rained in Ber'
        """
    @property
    def tokens(self, /) -> list[tuple[int, int]]:
        """
        The tokens as (start, end), in code points; computed anew at each access.
        """
    @property
    def url(self, /) -> str | None:
        """
        Its address, when a page, a feed or a column told it.
        """
    @property
    def warnings(self, /) -> list[Warning]:
        """
        What was odd about the text, and where.
        """

@final
class Batches:
    """
    Record batches of one schema: what `dateline.frames.Frame` shows.
    """
    def __arrow_c_schema__(self, /) -> object:
        """
        The schema in the Arrow C interface.
        """
    def __arrow_c_stream__(self, /, requested_schema: object = None) -> object:
        """
        The batches as a stream of the Arrow C interface.
        """
    def __len__(self, /) -> int:
        """
        How many rows there are.
        """
    def _array(self, /) -> tuple[object, object]:
        """
        The only batch as an array of the Arrow C interface.
        """
    def _write_parquet(self, /, path: str | PathLike[str], table: str) -> None:
        """
        Writes the batches as a Parquet file of a table, each as a row group; the file is on the disk then.
        """
    def column(self, /, name: str) -> list[Any]:
        """
        The values of a column.
        """
    @property
    def columns(self, /) -> list[str]:
        """
        The names of the columns.
        """
    def rows(self, /, start: SupportsIndex, count: SupportsIndex) -> list[tuple[Any, ...]]:
        """
        Rows from `start` on, at most `count`, as tuples.
        """

@final
class Dateline:
    """
    Where and when the copy was filed: `NAIROBI, Kenya, May 2 (AP) —`.

    >>> import dateline as dl
    >>> art = dl.parse("NAIROBI, Kenya, May 2 (AP) - It rained.", date="2024-05-03")
    >>> line = art.dateline
    >>> line.places, str(line.date), line.text, line.start, line.end, line.article == art
    (['NAIROBI, Kenya'], '2024-05-02', 'NAIROBI, Kenya, May 2 (AP) -', 0, 28, True)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def date(self, /) -> datetime.date | None:
        """
        The dateline's own day.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def places(self, /) -> list[str]:
        """
        Its places, each as written (`NAIROBI, Kenya` is one).
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """

@disjoint_base
class Engine:
    """
    Reads one article at a time; see `dateline.Extractor`.
    """
    def __call__(
        self, /, text: str | bytes, date: datetime.date | str | None = None, id: object = None, form: str = "text"
    ) -> Article:
        """
        Reads a text, as `parse` does.
        """
    def __new__(
        cls,
        /,
        brought: tuple[
            list[str] | None, list[tuple[str, Iterator[str]]], list[tuple[str, str]], float | None, bool, bool
        ]
        | None = None,
        model: str | PathLike[str] | None = None,
    ) -> Self: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _batches(
        self,
        /,
        given: object,
        table: str,
        columns: dict[str, str],
        keep: list[str],
        workers: SupportsIndex | None = None,
        number: int = 0,
        day_first: bool | None = None,
    ) -> Extraction:
        """
        The tables of an object's record batches, one after another: what `dateline.arrow.extract` yields.

        `columns` are the names of columns by what they hold; `number` is that of the first row.
        """
    def _explain(self, /, text: str | bytes, offset: SupportsIndex) -> dict[str, Any] | None:
        """
        Why code point `offset` of a text was read as it was: what `Extractor.explain` returns.
        """
    def _files(
        self,
        /,
        paths: list[str],
        columns: dict[str, str],
        workers: SupportsIndex | None = None,
        json: bool = False,
        day_first: bool | None = None,
    ) -> Stream:
        """
        The outcomes of all documents of files, in order: `Article` (or a line of JSON as `bytes`), or the exception that
        stopped it, with `place`, `article_id` and `reason`.
        """
    def _run(
        self,
        /,
        inputs: list[str | PathLike[str]],
        output: str | PathLike[str],
        *,
        format: str,
        resume: bool,
        shard: str | None,
        limit: int | None,
        since: datetime.date | str | None,
        workers: SupportsIndex | None,
        errors: str,
        columns: dict[str, str],
        day_first: bool | None,
        part_articles: int | None,
        told: Callable[[dict[str, Any]], object],
        warned: Callable[[str], object],
    ) -> dict[str, Any]:
        """
        Reads many inputs into a folder; see `Extractor.run`. `told` is called with how far it is, `warned` with warnings.
        """
    def _stream(self, /, jobs: Iterator[object], workers: SupportsIndex | None = None, form: str = "text") -> Stream:
        """
        The outcomes of many jobs, in order: `Article`, or the exception that stopped it.
        """
    def parse(
        self, /, text: str | bytes, date: datetime.date | str | None = None, id: object = None, form: str = "text"
    ) -> Article:
        """
        Reads a text.

        `text` is a `str`, or `bytes` in UTF-8, UTF-16 or Windows-1252. `date` is the day of publication when the caller
        knows it (a `datetime.date`, a `datetime` or `"YYYY-MM-DD"`); it wins over what the text says. `id` is any name.

        No text ever raises: what is odd about it stands in `Article.warnings`. An invalid `date` raises `ValueError`.

        `form` is what the text is written in: `"text"`, `"html"`, `"nitf"`, `"newsml"`, `"ninjs"`, `"mail"`, or `"auto"` for
        whatever it looks like. What is not of the form it should have raises `ValueError`. `Article.text` is then the text
        without its form, and offsets count there.

        >>> import dateline as dl
        >>> art = dl.parse("PARIS, May 2 (AP) - Angela Merkel met reporters.", date="2023-05-02")
        >>> art.date
        datetime.date(2023, 5, 2)
        """
    def read(self, /, path: str | PathLike[str], date: datetime.date | str | None = None, id: object = None) -> Article:
        """
        Reads a file; the article's `id` is the path as given, unless another is.

        `path` is a `str` or a path object; `date` and `id` are those of `parse`. Raises the `OSError` that fits when the
        file cannot be read: `FileNotFoundError`, `IsADirectoryError`, `PermissionError`. No content ever raises.

        >>> import dateline as dl, pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "rain.txt")
        >>> _ = path.write_text("It rained in Berlin.")
        >>> art = dl.read(path, date="2024-05-02", id="rain")
        >>> art.id, str(art.date), art.places[0].name
        ('rain', '2024-05-02', 'Berlin')
        """

@final
class Entities:
    """
    The entities of an article: a sequence, and a look-up by any of their names.

    >>> import dateline as dl
    >>> art = dl.parse("Angela Merkel arrived in Paris.")
    >>> [entity.name for entity in art.entities]
    ['Angela Merkel', 'Paris']
    >>> art.entities["Paris"].label
    'GPE'
    >>> "Rome" in art.entities
    False
    """
    def __contains__(self, key: Any, /) -> bool:
        """
        Whether an entity, or one with that name, is here.
        """
    def __eq__(self, other: object, /) -> bool: ...
    @overload
    def __getitem__(self, key: SupportsIndex | str, /) -> Entity:
        """
        The entity at a position, those of a slice, or the one with a name (upper and lower case as written).

        Raises `IndexError` or `KeyError`; the latter lists names that come near.
        """

    @overload
    def __getitem__(self, key: slice, /) -> list[Entity]: ...
    def __hash__(self, /) -> int: ...
    def __iter__(self, /) -> Iterator[Entity]: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def __reversed__(self, /) -> Iterator[Entity]: ...
    def count(self, /, entity: Any) -> int:
        """
        How often an entity is here: once or not at all.

        >>> import dateline as dl
        >>> entities = dl.parse("It rained in Berlin.").entities
        >>> entities.count(entities[0]), entities.count("Berlin")
        (1, 0)
        """
    @overload
    def get(self, /, name: str, default: None = None) -> Entity | None:
        """
        The entity with that name, or else `default`.

        >>> import dateline as dl
        >>> entities = dl.parse("It rained in Berlin.").entities
        >>> entities.get("Berlin").label, entities.get("Rome"), entities.get("Rome", "none")
        ('GPE', None, 'none')
        """

    @overload
    def get(self, /, name: str, default: object) -> Any: ...
    def index(self, /, entity: Any, start: SupportsIndex | None = None, stop: SupportsIndex | None = None) -> int:
        """
        The position of an entity; raises `ValueError` when it is not here.

        >>> import dateline as dl
        >>> entities = dl.parse("It rained in Berlin and Rome.").entities
        >>> entities.index(entities["Rome"])
        1
        """

@final
class Entity:
    """
    One person, organisation, place or other named thing with all its mentions in the article.

    >>> import dateline as dl
    >>> art = dl.parse("Angela Merkel arrived in Paris. Merkel will stay for a week.")
    >>> merkel, paris = art.entities
    >>> merkel.id, merkel.label, merkel.name, merkel.aliases, merkel.count
    ('e1', 'PERSON', 'Angela Merkel', ['Merkel'], 2)
    >>> [mention.start for mention in merkel.mentions], 0 < merkel.salience < 1, merkel.article == art
    ([0, 32], True, True)
    >>> paris.country, paris.country_relation, round(paris.latitude), round(paris.longitude)
    ('FR', 'capital', 49, 2)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def aliases(self, /) -> list[str]:
        """
        The other names that the article gives, in order of appearance.
        """
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def count(self, /) -> int:
        """
        How often the article mentions it.
        """
    @property
    def country(self, /) -> str | None:
        """
        ISO 3166-1 code of the country that a place is or lies in, or whose people it names, when known.

        >>> import dateline as dl
        >>> art = dl.parse("Pyongyang said that North Korea was ready. North Korean media agreed.")
        >>> [(entity.name, entity.country, entity.country_relation) for entity in art.entities]
        [('Pyongyang', 'KP', 'capital'), ('North Korea', 'KP', 'country'), ('North Korean', 'KP', 'demonym')]
        """
    @property
    def country_relation(self, /) -> str | None:
        """
        What it is to that country: `country` (itself), `capital`, `demonym` (its people, or a word for what is theirs)
        or `place` (lies in it).
        """
    @property
    def id(self, /) -> str:
        """
        Its name within the article: `e1`, `e2` … in the order of first mention.
        """
    @property
    def label(self, /) -> str:
        """
        What it is, as an OntoNotes label or one of your own.
        """
    @property
    def latitude(self, /) -> float | None:
        """
        Degrees north of the equator, when it is a place that is known; for a country about the middle of its towns.
        """
    @property
    def longitude(self, /) -> float | None:
        """
        Degrees east of Greenwich.
        """
    @property
    def mentions(self, /) -> list[Mention]:
        """
        Its mentions, in text order.
        """
    @property
    def name(self, /) -> str:
        """
        The fullest name that the article gives.
        """
    @property
    def nominals(self, /) -> list[Nominal]:
        """
        The noun phrases that mean it, in text order; only `Extractor(nominals=True)` looks for them.

        >>> import dateline as dl
        >>> text = "Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said."
        >>> [nominal.text for nominal in dl.Extractor(nominals=True)(text).people[0].nominals]
        ['the mayor']
        """
    @property
    def salience(self, /) -> float:
        """
        How much the article is about it, 0 to 1: whether the headline names it, how early and how often it is named.
        """
    @property
    def subdivision(self, /) -> str | None:
        """
        ISO 3166-2 code of a region of the first level, when known.

        >>> import dateline as dl
        >>> [(place.name, place.subdivision) for place in dl.parse("It rained in Dallas and in all of Texas.").places]
        [('Dallas', None), ('Texas', 'US-TX')]
        """

@final
class Extraction:
    """
    The tables of the record batches of one object, in order.
    """
    def __iter__(self, /) -> Extraction: ...
    def __next__(self, /) -> Batches: ...
    @property
    def number(self, /) -> int:
        """
        The number of the row after those that were read.
        """

@final
class Mention:
    """
    A named or numbered thing in the text: a person, a place, a date, an amount.

    >>> import dateline as dl
    >>> art = dl.parse("The firm paid $10 to $12 million last month, Angela Merkel said.", date="2024-05-02")
    >>> amount, month, merkel = art.mentions
    >>> merkel.text, merkel.label, merkel.entity.name, merkel.score > 0.9
    ('Angela Merkel', 'PERSON', 'Angela Merkel', True)
    >>> art.text[merkel.start:merkel.end] == merkel.text, merkel.sentence == art.sentences[0], merkel.article == art
    (True, True, True)
    >>> month.value, month.granularity, month.rule, str(month.earliest), str(month.latest)
    ('2024-04', 'month', 'relative', '2024-04-01', '2024-04-30')
    >>> amount.value, amount.low, amount.high, amount.unit
    ('10000000/12000000 USD', 10000000.0, 12000000.0, 'USD')
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def earliest(self, /) -> datetime.date | None:
        """
        The first day that a date may mean.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def entity(self, /) -> Entity | None:
        """
        The entity that it names; `None` for dates, amounts and other labels that name nothing.
        """
    @property
    def granularity(self, /) -> str | None:
        """
        How fine a date is: `time`, `day`, `weekend`, `week`, `month`, `quarter`, `season`, `half`, `year`, `decade`,
        `century`, `duration`, `set` or `vague`; `None` for all other mentions.
        """
    @property
    def high(self, /) -> float | None:
        """
        The number of an amount, or the upper end of its range.
        """
    @property
    def label(self, /) -> str:
        """
        What it is, as an OntoNotes label (`PERSON`, `NORP`, `ORG`, `GPE`, `LOC`, `FAC`, `PRODUCT`, `EVENT`, `WORK_OF_ART`,
        `LAW`, `LANGUAGE`, `DATE`, `TIME`, `PERCENT`, `MONEY`, `QUANTITY`, `ORDINAL`, `CARDINAL`) or one of your own.
        """
    @property
    def latest(self, /) -> datetime.date | None:
        """
        The last day that a date may mean.
        """
    @property
    def low(self, /) -> float | None:
        """
        The number of an amount, or the lower end of its range.
        """
    @property
    def rule(self, /) -> str | None:
        """
        What a date was read by: `stated` (the words have their year), `relative` (to the article's day), `weekday`,
        `completed` (the year is that of the article's day and the tense), `holiday`, `narrative` (relative to a date named
        before it), `quotation` (relative to the day on which it was said), `clock`, `length`, `age`, `recurring`, `vague`
        or `open` (nothing to count from); `None` for all other mentions.
        """
    @property
    def score(self, /) -> float:
        """
        The tagger's probability for exactly this span and label, 0 to 1; 1 for names and patterns of the caller's own.
        """
    @property
    def sentence(self, /) -> Sentence | None:
        """
        The sentence that it stands in.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """
    @property
    def unit(self, /) -> str | None:
        """
        The unit of an amount: the ISO 4217 code of a currency, or the symbol of a measure.
        """
    @property
    def value(self, /) -> str | None:
        """
        The resolved value of a date (ISO 8601, or TIMEX3 where a day is not enough) or an amount; `None` if unresolved.
        """

@final
class Nominal:
    """
    A noun phrase that means an entity which the article names elsewhere: *the president*, *the company*.

    >>> import dateline as dl
    >>> text = "Mayor Ann Lee met reporters in Leeds. “It is late,” the mayor said."
    >>> [nominal] = dl.Extractor(nominals=True)(text).nominals
    >>> nominal.text, nominal.entity.name
    ('the mayor', 'Ann Lee')
    >>> nominal.article.text[nominal.start : nominal.end]
    'the mayor'
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def entity(self, /) -> Entity:
        """
        The entity that it means.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """

@final
class Paragraph:
    """
    A line of the article that holds something, without the white space around it.

    >>> import dateline as dl
    >>> art = dl.parse("Rain at Last\\n\\nIt rained in Nairobi.")
    >>> [(paragraph.kind, paragraph.text, paragraph.start, paragraph.end) for paragraph in art.paragraphs]
    [('header', 'Rain at Last', 0, 12), ('body', 'It rained in Nairobi.', 14, 35)]
    >>> art.paragraphs[0].article == art
    True
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def kind(self, /) -> str:
        """
        What it is: `header`, `body`, `subhead`, `tail` or `caption`.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """

@final
class Quote:
    """
    A stretch of quoted or reported speech, quotation marks excluded.

    >>> import dateline as dl
    >>> art = dl.parse("“It is late,” Ann Lee said on Monday.", date="2024-05-02")
    >>> quote = art.quotes[0]
    >>> quote.id, quote.kind, quote.text, quote.speaker, quote.cue, quote.when
    ('q1', 'direct', 'It is late,', 'Ann Lee', 'said', '2024-04-29')
    >>> quote.speaker_entity == art.people[0], art.text[quote.start:quote.end] == quote.text, quote.article == art
    (True, True, True)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def cue(self, /) -> str | None:
        """
        The verb or phrase that gives it to the speaker: `said`, `according to`.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def id(self, /) -> str:
        """
        Name of the quotation (`q1`): the stretches of one broken quotation share it.
        """
    @property
    def kind(self, /) -> str:
        """
        How it is reported: `direct` (a sentence in marks), `fragment` (some words in marks) or `indirect` (no marks).
        """
    @property
    def speaker(self, /) -> str | None:
        """
        Who said it, in the fullest form that the article gives.
        """
    @property
    def speaker_entity(self, /) -> Entity | None:
        """
        The speaker as an entity, when the article names the speaker.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """
    @property
    def when(self, /) -> str | None:
        """
        When it was said, as a date value.
        """

@final
class Role:
    """
    What the article says that a person is.

    >>> import dateline as dl
    >>> art = dl.parse("Ann Lee, a former chief executive of Acme Corp., left.")
    >>> role = art.roles[0]
    >>> role.person, role.role, role.status
    ('Ann Lee', 'former chief executive of Acme Corp.', 'former')
    >>> role.entity.label, role.organization.name, art.text[role.start:role.end] == role.role, role.article == art
    ('PERSON', 'Acme Corp.', True, True)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def end(self, /) -> int | None:
        """
        Where the role ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def entity(self, /) -> Entity | None:
        """
        The person, as an entity.
        """
    @property
    def organization(self, /) -> Entity | None:
        """
        The organisation, or else the place, that the role names, as an entity.
        """
    @property
    def person(self, /) -> str:
        """
        The person's name.
        """
    @property
    def role(self, /) -> str:
        """
        Title or post with its organisation or country, as written.
        """
    @property
    def start(self, /) -> int | None:
        """
        Where the role starts in the article's text, in Unicode code points.
        """
    @property
    def status(self, /) -> str:
        """
        Whether the person still is that: `current` or `former`.
        """

@final
class Sentence:
    """
    A sentence. None crosses a paragraph, the headline or the dateline.

    >>> import dateline as dl
    >>> art = dl.parse("It rained. It stopped.")
    >>> [(sentence.text, sentence.start, sentence.end) for sentence in art.sentences]
    [('It rained.', 0, 10), ('It stopped.', 11, 22)]
    >>> art.sentences[0].article == art
    True
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """

@final
class Stream:
    """
    The outcomes of many jobs in order: each the article, or the exception that kept it from being read.
    """
    def __iter__(self, /) -> Stream: ...
    def __next__(self, /) -> Article | bytes | BaseException: ...

@final
class Warning:
    """
    Something odd in the text, and where.

    >>> import dateline as dl
    >>> art = dl.parse("“It rains, she said.")
    >>> warning = art.warnings[0]
    >>> warning.code, warning.text, warning.start, warning.end, warning.article == art
    ('unclosed_quote', '“', 0, 1, True)
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def article(self, /) -> Article:
        """
        The article that it belongs to.
        """
    @property
    def code(self, /) -> str:
        """
        What was odd: `empty`, `bad_encoding`, `assumed_windows_1252`, `binary`, `truncated`, `year_unknown` …
        """
    @property
    def end(self, /) -> int:
        """
        Where it ends in the article's text, in Unicode code points, exclusive.
        """
    @property
    def start(self, /) -> int:
        """
        Where it starts in the article's text, in Unicode code points.
        """
    @property
    def text(self, /) -> str:
        """
        The words themselves: `article.text[start:end]`.
        """

def _brat_configuration(articles: list[Article]) -> str:
    """
    The `annotation.conf` for articles as brat standoff.
    """

def _cooccurrence(
    articles: list[Article], things: list[list[tuple[int, int]]], unit: str, least: int
) -> list[tuple[int, int, int, int]]:
    """
    Pairs of things that are named together: both, units, articles.
    """

def _docbin(articles: list[Article]) -> bytes:
    """
    Articles as the bytes of a `.spacy` file.
    """

def _errors(failures: list[tuple[int, str | None, str | None, str | None, int | None, int | None, str]]) -> Batches:
    """
    The table of errors.
    """

def _gkg(article: Article, number: SupportsIndex) -> str:
    """
    An article as a line of a Global Knowledge Graph, with its number in the file.
    """

def _merge(
    articles: list[Article], same: list[list[str | tuple[int, int]]], keep_apart: list[list[str | tuple[int, int]]]
) -> list[tuple[str, str, list[str], str | None, list[tuple[int, int, str, int | None]]]]:
    """
    Puts entities of articles together.
    """

def _quotes_by(articles: list[Article], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """
    The quotes whose speaker a thing is: article, quote.
    """

def _schema(table: str) -> Batches:
    """
    The schema of a table, as batches without rows.
    """

def _table(articles: list[Article], table: str) -> Batches:
    """
    One of the tables over articles; the number of an article is its place in the list.
    """

def _timeline(
    articles: list[Article], places: list[tuple[int, int]], undated: bool
) -> list[tuple[int, int, int | None]]:
    """
    The dated sentences that name a thing: article, sentence, mention.
    """

def _train(
    data: list[str | PathLike[str]],
    *,
    dev: list[str | PathLike[str]],
    held_out: float,
    start: str | PathLike[str] | None,
    forget: bool,
    map: dict[str, str],
    token_column: int | None,
    tag_column: int | None,
    passes: int,
    patience: int,
    seed: int,
    told: Callable[[str, int, float], object],
) -> tuple[bytes, str]:
    """
    Trains a model; returns its file and the report as JSON. `told` is called with each step.
    """
