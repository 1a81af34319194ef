"""Why a place was read as it was: the types of `Extractor.explain`, and a report for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypedDict

from dateline.words import one_line


class ExplainedMention(TypedDict):
    """The mention at the place."""

    start: int
    end: int
    text: str
    label: str
    score: float


class Reading(TypedDict):
    """A way to read the place, whether it became a mention or not.

    It is the model's, or that of a name or a pattern of the extractor's own, which `source` has. Of readings with the
    fate `replaced` a name or a pattern that overlaps them stands in their stead; a name or a pattern is `held` where a
    mention of the model's stands that has more words and of which it is sure; `changed` stands with another label or
    other borders, which a rule or the other names of the article gave it; `unsure` has a score below `min_score`,
    `unwanted` a label that is not in `labels`.
    """

    start: int
    end: int
    text: str
    label: str
    score: float
    origin: Literal["model", "name", "pattern"]
    source: str | None
    fate: Literal["stands", "changed", "replaced", "held", "unsure", "unwanted"]


class KnownName(TypedDict):
    """A name that the model's gazetteer knows, with its kinds, such as `FIRST_NAME` or `LARGE_CITY`."""

    start: int
    end: int
    text: str
    kinds: list[str]


class TagScore(TypedDict):
    """A tag, the sum of the weights of its features, and the weight of the move to it from the tag before.

    `before` is the tag before in the reading that has this tag; `None` where the sentence starts.
    """

    tag: str
    score: float
    move: float
    before: str | None


class Feature(TypedDict):
    """A feature: what it looks at, what it saw, its weights for the two tags, and the one less the other."""

    name: str
    values: str
    chosen: float
    runner_up: float
    weight: float


class TokenChoice(TypedDict):
    """A token with its tag, the tag that it had in the best reading without that one, and the features for them."""

    start: int
    end: int
    text: str
    chosen: TagScore
    runner_up: TagScore
    features: list[Feature]


class Explanation(TypedDict):
    """Why a place was read as it was; see `Extractor.explain`."""

    mention: ExplainedMention | None
    readings: list[Reading]
    tokens: list[TokenChoice]
    names: list[KnownName]


def report(explanation: Explanation, top: int = 10) -> str:
    """Return an explanation as lines of text, with the `top` strongest features of each token.

    >>> from dateline import Extractor
    >>> print(report(Extractor().explain("She met Angela Merkel.", 10), top=1).splitlines()[0].rpartition("  ")[0])
    'Angela Merkel' at 8-21  PERSON
    """
    return "\n".join(_lines(explanation, top))


def _lines(explanation: Explanation, top: int) -> Iterator[str]:
    mention = explanation["mention"]
    if mention is None:
        yield "no mention here"
    else:
        yield f"{_place(mention)}  {mention['label']}  score {mention['score']:.3f}"
    readings = explanation["readings"]
    if any((reading["origin"], reading["fate"]) != ("model", "stands") for reading in readings):
        yield ""
        yield "readings"
        yield from _aligned(map(_reading, readings))
    yield ""
    yield "known names"
    rows = [(_place(name), ", ".join(name["kinds"])) for name in explanation["names"]]
    yield from _aligned(rows or [("none", "")])
    for token in explanation["tokens"]:
        yield ""
        yield _place(token)
        yield from _token(token, top)


def _reading(reading: Reading) -> tuple[str, ...]:
    of = reading["origin"] + ("" if reading["source"] is None else f" {one_line(reading['source'])!r}")
    return (_place(reading), reading["label"], f"score {reading['score']:.3f}", of, reading["fate"])


def _token(token: TokenChoice, top: int) -> Iterator[str]:
    two = [("tag", token["chosen"]), ("runner-up", token["runner_up"])]
    yield from _aligned(
        (
            role,
            tag["tag"],
            f"features {tag['score']:+.2f}",
            f"move from {tag['before'] or 'the start'} {tag['move']:+.2f}",
        )
        for role, tag in two
    )
    features = token["features"]
    yield f"  features for {token['chosen']['tag']} against {token['runner_up']['tag']}"
    for feature in features[:top]:
        yield f"  {feature['weight']:+7.2f}  {one_line(feature['name'])}: {one_line(feature['values'])}"
    left = [feature["weight"] for feature in features[top:]]
    if left:
        yield f"  {sum(left):+7.2f}  in all from {len(left)} more"
    yield f"  {sum(feature['weight'] for feature in features):+7.2f}  sum"


def _place(spanned: ExplainedMention | Reading | KnownName | TokenChoice) -> str:
    return f"{one_line(spanned['text'])!r} at {spanned['start']}-{spanned['end']}"


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
