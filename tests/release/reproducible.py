"""Build this commit anew in a folder of its own, and compare with files that were built before, byte by byte.

    python tests/release/reproducible.py FOLDER [--glibc 2.17]

FOLDER is what `build.py` filled, with the same `--glibc`. Only the list of parts (SBOM) names the folder of the
sources; it is compared without that name. Everything is compiled anew, which takes some minutes.
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
        tree, out = Path(folder) / "tree", Path(folder) / "dist"
        subprocess.run(["git", "clone", "--quiet", str(build.ROOT), str(tree)], check=True)
        os.environ["CARGO_TARGET_DIR"] = str(Path(folder) / "target")
        build.wheel(tree, out, given.glibc)
        build.maturin(tree, "sdist", "--out", str(out))
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
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield f"{after.name}: {name} differs"
    if one == other:
        print(f"{after.name}: the same members, but for the folder of the sources in the list of parts")


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a wheel or a source distribution, without the name of the folder where it was built."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as packed:
            found = {name: packed.read(name) for name in packed.namelist()}
        return {name: without_folder(name, content) for name, content in found.items() if not name.endswith("/RECORD")}
    with tarfile.open(path) as tar:
        files = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        return {name: file.read() for name, file in files.items() if file}


def without_folder(name: str, content: bytes) -> bytes:
    """Return a list of parts without the folder in which it was made; all else as it is."""
    if "/sboms/" not in name:
        return content
    start, end = b"path+file://", b"#dateline@"
    at = content.find(start)
    folder = content[at + len(start) : content.find(end, at)] if at >= 0 else b""
    return content.replace(folder, b"") if folder else content


if __name__ == "__main__":
    sys.exit(main())
