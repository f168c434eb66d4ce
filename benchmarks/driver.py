"""How many documents a second one run can hand out to a Dask cluster: its own CPU, with functions that only sleep.

    NEWS_TAGGER=gazetteer python -m benchmarks.driver LANDING [--workers N] [--sleep-ms MS]

Two runs over the same landing folder. The first, in this process, notes what each function of a document answers.
The second hands the documents to workers of this host that sleep and give the noted answers: what is left is the
work of the run itself, counted as CPU of its process: rows read, packed, handed out, answers taken and committed.
Scheduler and workers are processes of their own, as on a cluster. Sets are shown apart: they look at all articles, in
real workers.
"""

import argparse
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import psutil

from news_pipeline.engine.answers import Answering, Packing
from news_pipeline.engine.compute import ATTEMPTS_ALONE, Compute, Inline
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.pipeline import Pipeline, open_pipeline, pipeline_of
from news_pipeline.engine.progress import no_report
from news_pipeline.engine.workers import Function
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.mentions.rows import tag_rows
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import list_landing

_START_SECONDS = 60.0


@dataclass(slots=True)
class Noting:
    """Works in this process, and notes what each function answers to each row."""

    answers: dict[tuple[str, Any], Outcome]

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = ATTEMPTS_ALONE, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        """See Compute."""
        own = _own(function)
        if own:
            name, inner, with_inner = own
            function = with_inner(_Noted(inner, name, self.answers))
        return Inline().map(function, chunks, alone, ahead)

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """See Compute."""
        return Inline().read(function, sources, size)

    def close(self) -> None:
        """See Compute."""


@dataclass(slots=True)
class Replaying:
    """Hands the rows to another Compute, with functions that sleep and give the noted answers."""

    compute: Compute
    path: Path
    sleep: float

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = ATTEMPTS_ALONE, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        """See Compute."""
        own = _own(function)
        if own:
            name, _, with_inner = own
            function = with_inner(Replay(name, str(self.path), self.sleep))
        return self.compute.map(function, chunks, alone, ahead)

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """See Compute."""
        return self.compute.read(function, sources, size)

    def close(self) -> None:
        """See Compute."""
        self.compute.close()


@dataclass(frozen=True, slots=True)
class _Noted:
    func: Callable[..., list[Outcome]]
    name: str
    answers: dict[tuple[str, Any], Outcome]

    def __call__(self, rows: list[Row]) -> list[Outcome]:
        outcomes = self.func(rows)
        self.answers.update(zip(((self.name, _key(row)) for row in rows), outcomes, strict=True))
        return outcomes


@dataclass(frozen=True, slots=True)
class Replay:
    """A function of documents that knows the answers."""

    name: str
    path: str
    sleep: float

    def __call__(self, rows: list[Row]) -> list[Outcome]:
        """Sleep, and look the answers up."""
        answers = _noted(self.path)
        time.sleep(self.sleep * len(rows))
        return [answers[self.name, _key(row)] for row in rows]


@cache
def _noted(path: str) -> dict[tuple[str, Any], Outcome]:
    found: dict[tuple[str, Any], Outcome] = pickle.loads(Path(path).read_bytes())  # noqa: S301 our own
    return found


def _own(function: Function) -> tuple[str, Callable[..., Any], Callable[[Any], Function]] | None:
    """Name and function of a loop over documents or of tagging, and how to put another one in its place."""
    if isinstance(function, Answering):
        return function.loop, function.func, lambda inner: replace(function, func=inner)
    if isinstance(function, Packing) and function.func is tag_rows:
        return "tag", function.func, lambda inner: replace(function, func=inner)
    return None


def _key(row: Row) -> Any:
    """What tells the row from the others of its loop: the same in each run."""
    return (row["tagger"], row["paragraph_hash"]) if "paragraph_hash" in row else row["article_id"]


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU of this process in a loop."""

    loop: str
    documents: int
    seconds: float
    of_documents: bool


def run(settings: Settings, compute: Callable[[Pipeline], Compute]) -> list[Spent]:
    """Everything but publishing."""
    spent: list[Spent] = []
    with open_pipeline(settings, CATALOG, "benchmark", no_report, lambda _: None) as opened:
        pipeline = pipeline_of(opened.warehouse, compute(opened))
        started = process_time()
        documents = ingest_landing(list_landing(settings.landing_dir), set(), pipeline).documents
        spent.append(Spent("raw_documents", documents, process_time() - started, of_documents=True))
        for loop in (loop for step in STEPS[1:] for loop in step.loops):
            started = process_time()
            done = loop.run(pipeline).processed
            seconds = process_time() - started
            spent.append(Spent(loop.name, done, seconds, of_documents=isinstance(loop, DocumentLoop)))
    return spent


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """Address and process of a scheduler with workers on this host."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with ExitStack() as stack:
        port = address.rpartition(":")[2]
        scheduler = stack.enter_context(_ended("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"))
        for _ in range(workers):
            stack.enter_context(_ended("worker", address, "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"))
        yield address, psutil.Process(scheduler.pid)


@contextmanager
def _ended(kind: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 our own arguments
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments],
        env={**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(workers: int, address: str) -> None:
    """Until so many are there."""
    from distributed import Client  # noqa: PLC0415 an extra

    with Client(address, timeout=_START_SECONDS, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=_START_SECONDS)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """Print milliseconds of CPU a document, by loop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("landing", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sleep-ms", type=float, default=1.0, help="of a function, a document")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def settings(data: str, scheduler: str | None = None) -> Settings:
            given = {"landing_dir": options.landing, "data_dir": folder / data, "dask_scheduler": scheduler}
            return load_settings({key: value for key, value in given.items() if value is not None})

        answers: dict[tuple[str, Any], Outcome] = {}
        run(settings("noted"), lambda _: Noting(answers))
        path = folder / "answers"
        path.write_bytes(pickle.dumps(answers, protocol=5))
        answers.clear()
        with cluster(options.workers) as (address, scheduler):
            wait_for(options.workers, address)
            before, since = _cpu(scheduler), time.monotonic()
            fed = run(
                settings("fed", address),
                lambda opened: Replaying(opened.compute, path, options.sleep_ms / 1000),
            )
            of_scheduler, seconds = _cpu(scheduler) - before, time.monotonic() - since
    _show(fed, of_scheduler, seconds)


def _show(fed: list[Spent], of_scheduler: float, wall: float) -> None:
    documents = fed[0].documents
    for part in fed:
        note = "" if part.of_documents else ", sets"
        print(f"{part.loop}: {part.documents:,}, {1000 * part.seconds / documents:.2f} ms a document{note}")  # noqa: T201
    spent = sum(part.seconds for part in fed if part.of_documents)
    print(f"scheduler: {1000 * of_scheduler / documents:.2f} ms a document; wall {wall:.0f} s")  # noqa: T201
    print(f"one run feeds {documents / spent:.0f} documents a second: {1000 * spent / documents:.2f} ms of CPU each")  # noqa: T201


if __name__ == "__main__":
    from benchmarks.driver import main as of_module  # workers import functions by this name

    of_module()
