"""Many threads over one extractor, and further interpreters in one process."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import dateline as dl
from rows import samples

TEXTS = [path.read_text(encoding="utf-8") for path in samples()]


def test_one_extractor_in_32_threads() -> None:
    extractor = dl.Extractor(gazetteer={"OWN": ["Reuters"]}, min_score=0.3)
    wanted = [extractor(text) for text in TEXTS]
    together = threading.Barrier(32)
    shared = dl.parse_many(TEXTS)

    def work(first: int) -> None:
        together.wait()
        for number in range(first, first + len(TEXTS)):
            at = number % len(TEXTS)
            article = extractor(TEXTS[at])
            assert article == wanted[at]
            # views of one article, made by all threads at once
            assert wanted[at].to_json() == article.to_json()
            assert hash(tuple(wanted[at].mentions)) == hash(tuple(article.mentions))
        assert len(list(extractor.pipe(TEXTS[:4], workers=2))) == 4
        assert len(shared.mentions) == sum(len(article.mentions) for article in shared)

    with ThreadPoolExecutor(32) as pool:
        assert list(pool.map(work, range(32))) == [None] * 32


SECOND = """
import sys
try:
    import _interpreters as interpreters
    made = interpreters.create("legacy"), interpreters.create("isolated")
except ImportError:
    import _xxsubinterpreters as interpreters
    made = interpreters.create(isolated=False), interpreters.create(isolated=True)
import dateline as dl
assert dl.parse("Ann Lee left.").mentions
for interpreter in made:
    told = interpreters.run_string(interpreter, '''
try:
    import dateline
except ImportError as why:
    assert "interpreter" in str(why), why
else:
    raise AssertionError("it was let in")
''')
    assert told is None, told
assert dl.parse("Ann Lee left.").mentions
print("sound")
"""


def test_a_second_interpreter_is_told_why_not() -> None:
    done = subprocess.run([sys.executable, "-c", SECOND], capture_output=True, text=True, timeout=60)
    assert done.stdout == "sound\n", done.stderr


@pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this Python has a GIL")
def test_the_gil_stays_off() -> None:
    assert not sys._is_gil_enabled()  # type: ignore[attr-defined]
