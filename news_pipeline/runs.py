"""Dagster's own records of runs, kept true after a crash.

A run that was killed stays STARTED in Dagster's history for ever. Who holds the run lock knows that no other run of
this machine is at work, so at its start it marks those whose process is gone as failed. Here: that, and which runs
are going. Elsewhere: the lock (lock.py).
"""

import socket

import dagster as dg
import psutil

_HOST_TAG = "news_pipeline/host"
_PROCESS_TAG = "news_pipeline/process"
GOING = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def adopt_run(instance: dg.DagsterInstance, run_id: str, pid: int) -> None:
    """Note which process does this run, and close the records of runs whose process is gone."""
    if instance.get_run_by_id(run_id):
        instance.add_run_tags(run_id, {_HOST_TAG: socket.gethostname(), _PROCESS_TAG: _process(pid)})
    mine = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED], tags={_HOST_TAG: socket.gethostname()})
    for run in instance.get_runs(mine):
        if run.run_id != run_id and not _is_alive(run.tags[_PROCESS_TAG]):
            instance.report_run_failed(run, "The process of this run is gone: it was killed, or the machine went down. Nothing that it committed is lost; the next run goes on from there.")


def going_runs(instance: dg.DagsterInstance) -> int:
    """Runs that wait or work."""
    return len(instance.get_run_records(dg.RunsFilter(statuses=GOING)))


def _process(pid: int) -> str:
    """A process id alone is used again one day; with the time of its start it is unique on a machine."""
    return f"{pid}@{psutil.Process(pid).create_time():.2f}"


def _is_alive(process: str) -> bool:
    pid = int(process.partition("@")[0])
    try:
        return _process(pid) == process
    except psutil.Error:
        return False
