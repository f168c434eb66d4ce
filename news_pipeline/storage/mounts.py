"""Finds mounts whose server does not answer: whoever looks at one waits, perhaps for ever, and cannot be interrupted.

Another process looks first, and is left behind. Linux alone has the table that is read here.
"""

import re
import shutil
import subprocess
from pathlib import Path

from news_pipeline.shared.user_error import UserError

_TABLE = Path("/proc/self/mountinfo")
_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "autofs", "ceph", "fuse", "gluster", "lustre")
"""Beginnings of the kinds of file systems that a server, or another process, answers for."""
_PATH, _BEFORE_KIND = 4, "-"
"""proc(5): the fifth field is where it is mounted; the kind follows a lone hyphen."""
ANSWER_SECONDS = 5.0
_OCTAL = re.compile(r"\\([0-7]{3})")


def check_answers(folder: Path) -> None:
    """Raises UserError when the folder lies on a mount that does not answer."""
    if _remote_mounts() and not _answers(folder):
        raise UserError(
            f"{folder} does not answer: it lies on a network mount whose server is away. Bring it back, or unmount it "
            "and name another folder with --landing or NEWS_LANDING_DIR."
        )


def silent_mounts(root: Path) -> frozenset[Path]:
    """The mounts inside the folder that do not answer. `root` is its real path, and answers."""
    inside = [mount for mount in _remote_mounts() if mount != root and mount.is_relative_to(root)]
    return frozenset(mount for mount in inside if not _answers(mount))


def _remote_mounts() -> list[Path]:
    try:
        lines = _TABLE.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    return [
        Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), row[_PATH]))
        for row in fields
        if row[row.index(_BEFORE_KIND) + 1].startswith(_REMOTE)
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
