"""Threads, forks and signals."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dateline as dl
from rows import samples

TEXTS = [path.read_text(encoding="utf-8") for path in samples()]


def test_threads_agree() -> None:
    wanted = [dl.parse(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(dl.parse, TEXTS * 3)) == wanted * 3
        batches = pool.map(lambda _: list(dl.pipe(TEXTS, workers=2)), range(4))
        assert all(batch == wanted for batch in batches)
        shared = wanted[0]
        assert len(set(pool.map(lambda _: tuple(shared.mentions), range(50)))) == 1


def test_the_interpreter_is_free_while_the_core_works() -> None:
    ticks = 0
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(dl.parse, "\n".join(TEXTS * 20))
        while not work.done():
            time.sleep(0.001)
            ticks += 1
    assert ticks > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_child_reads() -> None:
    wanted = list(dl.pipe(TEXTS, workers=2))  # the parent's threads exist now
    child = os.fork()
    if child == 0:
        signal.alarm(30)  # the watchdog of a child that waits for threads it does not have
        same = list(dl.pipe(TEXTS, workers=2)) == wanted and dl.parse(TEXTS[0]) == wanted[0]
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_batch_does_not_go_on_in_a_child() -> None:
    batch = dl.pipe(TEXTS * 10, workers=2)
    next(batch)
    child = os.fork()
    if child == 0:
        signal.alarm(30)
        try:
            next(batch)
        except RuntimeError:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert next(batch).text == TEXTS[1]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_multiprocessing(method: str) -> None:
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(dl.parse, TEXTS[:4]) == [dl.parse(text) for text in TEXTS[:4]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_forks_while_another_thread_works() -> None:
    over = threading.Event()

    def work() -> None:
        workers = itertools.cycle([1, 2, 3])  # pools come and go too
        while not over.is_set():
            list(dl.pipe(["Rome is wet."] * 20, workers=next(workers)))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        until = time.monotonic() + 8
        while time.monotonic() < until:
            child = os.fork()
            if child == 0:
                signal.alarm(10)
                same = [len(list(dl.pipe(["Rome is wet."] * 3, workers=2))), len(dl.parse("Rome.").text)] == [3, 5]
                os._exit(0 if same else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        over.set()
        thread.join()


LONG_WORK = {
    "one long text": "dl.parse(text * 4000)",
    "endless texts": "for _ in dl.pipe(itertools.repeat(text)): pass",
    "many texts": "dl.parse_many([text] * 1_000_000)",
    "a pipe without a writer": "os.mkfifo('fifo'); dl.read('fifo')",
}


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send here")
@pytest.mark.parametrize("work", LONG_WORK.values(), ids=LONG_WORK.keys())
def test_ctrl_c(work: str, tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(
        f"""import itertools, os, sys, time
import dateline as dl
text = open({str(samples()[0])!r}, encoding="utf-8").read()
print("ready", flush=True)
try:
    {work}
except KeyboardInterrupt:
    print(time.time())
""",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5)
        sent = time.time()
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=30)
    assert float(output) - sent < 1
