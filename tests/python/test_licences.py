"""Every crate that is built in comes from crates.io, under a licence of `deny.toml`; none is banned there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib

import pytest

from rows import ROOT

POLICY = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))


def allowed(licence: str, allow: set[str]) -> bool:
    """Whether an SPDX expression can be met by what is allowed; `/` is the older form of `OR`."""
    words = re.findall(r"\(|\)|AND|OR|[\w.+-]+(?: WITH [\w.-]+)?", licence.replace("/", " OR "))
    steps = {"AND": " and ", "OR": " or ", "(": "(", ")": ")"}
    return bool(eval("".join(steps.get(word) or str(word in allow) for word in words)))  # of words of our own alone


def test_expressions() -> None:
    allow = {"MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"}
    assert allowed("MIT", allow)
    assert allowed("GPL-3.0/MIT", allow)
    assert allowed("(GPL-3.0 OR MIT) AND Zlib", allow)
    assert allowed("Apache-2.0 WITH LLVM-exception", allow)
    assert not allowed("MIT AND GPL-3.0", allow)
    assert not allowed("Apache-2.0", allow)


@pytest.mark.skipif(not shutil.which("cargo"), reason="no cargo here")
def test_what_is_built_in() -> None:
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--all-features"]
    told = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    allow = set(POLICY["licenses"]["allow"])
    crates = [package for package in told["packages"] if package["name"] != "dateline"]
    assert len(crates) > 100
    sources = {package["source"] for package in crates}
    assert sources == {"registry+https://github.com/rust-lang/crates.io-index"}
    broken = [(c["name"], c["license"]) for c in crates if not c["license"] or not allowed(c["license"], allow)]
    assert not broken
    banned = {ban["crate"] for ban in POLICY["bans"]["deny"]}
    assert not banned & {package["name"] for package in crates}
