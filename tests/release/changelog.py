"""Check the version and CHANGELOG.md: the shape of Keep a Changelog, and for a tag a section of that version.

    python tests/release/changelog.py [--tag v1.2.3]

The version stands in Cargo.toml alone; the wheel takes it from there.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]

SECTION = re.compile(r"## \[(?P<name>[^\]]+)\](?: - (?P<day>.+))?")

GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")

SEMVER = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")


def main() -> int:
    """Print what is wrong and return 1, or 0 when nothing is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tag", metavar="vX.Y.Z", help="the tag of a release")
    tag: str | None = parser.parse_args().tag
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    faults = [*shape(text), *(released(text, version(), tag) if tag else [])]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def version() -> str:
    """Return the version of the package."""
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))
    return str(manifest["package"]["version"])


def shape(text: str) -> Iterator[str]:
    """Yield what is not as Keep a Changelog has it."""
    names: list[str] = []
    days: list[date] = []
    groups: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("## "):
            found = SECTION.fullmatch(line)
            if not found:
                yield f"line {number}: not `## [Unreleased]` or `## [X.Y.Z] - YYYY-MM-DD`: {line}"
                continue
            name, day = found["name"], found["day"]
            if name in names:
                yield f"line {number}: {name} is there twice"
            if name == "Unreleased":
                if names or day:
                    yield f"line {number}: Unreleased comes first and has no day"
            elif not SEMVER.fullmatch(name):
                yield f"line {number}: {name} is no version"
            else:
                try:
                    days.append(date.fromisoformat(day or ""))
                except ValueError:
                    yield f"line {number}: a version has the day of its release: {line}"
            names.append(name)
            groups = []
        elif line.startswith("### "):
            group = line.removeprefix("### ")
            if group not in GROUPS:
                yield f"line {number}: {group} is none of {', '.join(GROUPS)}"
            if group in groups:
                yield f"line {number}: {group} is there twice in one version"
            groups.append(group)
    if days != sorted(days, reverse=True):
        yield "the latest version comes first"
    if not names:
        yield "no version is there"


def released(text: str, version: str, tag: str) -> Iterator[str]:
    """Yield what speaks against releasing this version under this tag."""
    if tag != f"v{version}":
        yield f"the tag is {tag}, and Cargo.toml says {version}"
    section = re.search(rf"^## \[{re.escape(version)}\] - .*\n(?P<body>(?:(?!## ).*\n?)*)", text, re.MULTILINE)
    if not section or not section["body"].strip():
        yield f"CHANGELOG.md has no section of {version} with its day, or nothing in it"


if __name__ == "__main__":
    sys.exit(main())
