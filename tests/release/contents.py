"""Check built files by what is in them: sizes, names, tags, licences, the list of parts (SBOM), and nothing else.

    python tests/release/contents.py FOLDER

The folder holds wheels, source distributions and crates. Symbols of Linux wheels are checked by auditwheel, the stable
ABI by abi3audit and the descriptions by twine, as far as these are installed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from email import message_from_string
from importlib.util import find_spec
from pathlib import Path

from changelog import version
from parts import is_list

MB = 1_000_000

BUDGETS = {".whl": 20 * MB, ".tar.gz": 20 * MB, ".crate": 10 * MB}
"""The most that a file may weigh. crates.io takes 10 MB, PyPI 100 MB; nobody likes to wait."""

UNWANTED = re.compile(r"(^|/)(\.[^/]+|__pycache__|target|dist|node_modules)/|\.(pyc|so\.dbg|pdb|dSYM|orig\.rs)$")
"""What is left over from work, and what no one needs."""

ALLOWED_HIDDEN = re.compile(r"/\.cargo_vcs_info\.json$")

WHEEL_NAME = re.compile(r"dateline-(?P<version>[^-]+)-cp311-abi3-(?P<platform>[a-z0-9_.]+)\.whl")

PLATFORM = re.compile(r"(manylinux2014_\w+\.)?manylinux_2_\d+_\w+|musllinux_1_2_\w+|macosx_1[01]_\d+_\w+|win_amd64")

LICENCES = {"LICENSE", "LICENSE-MIT", "LICENSE-APACHE"}


def main() -> int:
    """Print what is wrong and return 1, or 0 when nothing is."""
    files = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_file())
    faults = [f"{sys.argv[1]}: nothing built in it"] if not files else []
    for path in files:
        kind = next((kind for kind in BUDGETS if path.name.endswith(kind)), None)
        if kind is None:
            faults.append(f"{path.name}: neither wheel nor source distribution nor crate")
            continue
        size = path.stat().st_size
        print(f"{path.name}: {size / MB:.1f} of {BUDGETS[kind] / MB:.0f} MB")
        if size > BUDGETS[kind]:
            faults.append(f"{path.name}: {size:,} bytes, more than {BUDGETS[kind]:,}")
        found = wheel(path) if kind == ".whl" else archive(path)
        faults += [f"{path.name}: {fault}" for fault in found]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def wheel(path: Path) -> Iterator[str]:
    """Yield what is wrong with a wheel."""
    name = WHEEL_NAME.fullmatch(path.name)
    if not name:
        yield "not named dateline-VERSION-cp311-abi3-PLATFORM.whl: one wheel serves every Python from 3.11 on"
        return
    if name["version"] != version():
        yield f"of version {name['version']}, and Cargo.toml says {version()}"
    if not PLATFORM.fullmatch(name["platform"]):
        yield f"{name['platform']} is no platform that we publish for; PyPI may refuse it"
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        yield from unwanted(names)
        folder = f"dateline-{name['version']}.dist-info"
        metadata = message_from_string(packed.read(f"{folder}/METADATA").decode())
        if others := [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]:
            yield f"needs {others}: the wheel is all there is"
        if missing := LICENCES - {Path(name).name for name in names if name.startswith(f"{folder}/licenses/")}:
            yield f"without {sorted(missing)}"
        if not any(re.fullmatch(r"dateline/_dateline\.(abi3\.so|pyd)", name) for name in names):
            yield "without its engine"
        for needed in ("dateline/py.typed", "dateline/_dateline.pyi", "dateline/bench_articles.txt"):
            if needed not in names:
                yield f"without {needed}"
        yield from parts(packed, folder)
    yield from tools(path)


def parts(packed: zipfile.ZipFile, folder: str) -> Iterator[str]:
    """Yield what is wrong with the list of parts: it must name every crate that is in the lock file for the wheel."""
    lists = [name for name in packed.namelist() if name.startswith(f"{folder}/") and is_list(name)]
    if not lists:
        yield "without a list of parts (SBOM)"
        return
    content = packed.read(lists[0])
    if b"file:///" in content:
        yield f"{lists[0]} names a folder of the machine on which it was built"
    told = json.loads(content)
    if told.get("bomFormat") != "CycloneDX":
        yield f"{lists[0]} is not CycloneDX"
    names = {component["name"] for component in told["components"]}
    print(f"  {len(names)} parts in {Path(lists[0]).name}")
    if missing := {"pyo3", "regex", "zstd-sys", "arrow-array"} - names:
        yield f"{lists[0]} does not name {sorted(missing)}"
    if bare := sorted(part["name"] for part in told["components"] if not part.get("licenses")):
        yield f"{lists[0]} has no licence of {bare}"


def archive(path: Path) -> Iterator[str]:
    """Yield what is wrong with a source distribution or a crate."""
    with tarfile.open(path) as packed:
        names = packed.getnames()
    yield from unwanted(names)
    top = f"dateline-{version()}"
    if wrong := sorted({name.split("/")[0] for name in names} - {top}):
        yield f"{wrong} beside {top}"
    needed = {
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "CHANGELOG.md",
        "src/lib.rs",
        "src/embedded/model.bin",
        "seeds/lists/months.txt",
        *LICENCES,
    }
    if path.name.endswith(".tar.gz"):
        needed |= {"PKG-INFO", "pyproject.toml", "python/dateline/__init__.py", "python/dateline/bench_articles.txt"}
    if missing := {f"{top}/{name}" for name in needed} - set(names):
        yield f"without {sorted(missing)}"
    if path.name.endswith(".tar.gz"):
        yield from tools(path)


def unwanted(names: list[str]) -> Iterator[str]:
    """Yield what is not to ship."""
    if found := [name for name in names if UNWANTED.search(name) and not ALLOWED_HIDDEN.search(name)]:
        yield f"{found} is not to ship"


def tools(path: Path) -> Iterator[str]:
    """Yield what the tools of others have to say, as far as they are installed."""
    checks = {"twine": ["twine", "check", "--strict", str(path)]}
    if path.suffix == ".whl":
        checks["abi3audit"] = ["abi3audit", "--strict", "--assume-minimum-abi3", "3.11", str(path)]
    if "linux" in path.name and path.suffix == ".whl":
        checks["auditwheel"] = ["auditwheel", "show", str(path)]
    for module, command in checks.items():
        if not find_spec(module):
            print(f"  {module} is not installed")
            continue
        done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
        told = " ".join((done.stdout + done.stderr).split())
        print(f"  {told}")
        if done.returncode:
            yield f"{module}: {told}"
        if module == "auditwheel" and not any(f'"{tag}"' in told for tag in path.stem.split("-")[-1].split(".")):
            yield f"auditwheel finds another tag than the name has: {told}"


if __name__ == "__main__":
    sys.exit(main())
