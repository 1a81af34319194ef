"""Arrow capsules in and out, whole, dropped, used twice and wrong: to be run under a checker of memory.

    export PYTHONMALLOC=malloc ARROW_DEFAULT_MEMORY_POOL=system
    valgrind --undef-value-errors=no python tests/compare/capsules.py

`src/python/capsule.rs` is the one file of the package that may be unsafe. Valgrind tells of reads and writes beside or
after what was allocated, and whether a frame of `_dateline` was at it; the script itself fails when a row comes back
changed.
"""

from __future__ import annotations

import gc

import pyarrow as pa

import dateline as dl
from dateline.arrow import extract

TEXTS = ["PARIS (AP) - Ann Lee paid $2 million on Monday.", "Rome is wet.", ""]


def main() -> None:
    """Go through each way that a capsule can take."""
    corpus = dl.parse_many(TEXTS, workers=1)
    wanted = None
    for _ in range(3):
        rows = pa.table(corpus.mentions).to_pylist()
        assert wanted is None or rows == wanted
        wanted = rows
        corpus.mentions.__arrow_c_stream__()  # nobody takes it
        gc.collect()

    table = pa.table({"text": TEXTS, "id": ["a", "b", "c"]})
    batch = table.to_batches()[0]
    views = pa.table({"text": pa.array(TEXTS, pa.string_view())})
    words = pa.table({"text": pa.array(TEXTS).dictionary_encode()})
    sliced = pa.table({"text": ["left out", *TEXTS]}).slice(1)
    for given in (table, batch, batch.slice(0, 2), views, words, sliced, table.to_reader()):
        batches = extract(given, table="mentions", workers=1)
        found = [row for found in batches for row in pa.record_batch(found).to_pylist()]
        assert [row["text"] for row in found] == [row["text"] for row in wanted or []]

    half = extract(pa.concat_tables([table] * 50).to_reader(1), table="mentions", workers=1)
    next(iter(half))
    del half  # while batches are still to come
    gc.collect()

    reader = table.to_reader()
    list(extract(reader, table="mentions", workers=1))
    for wrong in (reader, pa.array([1, 2]), pa.table({"number": [1]}), object(), 7):
        try:
            list(extract(wrong, table="mentions", workers=1))
        except (TypeError, ValueError, OSError, StopIteration):
            continue

    class Lies:
        """An object whose capsule is of another kind."""

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return table.schema.__arrow_c_schema__()

    try:
        list(extract(Lies(), table="mentions", workers=1))
    except (TypeError, ValueError):
        print("sound")


if __name__ == "__main__":
    main()
