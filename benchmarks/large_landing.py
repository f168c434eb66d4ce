"""Read a landing folder of many files, one huge line, or millions of lines; say time, memory and sums.

    python -m benchmarks.large_landing [--files 50000] [--gigabytes 2] [--lines 5000000] [--chunk 5000]
        [--scratch FOLDER]

Reading alone is measured: later steps go by documents, whatever file they lay in. Exits with 1 if a sum is wrong.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from news_pipeline.engine.compute import local_compute
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.ingestion.ingest import files_wait, ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings

_BLOCK = b"The river rose. " * 65536


def _many_files(folder: Path, count: int) -> None:
    for number in range(count):
        part = folder / f"{number % 256:02x}"
        part.mkdir(exist_ok=True)
        (part / f"{number}.txt").write_text(f"The river rose on day {number}.")


def _huge_line(folder: Path, gigabytes: float) -> None:
    with (folder / "line.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(int(gigabytes * 1e9 / len(_BLOCK))):
            file.write(_BLOCK)
        file.write(b'"}\n{"text": "The river fell."}\n')


def _many_lines(folder: Path, count: int) -> None:
    with (folder / "lines.jsonl").open("w") as file:
        file.writelines(f'{{"text": "The river rose on day {number}."}}\n' for number in range(count))


def _cases(files: int, gigabytes: float, lines: int) -> Iterator[tuple[str, object, tuple[int, int]]]:
    if files:
        yield f"{files:,} files", lambda folder: _many_files(folder, files), (files, 0)
    if gigabytes:
        yield f"a line of {gigabytes:g} GB", lambda folder: _huge_line(folder, gigabytes), (1, 1)
    if lines:
        yield f"{lines:,} lines", lambda folder: _many_lines(folder, lines), (lines, 0)


@click.command()
@click.option("--files", default=50_000, show_default=True)
@click.option("--gigabytes", default=2.0, show_default=True)
@click.option("--lines", default=5_000_000, show_default=True)
@click.option("--chunk", default=5000, show_default=True, help="Documents in one transaction, at most.")
@click.option("--scratch", type=click.Path(path_type=Path), help="Where the temporary folder is made.")
def main(files: int, gigabytes: float, lines: int, chunk: int, scratch: Path | None) -> None:
    """Make each, read it, look again."""
    wrong = 0
    for name, make, expected in _cases(files, gigabytes, lines):
        with tempfile.TemporaryDirectory(prefix="news-large-", dir=scratch) as folder:
            settings = make_settings(Path(folder), workers=2, chunk_documents=chunk)
            settings.landing_dir.mkdir()
            make(settings.landing_dir)  # type: ignore[operator]
            compute = local_compute(2)
            started, cpu = time.monotonic(), _cpu()
            with open_warehouse(settings, CATALOG) as warehouse:
                pipeline = pipeline_of(warehouse, compute)
                ingest_landing(list_landing(settings.landing_dir), set(), pipeline)
                took, used = time.monotonic() - started, _cpu() - cpu
                again = time.monotonic()
                waits = files_wait(list_landing(settings.landing_dir), 0, warehouse)
                again = time.monotonic() - again
                rows = tuple(
                    warehouse.value(f"SELECT count(*) FROM {table}")  # noqa: S608 our own names
                    for table in ("raw_documents", "reader_rejections")
                )
            compute.close()
        wrong += rows != expected or waits
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        says = (
            f"{name}: {rows[0]:,} documents, {rows[1]:,} refused (expected {expected}), {took:.0f} s, CPU {used:.0f} s"
        )
        click.echo(f"{says}, a second look {again:.1f} s, peak {peak / 1000:,.0f} MB; load {os.getloadavg()[0]:.1f}")
    sys.exit(bool(wrong))


def _cpu() -> float:
    own, children = os.times()[:2], os.times()[2:4]
    return sum((*own, *children))


if __name__ == "__main__":
    main()
