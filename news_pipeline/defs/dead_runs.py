"""Closes Dagster's records of runs whose process is gone, and tells which runs are going.

A run whose process was killed stays STARTED in Dagster's history, and runs from the UI, the schedule and the sensor
would wait for it for ever. So each run is signed with its process. Records whose process is gone are closed at the
start of every run, and by a sensor that is always on.
"""

import socket
from pathlib import Path
from time import time

import dagster as dg
import psutil

from news_pipeline.engine.process_look import look_at

PROCESS_TAG = ".dagster/news_pipeline_process"
"""Host, process id and start of the process. The prefix keeps it out of the UI's lists."""
GOING = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
SIGNING_JOB = "everything"
UNSIGNED_SECONDS = 900.0
"""Since its record last changed."""
_CLOCK_SECONDS = 10.0  # psutil derives a start from the clock: it moves when the clock is set
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_GONE = (
    "The process of this run is gone: it was killed, or the machine went down. "
    "Nothing that it committed is lost; the next run goes on from there."
)


def adopt_run(instance: dg.DagsterInstance, run_id: str, pid: int) -> None:
    """Sign the run with its process, and close the records of runs whose process is gone."""
    if instance.get_run_by_id(run_id):
        instance.add_run_tags(run_id, {PROCESS_TAG: f"{socket.gethostname()} {_process(pid)}"})
    close_dead_runs(instance)


def close_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs of this machine whose process is gone as failed, or as cancelled where a person asked for it.

    Returns their ids. Leaves runs of other machines and runs that nobody signed alone: whether they live is unknown.
    But a run of everything signs within seconds, or was killed before it could.
    """
    working = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
    closed = []
    for record in instance.get_run_records(working):
        run = record.dagster_run
        host, _, process = run.tags.get(PROCESS_TAG, "").partition(" ")
        is_unsigned = not host and run.job_name == SIGNING_JOB
        if is_unsigned and abs(time() - record.update_timestamp.timestamp()) < UNSIGNED_SECONDS:
            continue
        if not is_unsigned and (host != socket.gethostname() or _is_alive(process)):
            continue
        if run.status == dg.DagsterRunStatus.CANCELING:
            instance.report_run_canceled(run, _GONE)
        else:
            instance.report_run_failed(run, _GONE)
        closed.append(run.run_id)
    return closed


def going_runs(instance: dg.DagsterInstance) -> list[str]:
    """Ids of the runs that wait or work, newest first. Closes the records of dead ones before."""
    close_dead_runs(instance)
    return [run.run_id for run in instance.get_runs(dg.RunsFilter(statuses=GOING))]


def _process(pid: int) -> str:
    """Process id and start. The system uses an id again; with the start it is unique on a machine."""
    ticks = _ticks(pid)
    return f"{pid}@{f'{psutil.Process(pid).create_time():.2f}' if ticks is None else ticks}"


def _ticks(pid: int) -> str | None:
    """When a process started, in time of the machine, which no clock moves; None where the system does not tell."""
    look = look_at(pid)
    try:
        return f"{look.started_ticks} of {_BOOT.read_text(encoding='ascii').strip()[:8]}" if look else None
    except OSError:
        return None


def _is_alive(process: str) -> bool:
    """Whether the process that `_process` named still runs."""
    pid, _, started = process.partition("@")
    if " of " in started:
        return _ticks(int(pid)) == started
    try:
        return abs(psutil.Process(int(pid)).create_time() - float(started)) < _CLOCK_SECONDS
    except psutil.Error:
        return False
