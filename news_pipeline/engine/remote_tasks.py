"""What a worker on another host does with a task: sees that its code is the run's, then works as a local worker does.

The functions run in a worker process below the one that the cluster started. So a document that raises, dies or hangs
is found there, by the same rules as on one host, and the cluster's worker goes on.
"""

import pickle
import threading
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from multiprocessing import current_process
from pathlib import Path
from typing import Any

from news_pipeline.engine.compute import LocalProcesses
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.workers import Function
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.shared.user_error import UserError

_HERE = threading.local()
"""One worker process for each thread that takes tasks."""


def pack(value: Any) -> bytes:
    """Functions travel by name.

    Not compressed: that took two thirds of the time, and the run, not the network, is what all workers wait for.
    """
    return pickle.dumps(value, protocol=5)


def unpack(packed: bytes) -> Any:
    """What was packed, by this run or by a worker that it trusts."""
    return pickle.loads(packed)  # noqa: S301 from our own scheduler


def do_task(packed: bytes, code: str) -> bytes:
    """Do `map_rows` or `read_sources` of a run with that code. Raises UserError when the code here is another."""
    if code != code_hash():
        raise UserError(
            f"A worker has other code ({code_hash()[:8]}) than this run ({code[:8]}). Install the same version of "
            "news-pipeline there, and start the worker anew."
        )
    function, arguments = unpack(packed)
    return pack(function(*arguments))


def map_rows(function: Function, rows: list[Row], alone: int) -> list[Outcome]:
    """The outcomes of the rows; a row that cannot be done gives a Fault."""
    [outcomes] = _processes().map(function, [rows], alone)
    return outcomes


def read_sources(function: Read, sources: list[Source], size: PartSize) -> list[Part]:
    """All parts of the sources, which are small."""
    try:
        return list(_processes().read(function, sources, size))
    except FileNotFoundError as error:
        if "://" in str(error.filename):
            raise
        raise UserError(
            f"A worker does not find {error.filename}: the folder of NEWS_DATA_DIR must be mounted there too, "
            "under the same path. Or keep raw files in an object store, NEWS_RAW_STORE."
        ) from error


@cache
def code_hash() -> str:
    """A hash of this package's files: code and queries by what is in them, data files by their sizes.

    It is that of the moment when it was first asked for, as the code in memory is.
    """
    root, hasher = Path(__file__).resolve().parent.parent, blake2b(digest_size=16)
    for path in sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        hasher.update(str(path.relative_to(root)).encode())
        is_text = path.suffix in (".py", ".sql")
        hasher.update(path.read_bytes() if is_text else str(path.stat().st_size).encode())
    return hasher.hexdigest()


def _processes() -> LocalProcesses:
    if current_process().daemon:
        raise UserError(
            "Dask's workers must be allowed to start processes: set DASK_DISTRIBUTED__WORKER__DAEMON=False where they "
            "are started."
        )
    if not hasattr(_HERE, "processes"):
        _HERE.processes = LocalProcesses(1)
    processes: LocalProcesses = _HERE.processes
    return processes


Task = tuple[Callable[..., Any], tuple[Any, ...]]
"""`map_rows` or `read_sources`, and its arguments."""
