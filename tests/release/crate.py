"""Check the crate as crates.io gets it: it packs, builds and passes its tests from what is packed alone.

    python tests/release/crate.py [--dirty]

`--dirty` packs what is not committed too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from changelog import ROOT, version

FEATURES = "html,parquet"
"""Beside the default ones: those with tests that need no training."""


def main() -> int:
    """Run all checks; what fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dirty", action="store_true")
    dirty = ["--allow-dirty"] if parser.parse_args().dirty else []
    subprocess.run(["cargo", "publish", "--dry-run", "--locked", *dirty], cwd=ROOT, check=True)
    # cargo 1.95 leaves what it would have published a folder deeper than what it only packed
    packed = (target() / "package").rglob(f"dateline-{version()}.crate")
    crate = max(packed, key=lambda path: path.stat().st_mtime)
    with tempfile.TemporaryDirectory() as folder:
        contents = [sys.executable, str(ROOT / "tests/release/contents.py"), folder]
        (Path(folder) / crate.name).write_bytes(crate.read_bytes())
        subprocess.run(contents, check=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(crate) as archive:
            archive.extractall(folder, filter="data")
        tests = ["cargo", "test", "--locked", "--features", FEATURES]
        here = Path(folder) / f"dateline-{version()}"
        subprocess.run(tests, cwd=here, env={**os.environ, "CARGO_TARGET_DIR": str(target())}, check=True)
    return 0


def target() -> Path:
    """Return the folder in which cargo builds."""
    asked = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
    done = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)
    return Path(json.loads(done.stdout)["target_directory"])


if __name__ == "__main__":
    sys.exit(main())
