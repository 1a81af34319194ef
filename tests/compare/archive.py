"""Measure long runs over a large archive: speed, memory, how busy the processors are, and what the writer takes of it.

    python tests/compare/archive.py FOLDER [--articles 200000] [--sizes 10000 50000 200000] [--raw ../shared/data/raw]

FOLDER gets the archive, unless it has one of that size: articles with dates and names of their own, made of the samples
(and, with `--raw`, of the texts in the JSON lines there), in turns as plain files, packed JSON lines and web pages in
tar files. The first articles of it, as many as each size says, then go to Parquet as `dateline run` does it, each size
in a process of its own, so that peak memory is its own too; `--form pages` reads those of one form only. Use a release
build; 200,000 articles take minutes.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import itertools
import json
import multiprocessing
import os
import random
import re
import resource
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dateline as dl
from dateline.commands.run import give_memory_back
from variations import SAMPLES, varied

CHUNK = 1000
"""Articles of a file, or of a folder of plain files."""

FORMS = ["jsonl", "jsonl", "plain", "jsonl", "pages", "jsonl"]
"""Forms in turns."""

ENDINGS = {"jsonl": ".gz", "plain": "", "pages": ".tar"}
"""The endings of files and folders in these forms."""

GIVEN = ["Ada", "Bruno", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hassan", "Irma", "Jorge", "Kamala", "Liam"]
FAMILY = ["Abbott", "Brennan", "Castillo", "Dvorak", "Eriksen", "Fontaine", "Garcia", "Iyer", "Kowalski", "Moreau"]
MONTHS = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November"]
DAY = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b(?!\d)")


def main() -> None:
    """Make the archive, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 200_000])
    parser.add_argument("--raw", type=Path, help="folder with .jsonl.gz files of further texts")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--form", choices=ENDINGS, help="only what is in this form")
    given = parser.parse_args()
    chunks = archive(given.folder, given.articles, given.raw)
    print(f"archive: {given.articles:,} articles, {weight(given.folder) / 1e6:,.0f} MB on disk")
    if given.form:
        chunks = [chunk for chunk in chunks if Path(chunk).suffix == ENDINGS[given.form]]
    cores = os.cpu_count() or 1
    for size in sorted(given.sizes):
        with multiprocessing.get_context("spawn").Pool(1) as process:
            summary, megabytes = process.apply(measure, (chunks, size, given.workers))
        print(f"{size:,} documents: {told(summary, cores)}, peak {megabytes:,.0f} MB")


def told(summary: dl.Summary, cores: int) -> str:
    """Say what a run took."""
    seconds = summary.seconds
    return ", ".join(
        [
            f"{summary.articles:,} articles and {summary.errors:,} errors in {seconds:,.1f} s",
            f"{summary.articles / seconds:,.0f} articles/s",
            f"{summary.text_bytes / seconds / 1e6:.1f} MB/s of {summary.text_bytes / 1e6:,.0f} MB of text",
            f"{summary.input_bytes / seconds / 1e6:.1f} MB/s of files",
            f"{summary.words / summary.cpu_seconds:,.0f} words per CPU-second",
            f"processors busy {summary.cpu_seconds / seconds / cores:.0%}",
            f"writer at work {summary.writer_seconds / seconds:.0%} of the time",
            f"{summary.written_bytes / 1e6:,.0f} MB written",
        ]
    )


def measure(chunks: list[str], size: int, workers: int | None) -> tuple[dl.Summary, float]:
    """Run over the first articles; return the summary and the peak memory of the process in MB."""
    give_memory_back()
    with tempfile.TemporaryDirectory() as output:
        summary = dl.Extractor().run(chunks, output, limit=size, workers=workers)
    return summary, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def weight(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def archive(folder: Path, count: int, raw: Path | None) -> list[str]:
    """Return the files and folders of the archive, in order; make it if it is not there."""
    known = folder / "archive.json"
    if known.exists() and (made := json.loads(known.read_text()))["articles"] == count:
        return [str(folder / name) for name in made["chunks"]]
    folder.mkdir(parents=True, exist_ok=True)
    articles = itertools.islice(texts(raw), count)
    names = []
    for number in itertools.count():
        chunk = list(itertools.islice(articles, CHUNK))
        if not chunk:
            break
        names.append(write(folder, number, chunk))
    known.write_text(json.dumps({"articles": count, "chunks": names}))
    return [str(folder / name) for name in names]


def write(folder: Path, number: int, chunk: list[str]) -> str:
    """Write a chunk in the form whose turn it is, and return its name."""
    form = FORMS[number % len(FORMS)]
    if form == "plain":
        name = f"{number:05}"
        (folder / name).mkdir()
        for index, text in enumerate(chunk):
            (folder / name / f"{index:04}.txt").write_text(text, encoding="utf-8")
    elif form == "jsonl":
        name = f"{number:05}.jsonl.gz"
        with gzip.open(folder / name, "wt", encoding="utf-8", compresslevel=6) as file:
            file.writelines(
                json.dumps({"id": f"{number}-{index}", "text": text}) + "\n" for index, text in enumerate(chunk)
            )
    else:
        name = f"{number:05}.tar"
        with tarfile.open(folder / name, "w") as tar:
            for index, text in enumerate(chunk):
                content = page(text).encode()
                member = tarfile.TarInfo(f"{index:04}.html")
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
    return name


def page(text: str) -> str:
    """Put an article on a web page."""
    headline, _, body = text.partition("\n")
    headline = html.escape(headline)
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in body.splitlines() if line.strip())
    return (
        f"<!doctype html><html><head><title>{headline}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{headline}</h1>\n{paragraphs}\n</article><footer>All rights reserved</footer></body></html>"
    )


def texts(raw: Path | None) -> Iterator[str]:
    """Yield articles without end, each with dates and names of its own."""
    chance = random.Random(5)
    names = [
        list({mention["text"] for mention in json.loads(path.read_text("utf-8"))["mentions"] if is_full_name(mention)})
        for path in sorted(SAMPLES.glob("*.json"))
    ]
    further = [] if raw is None else list(raw_texts(raw))
    for number, text in enumerate(varied(10**9)):
        yield changed(text, names[number % len(names)], chance)
        if further and number % 2:
            yield changed(chance.choice(further), [], chance)


def is_full_name(mention: dict[str, str]) -> bool:
    """Whether a mention is a person's full name."""
    return mention["label"] == "PERSON" and " " in mention["text"]


def raw_texts(folder: Path) -> Iterator[str]:
    """Yield the texts of the JSON lines in a folder that have the length of an article."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line).get("text") or ""
                if 1200 < len(text) < 20_000:
                    yield text


def changed(text: str, names: list[str], chance: random.Random) -> str:
    """Give an article other dates and people."""
    text = DAY.sub(lambda _: f"{chance.choice(MONTHS)} {chance.randint(1, 28)}", text)
    for name in names:
        first, last = (
            chance.choice(GIVEN),
            f"{chance.choice(FAMILY)}{chance.choice(['', '', '-' + chance.choice(FAMILY)])}",
        )
        text = text.replace(name, f"{first} {last}").replace(name.split()[-1], last)
    return text


if __name__ == "__main__":
    main()
