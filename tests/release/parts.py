"""Take the folder of the sources out of the list of parts (SBOM) of wheels, so that it names nothing of a machine.

    python tests/release/parts.py FOLDER

Cargo names a package of one's own by the folder in which it lies (`path+file:///home/ann/news#dateline@0.1.0`), and so
does the list that maturin makes of it. Here it gets the name that registries have for it (`pkg:cargo/dateline@0.1.0`).
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

OWN = re.compile(rb"path\+file://[^\"#]*#(?:dateline@)?")
"""How cargo begins the name of this package; it leaves out `dateline@` when the folder is called `dateline`."""

NAME = b"pkg:cargo/dateline@"


def main() -> int:
    """Rename, in the folder that is given."""
    rename(Path(sys.argv[1]))
    return 0


def rename(folder: Path) -> None:
    """Rewrite every wheel of a folder."""
    for path in sorted(folder.glob("*.whl")):
        rewrite(path)


def rewrite(path: Path) -> None:
    """Give a wheel lists of parts without the folder, and sums that fit; all else of each member stays as it is."""
    with zipfile.ZipFile(path) as packed:
        members = {member.filename: (member, packed.read(member)) for member in packed.infolist()}
    sums = {}
    for name, (member, content) in members.items():
        if is_list(name):
            members[name] = member, OWN.sub(NAME, content)
            sums[name] = line(name, content), line(name, members[name][1])
    record = next(name for name in members if name.endswith(".dist-info/RECORD"))
    told = members[record][1]
    for old, new in sums.values():
        if old not in told:
            message = f"{path.name}: RECORD has no line {old.decode().strip()}"
            raise SystemExit(message)
        told = told.replace(old, new)
    members[record] = members[record][0], told
    aside = path.with_suffix(".part")
    with zipfile.ZipFile(aside, "w") as packed:
        for member, content in members.values():
            packed.writestr(member, content)
    aside.replace(path)


def is_list(name: str) -> bool:
    """Say whether a member of a wheel is a list of parts (PEP 770)."""
    return ".dist-info/sboms/" in name and name.endswith(".json")


def line(name: str, content: bytes) -> bytes:
    """Return what RECORD says of a file."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n".encode()


if __name__ == "__main__":
    sys.exit(main())
