"""The process that workers are forked from: it has loaded what they need, so that a new worker costs milliseconds.

It is started with the search path of this process, not with the folder it happens to stand in, which may be anyone's.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from typing import Any

HAS_ONE = "forkserver" in get_all_start_methods()
if HAS_ONE:
    from multiprocessing import forkserver

SHARED_TAGGER = "NEWS_SHARED_TAGGER"
"""Environment variable in which the fork server finds the taggers that it loads."""
CONTEXT: Any = get_context("forkserver" if HAS_ONE else "spawn")
_FIRST, _LAST = "news_pipeline.engine.fork_server_start", "news_pipeline.engine.fork_server_end"
_LOADED = ("news_pipeline.steps.", "news_pipeline.engine.", "news_pipeline.cli.main")
"""Modules whose functions are sent to workers, and what the command's script loads: Python runs it in each worker, for
functions that may stand there. Those that this process has loaded by now are loaded once for all."""
_BESIDE = ("pandas", "news_pipeline.steps.metadata.loaded_once", "news_pipeline.steps.mentions.loaded_once")
"""What pyarrow loads when it first packs an answer; the largest models and tables of the steps."""


def ensure_fork_server(tagger: str = "") -> None:
    """Start it, if it does not run; it loads what it needs while this process goes on.

    `tagger` is the setting of the taggers, whose models all workers then share; without, each loads them when it tags.
    """
    if not HAS_ONE:
        return
    loaded = sorted(name for name in sys.modules if name.startswith(_LOADED))
    beside = _BESIDE if any(name.startswith(_LOADED[0]) for name in loaded) else ()
    forkserver.set_forkserver_preload([_FIRST, *loaded, *beside, _LAST])
    environment = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONSAFEPATH": "1"}
    with _environment(**environment, **{SHARED_TAGGER: tagger}):
        forkserver.ensure_running()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
