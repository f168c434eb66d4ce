"""A Dask cluster does what this process does: the same tables, whoever dies; and what cannot go on says why."""

import itertools
import os
import random
import signal
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb
import psutil
import pytest

from news_pipeline.engine.faults import Fault
from news_pipeline.engine.pipeline import open_pipeline
from news_pipeline.engine.progress import no_report
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import list_landing
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.dask_processes import WORKER, scheduler, scheduler_process, started
from news_pipeline_tests.engine.test_compute import chunks, doubled, poisoned, slowly, with_bad
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run
from news_pipeline_tests.ports import free_port
from news_pipeline_tests.same_news import differences

pytest.importorskip("distributed", reason="pip install 'news-pipeline[dask]'")
from news_pipeline.engine.dask_cluster import Cluster, LostTaskError, Pending
from news_pipeline.engine.dask_compute import DaskCompute
from news_pipeline.engine.remote_tasks import Task, code_hash, map_rows


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def compute(said: list[str]) -> Iterator[DaskCompute]:
    """Two workers for all tests that kill none."""
    started = DaskCompute("local:2", said.append)
    yield started
    started.close()


@pytest.mark.slow
def test_outcomes_come_in_the_order_of_their_rows(compute: DaskCompute, said: list[str]) -> None:
    given = chunks(3, 40, 1, 17)
    found = [[outcome["t"][0]["n"] for outcome in part] for part in compute.map(doubled, given)]  # type: ignore[index]
    assert found == [[2 * row["n"] for row in chunk] for chunk in given]
    assert said[0].endswith(": 2 workers")


@pytest.mark.slow
@pytest.mark.parametrize(("ahead", "most"), [(1, 2), (3, 4), (10, 6)], ids=["one", "three", "as workers need"])
def test_chunks_are_read_ahead_as_far_as_is_allowed_and_needed(compute: DaskCompute, ahead: int, most: int) -> None:
    """Two workers have four slices under way, here a slice a chunk, beside the next chunk; one more is looked at."""
    read: list[int] = []

    def given() -> Iterator[list[dict[str, int]]]:
        for number in range(12):
            read.append(number)
            yield [{"n": number}] * 20

    held = []
    for number, part in enumerate(compute.map(doubled, given(), ahead=ahead)):
        held.append(len(read) - number)
        assert [outcome["t"][0]["n"] for outcome in part] == [2 * number] * 20  # type: ignore[index]
    assert max(held) == most


@pytest.mark.slow
def test_rows_are_shared_out_evenly_where_no_more_come(compute: DaskCompute) -> None:
    """Else one worker would have 50 of 62 rows. Where more come, tasks are larger, as each has a price."""
    assert [len(part) for part in slices_of(compute, [62])] == [16, 16, 16, 14]
    assert [len(part) for part in slices_of(compute, [62, 62])] == [50, 12, 16, 16, 16, 14]


def slices_of(compute: DaskCompute, sizes: list[int]) -> list[list[dict[str, int]]]:
    """The rows of each task."""
    begun: list[list[dict[str, int]]] = []
    begin = compute._cluster.begin
    with pytest.MonkeyPatch.context() as patched:

        def noted(tasks: Iterable[Task]) -> list[Pending]:
            given = list(tasks)
            begun.extend(task[1][1] for task in given)
            return begin(given)

        patched.setattr(compute._cluster, "begin", noted)
        assert [len(part) for part in compute.map(doubled, chunks(*sizes), ahead=10)] == sizes
    return begun


@pytest.mark.slow
def test_a_task_that_fails_costs_none_of_those_that_are_fetched_with_it(compute: DaskCompute) -> None:
    good, bad = (map_rows, (doubled, [{"n": 1}], 0)), (map_rows, (poisoned, [{"n": 1, "does": "need"}], 0))
    pending = compute._cluster.begin([good, bad, good])
    compute._cluster.fetch(pending)
    with pytest.raises(UserError, match="the model is not installed"):
        compute._cluster.finished(pending[1])
    assert [len(compute._cluster.finished(pending[at])) for at in (0, 2)] == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize(("does", "reason"), [("raise", "processing_failed"), ("die", "killed_worker")])
def test_a_document_that_fails_or_kills_is_refused_and_the_rest_goes_on(
    compute: DaskCompute, does: str, reason: str
) -> None:
    first, second = compute.map(poisoned, [with_bad(does, 0, 17), with_bad("work")])
    found = {number: outcome.reason for number, outcome in enumerate(first) if isinstance(outcome, Fault)}
    assert found == dict.fromkeys((0, 17), reason)
    assert len(second) == 40


@pytest.mark.slow
def test_what_is_no_fault_of_a_document_ends_the_run(compute: DaskCompute) -> None:
    with pytest.raises(UserError, match="the model is not installed"):
        list(compute.map(poisoned, [with_bad("need", 3)]))


@pytest.mark.slow
def test_a_document_with_which_nodes_die_is_found_by_halving(
    compute: DaskCompute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the host of a worker goes down, so that nothing below the worker could notice."""
    finished = Cluster.finished

    def dying(cluster: Cluster, pending: object) -> object:
        rows = pending.rows  # type: ignore[attr-defined]
        if any(row["n"] == 17 for row in rows):
            raise LostTaskError
        return finished(cluster, pending)  # type: ignore[arg-type]

    begin = Cluster.begin

    def noted(cluster: Cluster, tasks: Iterable[Task]) -> list[object]:
        given = list(tasks)
        return [Held(pending, task[1][1]) for pending, task in zip(begin(cluster, given), given, strict=True)]

    class Held:
        def __init__(self, pending: object, rows: object) -> None:
            self.__dict__.update(pending.__dict__)
            self.rows = rows

    monkeypatch.setattr(Cluster, "finished", dying)
    monkeypatch.setattr(Cluster, "begin", noted)
    [outcomes] = compute.map(poisoned, [with_bad("work")])
    assert [number for number, outcome in enumerate(outcomes) if isinstance(outcome, Fault)] == [17]


@pytest.mark.slow
def test_a_worker_with_other_code_refuses(compute: DaskCompute) -> None:
    cluster = compute._cluster
    other = Cluster(cluster._address, lambda _: None, code="0" * 32)
    try:
        with pytest.raises(UserError, match=rf"other code \({code_hash()[:8]}\) than this run \(00000000\)"):
            other.finished(*other.begin([(map_rows, (doubled, [], 0))]))
    finally:
        other.close()


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UserError, match=f"No Dask scheduler answers at {address}"):
            Cluster(address, lambda _: None, patience=0.1)


@pytest.mark.parametrize("text", ["host:8786", "tcp://host", "local:0", "local:", "http://host:80"])
def test_an_address_is_checked_at_the_start(text: str) -> None:
    with pytest.raises(UserError, match="NEWS_DASK_SCHEDULER"):
        load_settings({}, {"NEWS_DASK_SCHEDULER": text})


@pytest.mark.large
def test_no_workers_is_an_error_that_says_so() -> None:
    with scheduler_process() as address:
        cluster = Cluster(address, lambda _: None, patience=3)
        with pytest.raises(UserError, match="no workers for 3 s"):
            cluster.finished(*cluster.begin([(map_rows, (doubled, [], 0))]))
        cluster.close()


@pytest.mark.large
def test_time_that_a_run_spends_elsewhere_is_no_time_without_workers() -> None:
    """Between two looks the run may group or publish for minutes; the last worker may die just before the second."""
    with scheduler_process() as address:
        cluster = Cluster(address, lambda _: None, patience=6)
        time.sleep(7)
        started_waiting = time.monotonic()
        with pytest.raises(UserError, match="no workers for 6 s"):
            cluster.finished(*cluster.begin([(map_rows, (doubled, [], 0))]))
        assert time.monotonic() - started_waiting > 6
        cluster.close()


FILES = made_up_files(made_up_articles(events=5))


def run_on_dask(settings: Settings) -> None:
    """The same, with the workers of NEWS_DASK_SCHEDULER."""
    with open_pipeline(settings, CATALOG, "test", no_report, lambda _: None) as pipeline:
        assert isinstance(pipeline.compute, DaskCompute)
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline)
        for step in STEPS[1:]:
            step.run(pipeline)
        publish(pipeline.warehouse, "run")


@pytest.fixture(scope="module")
def inline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of a run in this process."""
    settings = make_settings(tmp_path_factory.mktemp("inline"), tagger="gazetteer", chunk_documents=20)
    write_files(settings.landing_dir, FILES)
    run(settings)
    return settings.published_path


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.large), pytest.param(2, marks=pytest.mark.slow)])
def test_tables_are_those_of_a_run_on_one_host_ids_too(inline: Path, tmp_path: Path, workers: int) -> None:
    settings = make_settings(tmp_path, tagger="gazetteer", chunk_documents=20, dask_scheduler=f"local:{workers}")
    write_files(settings.landing_dir, FILES)
    run_on_dask(settings)
    assert differences(inline, settings.published_path, same_ids=True) == []


@pytest.mark.large
@pytest.mark.parametrize(
    ("chunk", "most"),
    [(5, int(os.environ.get("DASK_KILLS", "4"))), (25, 4)],
    ids=["chunks of a task", "chunks of several, which are fetched together"],
)
def test_workers_that_are_killed_cost_nothing(
    inline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, most: int
) -> None:
    """Any process below this one, while answers are waited for: Dask's workers, and those that work for them."""
    settings = make_settings(tmp_path, tagger="gazetteer", chunk_documents=chunk, dask_scheduler="local:2")
    write_files(settings.landing_dir, FILES)
    chance = random.Random(5)  # noqa: S311 no secret
    killed: list[int] = []
    calls, fetch = itertools.count(), Cluster.fetch

    def with_death(cluster: Cluster, pending: Sequence[Pending]) -> None:
        below = [child for child in psutil.Process().children(recursive=True) if is_worker(child)]
        if next(calls) % 3 == 1 and len(killed) < most and below:
            victim = chance.choice(below)
            victim.kill()
            killed.append(victim.pid)
        fetch(cluster, pending)

    monkeypatch.setattr(Cluster, "fetch", with_death)
    run_on_dask(settings)
    assert len(killed) == most
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as warehouse:
        assert warehouse.execute("SELECT stage, key, reason FROM ledger_failures").fetchall() == []
    assert differences(inline, settings.published_path, same_ids=True) == []


@pytest.mark.large
def test_a_worker_on_which_dask_gives_up_is_started_again() -> None:
    """As when one dies while it starts: its nanny ends."""
    cluster = Cluster("local:1", lambda _: None)
    try:
        [nanny] = cluster._local.workers.values()  # type: ignore[union-attr]
        cluster._local.sync(nanny.close)  # type: ignore[union-attr]
        assert cluster.workers() == 0
        cluster.finished(*cluster.begin([(map_rows, (doubled, [], 0))]))
        assert cluster.workers() == 1
    finally:
        cluster.close()


@pytest.mark.large
def test_a_scheduler_that_is_restarted_and_nannies_that_die_cost_nothing(tmp_path: Path) -> None:
    port, said = free_port(), list[str]()
    with scheduler(port) as first:
        address = f"tcp://127.0.0.1:{port}"
        with started("worker", address, *WORKER) as worker:
            compute = DaskCompute(address, said.append)
            done = compute.map(slowly, ([{"n": 0}] * 16 for _ in range(30)))
            assert next(done) == [{}] * 16
            worker.send_signal(signal.SIGKILL)  # the nanny; its worker goes with it
            first.send_signal(signal.SIGKILL)
        first.wait()
        with scheduler(port), started("worker", address, *WORKER):
            assert [len(outcomes) for outcomes in done] == [16] * 29
            compute.close()
    assert any(line.endswith(": 1 workers") for line in said)


def is_worker(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return any("spawn_main" in part or "forkserver" in part for part in process.cmdline())
    return False
