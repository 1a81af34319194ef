"""Build the wheel and the source distribution of this system, so that the same commit gives the same bytes again.

    python tests/release/build.py FOLDER [--tree PATH] [--only wheel|sdist] [--glibc 2.17]

Two things of a machine would get into the files: the time, and folders, in the messages of panics and in the list of
parts. The time is that of the commit (`SOURCE_DATE_EPOCH`), the folders get names that are the same everywhere.
`--glibc` links against an old C library by zig (`pip install ziglang`), so that the wheel runs on Linux of its age;
without it the wheel asks for this system's. Needs maturin.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

import parts

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--tree", type=Path, default=ROOT, help="a copy of this repository; default: this one")
    parser.add_argument("--only", choices=["wheel", "sdist"])
    parser.add_argument("--glibc", metavar="2.N", help="the oldest C library that the wheel is to run with (Linux)")
    given = parser.parse_args()
    if given.only != "sdist":
        wheel(given.tree, given.folder.resolve(), given.glibc)
    if given.only != "wheel":
        maturin(given.tree, "sdist", "--out", str(given.folder.resolve()))
    return 0


def wheel(tree: Path, folder: Path, glibc: str | None = None) -> None:
    """Build the wheel of a tree into a folder."""
    old = [] if glibc is None else ["--zig", "--compatibility", f"manylinux_{glibc.replace('.', '_')}", *target()]
    maturin(tree, "build", "--release", "--locked", "--out", str(folder), *old)
    parts.rename(folder)


def target() -> list[str]:
    """Say for what this builds: zig must be told, even when it is this system."""
    return ["--target", f"{platform.machine()}-unknown-linux-gnu"]


def maturin(tree: Path, *arguments: str) -> None:
    """Run maturin in a tree with nothing of this machine in its environment."""
    subprocess.run([sys.executable, "-m", "maturin", *arguments], cwd=tree, env=environment(tree), check=True)


def environment(tree: Path) -> dict[str, str]:
    """Return the environment in which the same commit gives the same bytes."""
    asked = ["git", "log", "-1", "--format=%ct"]
    time = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    cargo = os.environ.get("CARGO_HOME", str(Path.home() / ".cargo"))
    target = os.environ.get("CARGO_TARGET_DIR", str(tree.resolve() / "target"))
    folders = {cargo: "/cargo", str(tree.resolve()): "/dateline", target: "/target"}
    flags = [f"--remap-path-prefix={folder}={name}" for folder, name in folders.items()]
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": time,
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join([*os.environ.get("RUSTFLAGS", "").split(), *flags]),
        "CARGO_INCREMENTAL": "0",
    }


if __name__ == "__main__":
    sys.exit(main())
