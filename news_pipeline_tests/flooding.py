"""Gives a nasty file to every step, in a process of its own that may be killed."""

import multiprocessing
import resource
import signal
import time
from multiprocessing.connection import Connection

from news_pipeline_tests.container_floods import CONTAINERS
from news_pipeline_tests.flood_steps import steps
from news_pipeline_tests.floods import PAGES_AND_TEXTS

SECONDS, MEGABYTES = 10.0, 1000.0
FLOODS = {**PAGES_AND_TEXTS, **CONTAINERS}
"""All families: the name of a file, and what makes its bytes, of about a given size."""


def measure(family: str, size: int, limit: int, told: Connection) -> None:
    """In a process of its own: says of each step that it begins, then what it took."""
    name, make = FLOODS[family]
    for step, do in steps(name, make(size)):
        used = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + limit, resource.RLIM_INFINITY))
        told.send(step)
        do()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.send((step, time.process_time() - used, peak))


def heard(family: str, size: int, limit: int) -> tuple[bool, str]:
    """Whether the family is borne, and what is to be said of it."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=measure, args=(family, size, limit, theirs))
    child.start()
    theirs.close()
    timed: list[tuple[str, float, float]] = []
    step = "making it"
    while True:
        try:
            message = ours.recv()
        except EOFError:
            break
        if isinstance(message, str):
            step = message
        else:
            timed.append(message)
    child.join()
    slow = [f"{name} {seconds:.1f} s" for name, seconds, _ in timed if seconds > 1]
    peak = max((megabytes for *_, megabytes in timed), default=0.0)
    if child.exitcode:
        slow.append(f"{step} over {limit} s" if child.exitcode == -signal.SIGXCPU else f"{step} failed")
    is_borne = not child.exitcode and peak <= MEGABYTES and all(seconds <= SECONDS for _, seconds, _ in timed)
    return is_borne, f"{family:28} {peak:5.0f} MB  {', '.join(slow)}"
