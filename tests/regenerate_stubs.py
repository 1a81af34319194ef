"""Write `python/dateline/_dateline.pyi` anew from the compiled half; with `--check`, only say whether it is fresh.

Needs maturin and cargo. What the generator cannot know (overloads, the element of an iterator) is put in here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
STUB = ROOT / "python" / "dateline" / "_dateline.pyi"
COMMAND = ["maturin", "generate-stubs", "--profile", "dev", "--features", "stubs", "--out"]


LOOK_UP = """\
    @overload
    def __getitem__(self, key: SupportsIndex | str, /) -> Entity:
{doc}
    @overload
    def __getitem__(self, key: slice, /) -> list[Entity]: ...
"""


GET = """\
    @overload
    def get(self, /, name: str, default: None = None) -> Entity | None:
{doc}
    @overload
    def get(self, /, name: str, default: object) -> Any: ...
"""


def generated() -> str:
    """Return the stub as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*COMMAND, folder], cwd=ROOT, check=True, capture_output=True)
        (made,) = Path(folder).rglob("_dateline.pyi")
        made.write_text(completed(made.read_text(encoding="utf-8")), encoding="utf-8")
        subprocess.run(["ruff", "check", "-q", "--fix", "--select=I,UP", "--isolated", made], check=True)
        subprocess.run(["ruff", "format", "-q", "--line-length=120", "--isolated", made], check=True)
        return made.read_text(encoding="utf-8")


def completed(stub: str) -> str:
    """Put in what the generator cannot know."""
    # Inside a class with an attribute `date`, the bare name would mean that attribute.
    stub = stub.replace("from datetime import date\n", "import datetime\nfrom os import PathLike\n")
    stub = re.sub(r"(-> |date: )date \|", r"\1datetime.date |", stub)
    stub = re.sub(r"^from typing import ", "from typing import overload, ", stub, flags=re.MULTILINE)
    stub = stub.replace("-> Iterator:", "-> Iterator[Entity]:")
    stub, engines = re.subn(r"(    def __new__\(.*\) -> )Engine: \.\.\.", r"\1Self: ...", stub)
    stub = re.sub(r"^from typing import ", "from typing import Self, ", stub, flags=re.MULTILINE)
    stub = stub.replace("from collections.abc import Iterator\n", "from collections.abc import Callable, Iterator\n")
    by_key = r"    def __getitem__\(self, key: Any, /\) -> Any:\n(.+?\n +\"\"\"\n)(?=    def )"
    stub, found = re.subn(by_key, lambda match: LOOK_UP.format(doc=match[1]), stub, flags=re.DOTALL)
    get = r'    def get\(self, /, name: "str", default: "object" = None\) -> "Any":\n(.+?\n +"""\n)(?=    def )'
    stub, gets = re.subn(get, lambda match: GET.format(doc=match[1]), stub, flags=re.DOTALL)
    if (found, gets, engines) != (1, 1, 1):
        raise SystemExit("the generated stub has another form than this script knows")
    return stub


def main() -> int:
    """Run the script."""
    if not (shutil.which("maturin") and shutil.which("cargo")):
        print("maturin and cargo are needed", file=sys.stderr)
        return 2
    fresh = generated()
    if "--check" in sys.argv[1:]:
        return int(fresh != STUB.read_text(encoding="utf-8"))
    STUB.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
