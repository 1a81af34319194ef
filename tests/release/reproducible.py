"""Build this commit anew in folders of its own, and compare with files that were built before, byte by byte.

    python tests/release/reproducible.py FOLDER [--glibc 2.17]

FOLDER is what `build.py` filled, with the same `--glibc`. The source distribution comes from a fresh clone and the
wheel from what that holds, so that this shows too that nothing is missing in it. All is compiled anew: that takes some
minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import build


def main() -> int:
    """Build and compare; return 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--glibc", metavar="2.N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="again") as folder:
        tree, sources, out = (Path(folder) / name for name in ("tree", "sources", "dist"))
        subprocess.run(["git", "clone", "--quiet", str(build.ROOT), str(tree)], check=True)
        os.environ["CARGO_TARGET_DIR"] = str(Path(folder) / "target")
        build.maturin(tree, "sdist", "--out", str(out))
        with tarfile.open(next(out.glob("*.tar.gz"))) as packed:
            packed.extractall(sources, filter="data")
        build.wheel(next(sources.iterdir()), out, given.glibc)
        differences = [line for path in sorted(out.iterdir()) for line in compare(given.folder / path.name, path)]
    for line in differences:
        print(line, file=sys.stderr)
    return 1 if differences else 0


def compare(before: Path, after: Path) -> Iterator[str]:
    """Yield in what two files of one name differ."""
    if not before.exists():
        yield f"{before} is not there"
        return
    if before.read_bytes() == after.read_bytes():
        print(f"{after.name}: the same bytes")
        return
    one, other = members(before), members(after)
    differ = [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]
    yield f"{after.name}: {', '.join(differ) or 'only how it is packed'} differs"


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a wheel or a source distribution."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    with tarfile.open(path) as tar:
        files = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        return {name: file.read() for name, file in files.items() if file}


if __name__ == "__main__":
    sys.exit(main())
