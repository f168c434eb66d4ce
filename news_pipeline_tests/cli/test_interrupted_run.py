"""Dagster may take Ctrl-C for a failure of the step at work: the command tells the two apart."""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

import dagster as dg
import duckdb
import pytest

from news_pipeline.cli.interrupts import watched_interrupts
from news_pipeline.defs.run_end import is_interrupt
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


@pytest.fixture
def raising_handler() -> Iterator[None]:
    """SIGINT is taken as Dagster takes it: the handler raises."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise dg.DagsterExecutionInterruptedError

    before = signal.signal(signal.SIGINT, interrupt)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_in_a_query_is_none_of_duckdbs_failures(raising_handler: None) -> None:
    with watched_interrupts() as was_asked_to_end, duckdb.connect() as connection:
        assert not was_asked_to_end()
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(RuntimeError) as caught:
            connection.execute("SELECT count(*) FROM range(1000000000000) AS numbers (n) WHERE hash(n) = 3").fetchall()
        assert is_interrupt(Kept("DagsterExecutionStepExecutionError", Kept("RuntimeError", None, f"{caught.value}\n")))
        assert was_asked_to_end()
        assert was_asked_to_end(), "it stays asked"
    with watched_interrupts() as was_asked_to_end:
        assert not was_asked_to_end(), "each run for itself"


def test_a_thread_is_never_asked() -> None:
    answers = []

    def ask() -> None:
        with watched_interrupts() as was_asked_to_end:
            answers.append(was_asked_to_end())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert answers == [False]
