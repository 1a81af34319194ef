"""What a release rests on: the changelog's shape, one version everywhere, workflows whose actions are pinned."""

from __future__ import annotations

import io
import json
import re
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import changelog
import contents
import dateline as dl
import parts
from rows import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

GOOD = """# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-24

### Added
- Snow.

### Fixed
- Ice.

## [0.1.0] - 2026-11-30
- The first.
"""


def test_the_changelog_has_its_shape() -> None:
    assert list(changelog.shape((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))) == []
    assert list(changelog.shape(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("2026-12-24", "24 Dec", "a version has the day"),
        ("2026-12-24", "2026-01-01", "the latest version comes first"),
        ("### Fixed", "### Mended", "Mended is none of"),
        ("### Fixed", "### Added", "Added is there twice"),
        ("## [0.2.0] - 2026-12-24", "## 0.2.0", "line 5: not"),
        ("[0.1.0]", "[0.2.0]", "0.2.0 is there twice"),
        ("[0.1.0]", "[first]", "first is no version"),
        ("## [0.1.0] - 2026-11-30", "## [Unreleased]", "Unreleased is there twice"),
    ],
)
def test_faults_of_a_changelog(good: str, bad: str, fault: str) -> None:
    assert any(fault in line for line in changelog.shape(GOOD.replace(good, bad)))


def test_what_speaks_against_a_release() -> None:
    assert list(changelog.released(GOOD, "0.2.0", "v0.2.0")) == []
    assert "Cargo.toml says 0.2.0" in "".join(changelog.released(GOOD, "0.2.0", "v0.3.0"))
    assert "no section of 0.3.0" in "".join(changelog.released(GOOD, "0.3.0", "v0.3.0"))
    empty = "## [1.0.0] - 2026-12-31\n\n## [0.9.0] - 2026-12-30\n- Something.\n"
    assert "nothing in it" in "".join(changelog.released(empty, "1.0.0", "v1.0.0"))


def test_there_is_one_version() -> None:
    assert dl.__version__ == changelog.version()
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    assert [package["version"] for package in lock["package"] if package["name"] == "dateline"] == [dl.__version__]
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"]


def wheel_of(folder: Path, name: str, **more: str) -> Path:
    """Write something like a wheel."""
    path = folder / name
    info = f"dateline-{changelog.version()}.dist-info"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{info}/METADATA", "Metadata-Version: 2.4\nName: dateline\n" + more.get("metadata", ""))
        packed.writestr("dateline/__pycache__/x.pyc", "")
        packed.writestr(f"{info}/licenses/LICENSE-MIT", "")
    return path


def test_faults_of_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "tools", lambda _: [])
    version = changelog.version()
    name = f"dateline-{version}-cp311-abi3-linux_x86_64.whl"
    told = "\n".join(contents.wheel(wheel_of(tmp_path, name, metadata="Requires-Dist: tqdm\n")))
    for words in (
        "linux_x86_64 is no platform that we publish for",
        "needs ['tqdm']",
        "without ['LICENSE', 'LICENSE-APACHE']",
        "without its engine",
        "without dateline/py.typed",
        "without a list of parts",
        "x.pyc'] is not to ship",
    ):
        assert words in told
    assert "cp311-abi3" in next(contents.wheel(tmp_path / f"dateline-{version}-cp312-cp312-linux_x86_64.whl"))


@pytest.mark.parametrize("folder", ["/home/ann/news#dateline@", "/home/ann/dateline#", "/D:/news#dateline@"])
def test_a_list_of_parts_names_no_folder(tmp_path: Path, folder: str) -> None:
    name = f"dateline-{changelog.version()}.dist-info/sboms/dateline.cyclonedx.json"
    told = f'{{"bom-ref": "path+file://{folder}0.1.0 bin-target-0", "purl": "pkg:cargo/dateline@0.1.0"}}'.encode()
    record = name.replace("sboms/dateline.cyclonedx.json", "RECORD")
    path = tmp_path / "dateline.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(zipfile.ZipInfo("dateline/x.py"), "1")
        packed.writestr(name, told)
        packed.writestr(record, parts.line(name, told) + f"{record},,\n".encode())
    parts.rename(tmp_path)
    with zipfile.ZipFile(path) as packed:
        renamed = packed.read(name)
        assert json.loads(renamed)["bom-ref"] == "pkg:cargo/dateline@0.1.0 bin-target-0"
        assert packed.read(record) == parts.line(name, renamed) + f"{record},,\n".encode()
        assert packed.getinfo("dateline/x.py").date_time == (1980, 1, 1, 0, 0, 0)
    before = path.read_bytes()
    parts.rename(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        ("manylinux2014_x86_64.manylinux_2_17_x86_64", True),
        ("manylinux_2_34_aarch64", True),
        ("musllinux_1_2_aarch64", True),
        ("macosx_10_12_x86_64", True),
        ("macosx_11_0_arm64", True),
        ("win_amd64", True),
        ("linux_x86_64", False),
        ("win32", False),
    ],
)
def test_platforms(tag: str, good: bool) -> None:
    assert bool(contents.PLATFORM.fullmatch(tag)) is good


def test_faults_of_a_crate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    top = f"dateline-{changelog.version()}"
    with tarfile.open(tmp_path / f"{top}.crate", "w:gz") as packed:
        for name in (
            f"{top}/src/lib.rs",
            f"{top}/.pytest_cache/README.md",
            "other/file",
            f"{top}/.cargo_vcs_info.json",
        ):
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    (tmp_path / "notes.txt").touch()
    monkeypatch.setitem(contents.BUDGETS, ".crate", 10)
    monkeypatch.setattr("sys.argv", ["contents.py", str(tmp_path)])
    assert contents.main() == 1
    told = capsys.readouterr().err
    for words in (
        "more than 10",
        ".pytest_cache/README.md'] is not to ship",
        "['other'] beside",
        "model.bin",
        "notes.txt",
    ):
        assert words in told


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_nothing_is_allowed_by_default(path: object) -> None:
    text = (ROOT / ".github" / "workflows" / str(path)).read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), f"{action} is not pinned to a commit"
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{action} does not say its version"
    assert "\npermissions: {}\n" in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert "secrets." not in text
