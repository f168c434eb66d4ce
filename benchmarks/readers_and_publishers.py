"""Many readers open news.duckdb while two pipelines on one data folder publish in turns; count what readers see.

    python -m benchmarks.readers_and_publishers [--readers 20] [--publishes 50]

Each reader opens the file as a client does, over and over, and compares all tables with `snapshot_info`, which is
written last. It must never wait, meet a file that cannot be read, or see half a snapshot. The two publishers take turns
by the run lock; what each has published must be there in the end, once.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import click
import duckdb

from news_pipeline.engine.run_journal import begin_journal
from news_pipeline.publishing.snapshot import publish
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.plain_runs import opened
from news_pipeline_tests.publishing.test_snapshot import finish_article

_SLOW_SECONDS = 5.0
_PAUSE_SECONDS = 8.0
"""Between two looks of a reader, at most: twenty that never pause leave publishers no processor."""


def read(path: Path, ready: Path, stop: Path) -> tuple[int, str]:
    """Snapshots read until `stop` is there, and what was wrong."""
    seen = 0
    newest, chance = 0, Random(os.getpid())  # noqa: S311 no secret
    while not stop.exists():
        started = time.monotonic()
        with duckdb.connect(str(path), read_only=True) as news:
            said = dict(news.execute("SELECT table_name, row_count FROM snapshot_info").fetchall())
            for table, rows in said.items():
                [(found,)] = news.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608 names are ours
                if found != rows:
                    return seen, f"{table} has {found} rows, {rows} are said"
            news.execute("FROM search_articles('body')").fetchall()
        if said["articles"] < newest:
            return seen, f"{said['articles']} articles after {newest}"
        if time.monotonic() - started > _SLOW_SECONDS * max(1.0, os.getloadavg()[0]):
            return seen, f"a reader waited {time.monotonic() - started:.1f} s"
        newest, seen = said["articles"], seen + 1
        ready.touch()
        time.sleep(chance.random() * _PAUSE_SECONDS)
    return seen, ""


def forked(folder: Path, work: object, *arguments: object) -> tuple[int, Path]:
    """A process that runs the work and writes its answer into a file."""
    answer = Path(tempfile.mkstemp(prefix="answer-", dir=folder)[1])
    child = os.fork()
    if not child:
        try:
            answer.write_text(repr(work(*arguments)))  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001 told to the parent
            answer.write_text(repr((0, f"{type(error).__name__}: {error}")))
        finally:
            os._exit(0)
    return child, answer


def publish_often(folder: Path, name: str, times: int) -> tuple[int, str]:
    """Publish an article more, each time under the lock. Returns how often a new snapshot was written."""
    settings, new = make_settings(folder), 0
    for number in range(times):
        with opened(settings) as pipeline:
            begin_journal(pipeline.warehouse, f"{name}-{number}", "test", "everything", {}).end("succeeded")
            finish_article(pipeline.warehouse, f"{name}{number}")
            new += publish(pipeline.warehouse, f"{name}-{number}").is_new
    return new, ""


@click.command()
@click.option("--readers", default=20, show_default=True)
@click.option("--publishes", default=50, show_default=True)
def main(readers: int, publishes: int) -> None:
    """Do it, and count."""
    with tempfile.TemporaryDirectory(prefix="news-readers-") as name:
        folder = Path(name)
        settings, stop = make_settings(folder), folder / "stop"
        first, _ = forked(folder, publish_often, folder, "first", 1)
        os.waitpid(first, 0)
        begun = [folder / f"ready-{number}" for number in range(readers)]
        reading = [forked(folder, read, settings.published_path, ready, stop) for ready in begun]
        publishing = [forked(folder, publish_often, folder, who, publishes // 2) for who in ("a", "b")]
        for child, _ in publishing:
            os.waitpid(child, 0)
        while not all(path.exists() for path in begun) and time.monotonic():
            time.sleep(0.1)
        stop.touch()
        for child, _ in reading:
            os.waitpid(child, 0)
        answers = [eval(answer.read_text()) for _, answer in (*publishing, *reading)]  # noqa: S307 our own words
        with duckdb.connect(str(settings.published_path), read_only=True) as news:
            [(articles,)] = news.execute("SELECT count(DISTINCT article_id) FROM articles").fetchall()
            [(runs,)] = news.execute("SELECT count(*) FROM pipeline_runs WHERE outcome = 'succeeded'").fetchall()
    written, seen = sum(count for count, _ in answers[:2]), sum(count for count, _ in answers[2:])
    faults = [says for _, says in answers if says]
    wanted = 1 + publishes // 2 * 2
    if (articles, runs, written) != (wanted, wanted, wanted - 1):
        faults.append(f"{articles} articles, {runs} runs, {written} snapshots of {wanted - 1}")
    click.echo(
        f"{readers} readers saw {seen:,} whole snapshots of {written} that two pipelines wrote; {len(faults)} faults"
    )
    for line in faults:
        click.echo(f"- {line}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
