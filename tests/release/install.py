"""Install a built wheel into a clean environment of every Python that is here, and run the tests of Python against it.

    python tests/release/install.py FOLDER [--python PATH ...]

Nothing of the working tree is imported: the tests run against what was installed, with pytest and hypothesis as the
only company, so that nothing that a user may lack is taken for granted.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

OLDEST = (3, 11)

LEFT_OUT = ("test_hygiene.py", "test_notebooks.py", "test_documents.py", "test_scale.py")
"""What looks at the working tree, or needs half a gigabyte of others' packages."""

ASK = (
    "import json, sys; print(json.dumps([sys.executable, sys.version, sys.version_info[:2], sys.implementation.name]))"
)

SMOKE = """
import dateline, pathlib, sys
article = dateline.parse("LONDON, May 2 (Reuters) - Angela Merkel arrived.", date="2024-05-02")
assert [m.text for m in article.mentions] == ["LONDON", "May 2", "Reuters", "Angela Merkel"], article.mentions
assert pathlib.Path(dateline.__file__).is_relative_to(sys.prefix), dateline.__file__
print(dateline.__version__)
"""


def main() -> int:
    """Test with each Python; return 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the wheel is in it")
    parser.add_argument("--python", action="append", metavar="PATH", help="this Python, not all that are found")
    given = parser.parse_args()
    (wheel,) = given.folder.glob("*.whl")
    failed = []
    for path, version in pythons(given.python):
        print(f"== {version.split(' (')[0]}, {path}", flush=True)
        if not works(path, wheel.resolve()):
            failed.append(version)
    for version in failed:
        print(f"failed: {version}", file=sys.stderr)
    return 1 if failed else 0


def pythons(named: list[str] | None) -> Iterator[tuple[str, str]]:
    """Yield path and version of each CPython that is new enough: those named, or one of each version found."""
    names = named or [sys.executable, *found()]
    seen: set[tuple[int, ...]] = set()
    for name in names:
        asked = subprocess.run([name, "-c", ASK], capture_output=True, text=True, check=False)
        if asked.returncode:
            continue
        path, version, numbers, kind = json.loads(asked.stdout)
        if tuple(numbers) < OLDEST or kind != "cpython" or (tuple(numbers) in seen and not named):
            continue
        seen.add(tuple(numbers))
        yield path, version


def found() -> Iterator[str]:
    """Yield every Python on the path and among those of pyenv."""
    for minor in range(OLDEST[1], 30):
        if path := shutil.which(f"python3.{minor}"):
            yield path
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from map(str, sorted(home.glob("versions/*/bin/python3")))


def works(python: str, wheel: Path) -> bool:
    """Install into a new environment and test there."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        inside = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/python"]
        tests += [f"--ignore=tests/python/{name}" for name in LEFT_OUT]
        steps = [
            [*quiet, "--no-index", str(wheel)],  # it needs nothing, so it needs no index
            ["-I", "-c", SMOKE],
            [*quiet, "pytest>=9", "hypothesis>=6.170"],
            tests,
        ]
        return all(subprocess.run([str(inside), *step], cwd=ROOT, check=False).returncode == 0 for step in steps)


if __name__ == "__main__":
    sys.exit(main())
