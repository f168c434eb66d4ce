"""What the system (Linux) tells of another process: its start, CPU time and memory, and whether it is stopped."""

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
    started_ticks: int
    """Since the machine started: setting the clock does not move it."""


def memory_kills() -> int:
    """How many processes the system has killed for want of memory, since it started; -1 where it does not tell."""
    try:
        lines = Path("/proc/vmstat").read_text(encoding="ascii").splitlines()
    except OSError:
        return -1
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), -1)


def look_at(pid: int | None) -> Look | None:
    """How it is now; None where the system does not tell, or it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None
    fields = stat.rpartition(b") ")[2].split()  # the name before may hold anything
    try:
        return Look(
            is_stopped=fields[0] == b"T",
            cpu_seconds=(int(fields[11]) + int(fields[12])) / _TICKS,
            resident_bytes=max(0, int(fields[21])) * _PAGE_BYTES,
            started_ticks=int(fields[19]),
        )
    except (IndexError, ValueError):
        return None
