"""Compares what a megabyte of one long article costs with a megabyte of many short ones.

    python tests/compare/length.py [--megabytes 20]

The same variations of the sample articles are read one by one, and joined to one article, twice in turns. Prints
seconds of one core for each megabyte. Use a release build.
"""

from __future__ import annotations

import argparse
import gc
import time

import dateline as dl
from variations import varied


def main() -> None:
    """Make the texts, read them, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=20)
    size = parser.parse_args().megabytes * 1_000_000
    short: list[str] = []
    left = size
    for text in varied(size):
        short.append(text)
        left -= len(text)
        if left < 0:
            break
    long = "\n\n".join(short)
    bytes_of = len(long.encode())
    for name, texts in [("many articles", short), ("one article", [long])] * 2:
        gc.collect()
        began = time.process_time()
        mentions = sum(len(dl.parse(text).mentions) for text in texts)
        seconds = time.process_time() - began
        rate = seconds / bytes_of * 1e6
        print(f"{name:<14} {bytes_of / 1e6:5.1f} MB {rate:.3f} s/MB {mentions:>8,} mentions", flush=True)


if __name__ == "__main__":
    main()
