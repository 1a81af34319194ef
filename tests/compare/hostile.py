"""Texts that no newsroom writes, ten megabytes each: what a megabyte costs, and whether more of them cost more each.

    python tests/compare/hostile.py [--megabytes 10] [--only NAME]

Prints seconds of one core for a megabyte alone and for each of many, their ratio, and the peak of memory. A ratio far
above one means that cost grows faster than the text. Needs a release build; the whole list takes some minutes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

import dateline as dl

MEGABYTE = 1_000_000
SHAPES = {
    "quotation marks": '"',
    "opening quotation marks": "“",
    "quotations that never close": "“We go on, he said. ",
    "quotations of one paragraph that never close": "“We go on, he said.\n",
    "mentions of one name": "Kim left. ",
    "mentions of one name by parts": "Kim Jong-Un met Mr. Kim. ",
    "no full stop": "the minister of the north and Ann Lee of Acme ",
    "one letter": "a",
    "one capital": "A",
    "capitals": "KIM JONG-UN ",
    "digits": "7",
    "numbers": "1,234.5 ",
    "commas": ",",
    "full stops": ".",
    "opening brackets": "(",
    "nested brackets": "()",
    "paragraphs of one word": "Rain\n\n",
    "paragraphs of one name": "PARIS\n",
    "line ends": "\n",
    "NULs": "\0",
    "combining marks": "\u0301",
    "emoji with joiners": "👩\u200d",
    "soft hyphens": "\u00ada",
    "dates": "on Monday, May 2, 2023, two days later, ",
    "amounts": "$1.2 billion and 12 percent of 3 million euros, ",
    "number words": "twenty-one thousand hundred ",
    "speakers": "“We go,” said Ann Klee, the mayor of Paris. ",
    "titles": "Deputy Prime Minister ",
    "datelines": "PARIS, May 2 (AP) - ",
    "unlike words": "",
    "unlike names": "",
    "unlike speakers": "",
}


def text(name: str, size: int) -> str:
    """Make a text of this shape, some `size` bytes long."""
    if name == "nested brackets":
        return "(" * (size // 2) + ")" * (size // 2)
    if name.startswith("unlike"):
        piece = {
            "unlike words": "w{0}x ",
            "unlike names": "Ann K{0}lee met Bob S{0}mith in F{0}ord. ",
            "unlike speakers": "“We go,” said Ann K{0}lee, the mayor of Paris. ",
        }[name]
        return "".join(piece.format(n) for n in range(size // len(piece.format(100_000).encode())))
    piece = SHAPES[name]
    return piece * (size // len(piece.encode()))


def cost(made: str) -> float:
    """Seconds of the processor for reading a text once."""
    began = time.process_time()
    dl.parse(made)
    return time.process_time() - began


def main() -> None:
    """Measures each shape in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=int, default=10)
    parser.add_argument("--only", choices=SHAPES)
    given = parser.parse_args()
    if given.only:
        dl.parse("Rain.")
        short = cost(text(given.only, MEGABYTE))
        long = cost(text(given.only, given.megabytes * MEGABYTE)) / given.megabytes
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {given.only} | {short:.2f} | {long:.2f} | {long / short:.2f} | {peak:.0f} |", flush=True)
        return
    print(f"| text | s for 1 MB | s/MB of {given.megabytes} MB | ratio | peak MB |\n{'| ---: ' * 5}|", flush=True)
    for name in SHAPES:
        megabytes = f"--megabytes={given.megabytes}"
        subprocess.run([sys.executable, __file__, "--only", name, megabytes], check=True)


if __name__ == "__main__":
    main()
