"""What the system tells of another process, where it does (Linux): whether it is stopped, its CPU time, its memory."""

import os
from dataclasses import dataclass
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a process; fields of proc_pid_stat(5)."""

    is_stopped: bool
    """By a signal."""
    cpu_seconds: float
    """User and system."""
    resident_bytes: int


def look_at(pid: int | None) -> Look | None:
    """How it is now; None where the system does not tell, or it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    fields = stat.rpartition(b") ")[2].split()  # the name before may hold anything
    try:
        return Look(
            fields[0] == b"T", (int(fields[11]) + int(fields[12])) / _TICKS, max(0, int(fields[21])) * _PAGE_BYTES
        )
    except (IndexError, ValueError):
        return None
