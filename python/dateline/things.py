"""Things behind the entities of many articles, with the reason of each merge, and a way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import overload

from dateline._dateline import Article, Entity, _merge
from dateline.table import Listed, Table

Named = Entity | str
"""An entity of an article, or the name of entities."""


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of one article, and why it stands with those of others.

    >>> import dateline as dl
    >>> people = dl.parse_many(["Joe Biden left.", "Joseph R. Biden spoke in Paris."]).people()
    >>> member = people[0].members[1]
    >>> member.entity.name, member.reason, member.with_.name, member.place
    ('Joseph R. Biden', 'nickname', 'Joe Biden', (1, 0))
    """

    entity: Entity
    """The entity in its article."""
    reason: str
    """Why it stands here: `first` of its thing, `same name`, `spelling`, `same name and context` (a frequent name, in
    articles that have more in common), `middle name`, `initials`, `nickname`, `suffix and context`,
    `surname and context`, `alias` or `acronym` (an article gives both names to one entity), `company form`,
    `known form` (of a place), or `told` by `same=`."""
    with_: Entity | None
    """The entity that the reason holds with; `None` for the first."""
    place: tuple[int, int]
    """Numbers of the article in the corpus and of the entity in the article."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One person, organisation, place or other thing of many articles.

    >>> import dateline as dl
    >>> corpus = dl.parse_many(["Joe Biden left. Biden is back.", "Joseph R. Biden spoke in Paris."], ids=["a", "b"])
    >>> biden = corpus.people()[0]
    >>> biden.name, biden.label, biden.aliases, biden.country
    ('Joe Biden', 'PERSON', ('Joseph R. Biden', 'Biden'), None)
    >>> [article.id for article in biden.articles], biden.count, len(biden.members)
    (['a', 'b'], 3, 2)
    """

    name: str
    """The full name that most articles use."""
    label: str
    """What it is, by most articles."""
    aliases: tuple[str, ...]
    """Its other names, those of most articles first."""
    country: str | None
    """ISO 3166 code of a place, when an article has it."""
    members: tuple[Member, ...]
    """The entities behind it, in the order of articles, each with its reason."""

    @property
    def articles(self) -> list[Article]:
        """The articles that name it, in order."""
        found = {member.place[0]: member.entity.article for member in self.members}
        return list(found.values())

    @property
    def count(self) -> int:
        """How often the articles mention it."""
        return sum(member.entity.count for member in self.members)

    def __repr__(self) -> str:
        articles = len({member.place[0] for member in self.members})
        return f"<Thing {self.name!r} {self.label}: {self.count:,} mentions in {articles:,} articles>"


class Things(Sequence[Thing]):
    """The things of a corpus, those of most articles first: a sequence, and a look-up by name.

    >>> import dateline as dl
    >>> corpus = dl.parse_many(["Angela Merkel left.", "Angela Merkel met BMW in Munich."])
    >>> people = corpus.people()
    >>> people["Angela Merkel"]
    <Thing 'Angela Merkel' PERSON: 2 mentions in 2 articles>
    >>> [member.reason for member in people[0].members]
    ['first', 'same name']
    >>> len(people.split(people[0]))
    2
    """

    def __init__(
        self,
        articles: Sequence[Article],
        labels: frozenset[str] | None,
        same: Iterable[Iterable[Named]] = (),
        keep_apart: Iterable[Iterable[Named]] = (),
    ) -> None:
        """Merge the entities of articles; see `Corpus.people`."""
        self._articles = tuple(articles)
        self._labels = labels
        self._same = _lists("same", same)
        self._apart = _lists("keep_apart", keep_apart)
        self._things = tuple(self._merged())

    def _merged(self) -> Iterator[Thing]:
        numbers: dict[int, int] = {}
        for number, article in enumerate(self._articles):
            numbers.setdefault(id(article), number)

        def place(thing: Named) -> str | tuple[int, int]:
            if isinstance(thing, str):
                return thing
            article = thing.article
            number = numbers.get(id(article))
            if number is None:
                if article not in self._articles:
                    raise ValueError(f"{thing!r} is of none of these articles")
                number = self._articles.index(article)
            return number, int(thing.id[1:]) - 1

        same = [[place(thing) for thing in things] for things in self._same]
        apart = [[place(thing) for thing in things] for things in self._apart]
        entities_of = [list(article.entities) for article in self._articles]
        for label, name, aliases, country, members in _merge(list(self._articles), same, apart):
            if self._labels is not None and label not in self._labels:
                continue
            entities = [entities_of[article][entity] for article, entity, _, _ in members]
            yield Thing(
                name,
                label,
                tuple(aliases),
                country,
                tuple(
                    Member(entity, reason, None if with_ is None else entities[with_], (article, number))
                    for entity, (article, number, reason, with_) in zip(entities, members, strict=True)
                ),
            )

    def __len__(self) -> int:
        return len(self._things)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things)

    @overload
    def __getitem__(self, key: int | str) -> Thing: ...
    @overload
    def __getitem__(self, key: slice) -> list[Thing]: ...
    def __getitem__(self, key: int | str | slice) -> Thing | list[Thing]:
        """Return a thing by its number or by a name, things by a slice.

        A name that is no thing's raises `KeyError`, and one that several things have raises `ValueError`.
        """
        if isinstance(key, str):
            return self._named(key)
        if isinstance(key, slice):
            return list(self._things[key])
        return self._things[key]

    def _named(self, name: str) -> Thing:
        found = [thing for thing in self._things if thing.name == name]
        found = found or [thing for thing in self._things if name in thing.aliases]
        if len(found) > 1:
            raise ValueError(f"{len(found)} things are called {name!r}: pass one of them, such as {found[0]!r}")
        if found:
            return found[0]
        names = [name for thing in self._things for name in (thing.name, *thing.aliases)]
        close = get_close_matches(name, names)
        raise KeyError(f"nothing is called {name!r}{'; close: ' if close else ''}{', '.join(close)}")

    def split(self, *things: Thing | str) -> Things:
        """Return these things with some taken apart again: one thing for each article's entity.

        Other merges are made anew, so that what was merged by way of a thing that is split may come out otherwise.

        >>> import dateline as dl
        >>> people = dl.parse_many(["Joe Biden left.", "Joseph R. Biden spoke in Paris."]).people()
        >>> [thing.name for thing in people.split("Joe Biden")]
        ['Joe Biden', 'Joseph R. Biden']
        """
        members = [
            [member.entity for member in (self._named(thing) if isinstance(thing, str) else thing).members]
            for thing in things
        ]
        apart = [entities for entities in members if len(entities) > 1]
        return Things(self._articles, self._labels, self._same, [*self._apart, *apart])

    def table(self) -> Table[Listed]:
        """Return the things as a table: name, label, country, articles, mentions, aliases.

        >>> import dateline as dl
        >>> row = dl.parse_many(["Joe Biden left. Biden is back."]).people().table()[0]
        >>> row.name, row.articles, row.mentions, row.aliases
        ('Joe Biden', 1, 2, 'Biden')
        """
        rows = [
            Listed(thing.name, thing.label, thing.country, len(thing.articles), thing.count, "; ".join(thing.aliases))
            for thing in self._things
        ]
        return Table(Listed, rows)

    def __repr__(self) -> str:
        return f"<Things: {len(self):,} in {len(self._articles):,} articles>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _lists(name: str, given: Iterable[Iterable[Named]]) -> list[list[Named]]:
    """Return lists of entities and names; a lone name is a list of one."""
    if isinstance(given, str):
        raise TypeError(f"{name}: expected lists of entities and names, not a single name")
    lists: list[list[Named]] = []
    for things in given:
        entities: list[Named] = [things] if isinstance(things, str) else list(things)
        for thing in entities:
            if not isinstance(thing, str | Entity):
                raise TypeError(f"{name}: expected an entity or a name, not {type(thing).__name__}")
        lists.append(entities)
    return lists
