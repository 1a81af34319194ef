"""Read English news articles and get back what they say as data.

>>> import dateline as dl
>>> art = dl.parse("PARIS, May 2 (AP) - Angela Merkel arrived in Paris on Tuesday.")
>>> [(mention.text, mention.label) for mention in art.mentions if mention.text == "Angela Merkel"]
[('Angela Merkel', 'PERSON')]
>>> art.people[0].name
'Angela Merkel'

One article: `parse` a text, `read` a file. Many: `pipe` streams, `parse_many` and `read_corpus` collect, all on every
core; `show` shows either. `Extractor` does the same with names and patterns of your own, or with a model of your own,
which `train` makes of labelled text. All offsets are Unicode code points of the article's text.
"""

from collections.abc import Sequence as _Sequence

from dateline import arrow as arrow
from dateline._dateline import (
    VERSION,
    Article,
    Dateline,
    Entities,
    Entity,
    Mention,
    Nominal,
    Paragraph,
    Quote,
    Role,
    Sentence,
)
from dateline._dateline import Warning as Warning
from dateline.corpus import Corpus, Failure
from dateline.display import show
from dateline.evaluation import evaluate
from dateline.frames import Frame
from dateline.reading import Extractor
from dateline.running import Summary
from dateline.table import Table
from dateline.things import Member, Thing, Things
from dateline.training import Training, train

__version__ = VERSION

_Sequence.register(Entities)

_shared = Extractor()

parse = _shared.parse
read = _shared.read
pipe = _shared.pipe
parse_many = _shared.parse_many
read_corpus = _shared.read_corpus

# `Warning` stays out of it: `from dateline import *` must not hide the builtin.
__all__ = [
    "Article",
    "Corpus",
    "Dateline",
    "Entities",
    "Entity",
    "Extractor",
    "Failure",
    "Frame",
    "Member",
    "Mention",
    "Nominal",
    "Paragraph",
    "Quote",
    "Role",
    "Sentence",
    "Summary",
    "Table",
    "Thing",
    "Things",
    "Training",
    "__version__",
    "evaluate",
    "parse",
    "parse_many",
    "pipe",
    "read",
    "read_corpus",
    "show",
    "train",
]
