"""A PostgreSQL of our own, from Debian's package, for a test."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from news_pipeline_tests.ports import free_port


@contextmanager
def postgres_server() -> Iterator[str]:
    """libpq's words for a server that listens on loopback alone, of Debian's package. Skips the test without one."""
    found = [shutil.which("initdb"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))]
    initdb = next(filter(None, found), None)
    if initdb is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    programs = Path(initdb).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="lake-"))  # sockets have short paths
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    run: dict[str, Any] = {"user": user, "stdout": subprocess.DEVNULL, "cwd": folder}
    data = folder / "db"
    port = free_port()
    try:
        subprocess.run([programs / "initdb", "-A", "trust", "-U", "postgres", "-D", data], check=True, **run)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run(
            [programs / "pg_ctl", "-w", "-D", data, "-o", options, "-l", folder / "log", "start"], check=True, **run
        )
        try:
            yield f"host=127.0.0.1 port={port} user=postgres"
        finally:
            subprocess.run([programs / "pg_ctl", "-m", "immediate", "-D", data, "stop"], check=True, **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
