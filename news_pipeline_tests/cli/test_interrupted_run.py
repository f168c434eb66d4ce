"""Dagster may take Ctrl-C for a failure of the step at work: the command tells the two apart."""

from dataclasses import dataclass

import dagster as dg

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
