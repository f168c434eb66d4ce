"""Finds mounts that are not to be looked at: whose server does not answer, and those in which the kernel shows itself.

Whoever looks at a silent one waits, perhaps for ever, and cannot be interrupted: another process looks first, and is
left behind. Linux alone has the table that is read here.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from news_pipeline.shared.user_error import UserError

_TABLE = Path("/proc/self/mountinfo")
_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "autofs", "ceph", "fuse", "gluster", "lustre")
"""Beginnings of the kinds of file systems that a server, or another process, answers for."""
_KERNEL = frozenset(
    (
        *("binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs"),
        *("fusectl", "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs"),
    )
)
"""Their files hold secrets of processes, or wait for what may never come."""
NO_ANSWER = "a mount that does not answer"
_PATH, _BEFORE_KIND = 4, "-"
"""proc(5): the fifth field is where it is mounted; the kind follows a lone hyphen."""
ANSWER_SECONDS = 5.0
_OCTAL = re.compile(r"\\([0-7]{3})")


def check_answers(folder: Path) -> None:
    """Raises UserError when the folder lies on a mount that does not answer."""
    if not answers(folder):
        raise UserError(
            f"{folder} does not answer: it lies on a network mount whose server is away. Bring it back, or unmount it "
            "and name another folder with --landing or NEWS_LANDING_DIR."
        )


def answers(folder: Path) -> bool:
    """Whether whatever the folder lies on can be looked at."""
    return not any(kind.startswith(_REMOTE) for _, kind in _mounts()) or _answers(folder)


def closed_mounts(folders: Iterable[Path]) -> dict[Path, str]:
    """The mounts inside of the folders, or around them, that are not to be looked at, and why."""
    places, closed = list(folders), {}
    for mount, kind in _mounts():
        if any(mount.is_relative_to(place) or place.is_relative_to(mount) for place in places):
            if kind in _KERNEL:
                closed[mount] = f"a file system of the kernel: {kind}"
            elif kind.startswith(_REMOTE) and not _answers(mount):
                closed[mount] = NO_ANSWER
    return closed


def is_of_kernel(folder: Path) -> bool:
    """Whether the folder, named without links, lies in a file system of the kernel."""
    around = [(mount, kind) for mount, kind in _mounts() if folder.is_relative_to(mount)]
    return bool(around) and max(around, key=lambda each: len(each[0].parts))[1] in _KERNEL


def _mounts() -> list[tuple[Path, str]]:
    """Where each is mounted, and its kind."""
    try:
        lines = _TABLE.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    rows = [line.split(" ") for line in lines]
    return [
        (Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), row[_PATH])), row[row.index(_BEFORE_KIND) + 1])
        for row in rows
    ]


def _answers(path: Path) -> bool:
    """Whether `stat` comes back; it is not waited for after it was killed."""
    command = shutil.which("stat")
    if not command:
        return True
    looking = subprocess.Popen(  # noqa: S603 a path is no option behind --
        [command, "-L", "--", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        looking.wait(ANSWER_SECONDS)
    except subprocess.TimeoutExpired:
        looking.kill()
        return False
    return True
