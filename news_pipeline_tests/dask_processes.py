"""Schedulers and workers of Dask as other hosts have them: processes of their own, killed at the end of a block."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from news_pipeline_tests.ports import free_port

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False", "NEWS_TAGGER": "gazetteer"}
WORKER = ("--nthreads", "1", "--no-dashboard", "--memory-limit", "0")


def started(kind: str, *arguments: str, cwd: Path = ROOT) -> subprocess.Popen[bytes]:
    """`dask scheduler` or `dask worker`, with the environment of this moment."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
    searched = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": searched}
    return Ended(command, env=environment, cwd=cwd, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def scheduler(port: int) -> subprocess.Popen[bytes]:
    return started("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")


class Ended(subprocess.Popen[bytes]):
    """Is killed at the end of its block."""

    def __exit__(self, *error: object) -> None:
        self.kill()
        super().__exit__(*error)  # type: ignore[arg-type]


class scheduler_process:  # noqa: N801 used as a function
    """A scheduler without workers, which answers; its address."""

    def __enter__(self) -> str:
        port = free_port()
        self.process = scheduler(port)
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.2)
        return f"tcp://127.0.0.1:{port}"

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
