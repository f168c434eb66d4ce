"""Dagster may take Ctrl-C for a failure of the step at work: the command tells the two apart."""

import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

import dagster as dg

from news_pipeline.defs.run_end import is_interrupt
from news_pipeline.engine.interrupts import STOPPED, ends_when_interrupted
from news_pipeline.shared.user_error import UserError


@dataclass(frozen=True, slots=True)
class Kept:
    """An error as Dagster's events keep it."""

    cls_name: str
    cause: "Kept | None" = None
    message: str = ""


def test_an_interrupt_is_no_failure() -> None:
    interrupt = dg.DagsterExecutionInterruptedError.__name__
    assert is_interrupt(Kept(interrupt))
    assert is_interrupt(Kept("DagsterExecutionStepExecutionError", Kept(interrupt)))
    assert not is_interrupt(Kept("DagsterExecutionStepExecutionError", Kept(UserError.__name__)))
    assert not is_interrupt(None)


QUERIES = """
import os, signal, threading
import dagster as dg, duckdb
from news_pipeline.engine.interrupts import ends_when_interrupted

def interrupt(_number, _frame):
    raise dg.DagsterExecutionInterruptedError  # as Dagster takes it

signal.signal(signal.SIGINT, interrupt)
for _ in range(8):
    with ends_when_interrupted(), ends_when_interrupted() as was_asked, duckdb.connect() as connection:
        assert not was_asked(), "each run for itself"
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            connection.execute("SELECT count(*) FROM range(1000000000000) AS n (n) WHERE hash(n) = 3").fetchall()
        except RuntimeError as error:
            assert was_asked() and was_asked(), "it stays asked"
            print(error, flush=True)
"""


def test_an_interrupt_ends_a_query_and_is_none_of_duckdbs_failures() -> None:
    """DuckDB notes the signal at once, or not at all when another thread of its own works at the query."""
    done = subprocess.run([sys.executable, "-c", QUERIES], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in {0, 128 + signal.SIGINT}, done.stderr
    assert (STOPPED in done.stderr) == (done.returncode != 0)
    for words in done.stdout.splitlines():
        assert is_interrupt(Kept("DagsterExecutionStepExecutionError", Kept("RuntimeError", None, f"{words}\n")))
    assert done.stdout or done.returncode


def test_a_thread_is_never_asked() -> None:
    answers = []

    def ask() -> None:
        with ends_when_interrupted() as was_asked_to_end:
            answers.append(was_asked_to_end())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert answers == [False]
