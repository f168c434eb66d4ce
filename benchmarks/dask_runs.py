"""Runs with workers of Dask against a run in this process: the same tables, and how much faster two workers are.

    python -m benchmarks.dask_runs equal LANDING [--workers 1 2 4]
    python -m benchmarks.dask_runs speed LANDING [--workers 1 2] [--rounds 3] [--asleep]

`equal` compares all published tables, ids too. `speed` runs once in this process and keeps what each loop over
documents was given; then workers get that again, without warehouse and commits, in turns, so that what else the machine
does meets all alike. Scheduler, workers and this process share its cores. With --asleep the workers sleep for the CPU
seconds that each document took in this process, and give its answer: it tells how evenly work is shared out, on a busy
machine too.
"""

import argparse
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from benchmarks.driver import run
from news_pipeline.engine.answers import Answering
from news_pipeline.engine.compute import ATTEMPTS_ALONE, Compute, Inline
from news_pipeline.engine.dask_compute import DaskCompute
from news_pipeline.engine.document_loop import READ_AHEAD
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.pipeline import open_pipeline
from news_pipeline.engine.progress import no_report
from news_pipeline.engine.workers import Function
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import NO_DASK, Settings, load_settings
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import list_landing
from news_pipeline_tests.same_news import differences


@dataclass(slots=True)
class Keeping:
    """Works in this process, and keeps what each loop over documents was given."""

    given: list[tuple[Answering, list[list[Row]]]] = field(default_factory=list)

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = ATTEMPTS_ALONE, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        """See Compute."""
        if not isinstance(function, Answering):
            yield from Inline().map(function, chunks, alone, ahead)
            return
        kept: list[list[Row]] = []
        self.given.append((function, kept))
        for rows in chunks:
            kept.append(rows)
            yield from Inline().map(function, [rows], alone)

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """See Compute."""
        return Inline().read(function, sources, size)

    def close(self) -> None:
        """See Compute."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A function of documents that notes for each how long it took, and the answer."""

    func: Callable[..., list[Outcome]]
    loop: str
    noted: dict[tuple[str, str], tuple[float, Outcome]]

    def __call__(self, rows: list[Row]) -> list[Outcome]:
        """The answers."""
        found = []
        for row in rows:
            started = time.thread_time()
            [outcome] = self.func([row])
            self.noted[self.loop, row["article_id"]] = time.thread_time() - started, outcome
            found.append(outcome)
        return found


@dataclass(frozen=True, slots=True)
class Asleep:
    """A function of documents that sleeps for as long as each took, and knows the answers."""

    loop: str
    path: str

    def __call__(self, rows: list[Row]) -> list[Outcome]:
        """The answers."""
        found = [_noted(self.path)[self.loop, row["article_id"]] for row in rows]
        time.sleep(sum(seconds for seconds, _ in found))
        return [outcome for _, outcome in found]


@cache
def _noted(path: str) -> dict[tuple[str, str], tuple[float, Outcome]]:
    noted: dict[tuple[str, str], tuple[float, Outcome]] = pickle.loads(Path(path).read_bytes())  # noqa: S301 our own
    return noted


def published(settings: Settings) -> Path:
    """All steps by the workers that the settings name, in this process if they name none, and the snapshot."""
    started = time.monotonic()
    with open_pipeline(settings, CATALOG, "benchmark", no_report, print) as opened:
        pipeline = opened if settings.dask_scheduler != NO_DASK else replace(opened, compute=Inline())
        documents = ingest_landing(list_landing(settings.landing_dir), set(), pipeline).documents
        for step in STEPS[1:]:
            step.run(pipeline)
        publish(pipeline.warehouse, "run")
    say(f"{settings.dask_scheduler}: {documents:,} documents in {time.monotonic() - started:.0f} s")
    return settings.published_path


def equal(landing: Path, workers: list[int], folder: Path) -> bool:
    """Whether all runs give the tables of the first."""
    first = published(_settings(landing, folder / "inline"))
    found = []
    for count in workers:
        other = published(_settings(landing, folder / f"dask_{count}", f"local:{count}"))
        found += [f"{count} workers, {line}" for line in differences(first, other, same_ids=True)]
    say("\n".join(found) or "all tables are equal, ids too")
    return not found


def speed(landing: Path, workers: list[int], rounds: int, folder: Path, *, asleep: bool) -> None:
    """Print seconds of each round, and how many times as fast the best with the most workers is."""
    keeping = Keeping()
    run(_settings(landing, folder / "kept"), lambda _: keeping)
    if asleep:
        _put_to_sleep(keeping, folder / "noted")
    found: dict[int, list[float]] = {count: [] for count in workers}
    for _ in range(rounds):
        for count in workers:
            with closing(DaskCompute(f"local:{count}", lambda _: None)) as compute:
                _functions(compute, keeping, 1)  # imports and models
                found[count].append(_functions(compute, keeping))
            say(f"{count} workers: {found[count][-1]:.1f} s at a load of {os.getloadavg()[0]:.1f}")
    best = {count: min(seconds) for count, seconds in found.items()}
    say(f"{max(workers)} workers are {best[min(workers)] / best[max(workers)]:.2f} times as fast as {min(workers)}")


def _put_to_sleep(keeping: Keeping, path: Path) -> None:
    """Sleeping functions in the place of those that were kept, each of which is tried once."""
    noted: dict[tuple[str, str], tuple[float, Outcome]] = {}
    for at, (answering, given) in enumerate(keeping.given):
        timed = replace(answering, func=Timed(answering.func, answering.loop, noted))
        for _ in Inline().map(timed, given):
            pass
        keeping.given[at] = replace(answering, func=Asleep(answering.loop, str(path))), given
    path.write_bytes(pickle.dumps(noted, protocol=5))
    say(f"functions: {sum(seconds for seconds, _ in noted.values()):.1f} CPU s")


def _functions(compute: Compute, keeping: Keeping, chunks: int | None = None) -> float:
    started = time.monotonic()
    for function, given in keeping.given:
        for _ in compute.map(function, given[:chunks], ahead=READ_AHEAD):
            pass
    return time.monotonic() - started


def _settings(landing: Path, data: Path, scheduler: str = NO_DASK) -> Settings:
    return load_settings({"landing_dir": landing, "data_dir": data, "dask_scheduler": scheduler})


def say(line: str) -> None:
    """For the person who waits."""
    print(line, flush=True)  # noqa: T201


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=["equal", "speed"])
    parser.add_argument("landing", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--asleep", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.what == "equal":
            return 0 if equal(options.landing, options.workers, Path(name)) else 1
        speed(options.landing, options.workers, options.rounds, Path(name), asleep=options.asleep)
    return 0


if __name__ == "__main__":
    from benchmarks.dask_runs import main as of_module  # workers import functions by this name

    raise SystemExit(of_module())
