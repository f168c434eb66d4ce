"""What boilerplate by the corpus costs: documents cleaned again because counts crossed a threshold, and time.

    python -m benchmarks.boilerplate ARTICLES.jsonl.gz [--portions 10 ...]

The records arrive in so many portions, shuffled, one run of the steps up to cleaning after each; cleaning itself is
left out, and what it would be given is counted. Whatever the portions, the same lines must be boilerplate in the end.
"""

import gzip
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import click

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import load_settings
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.steps.boilerplate.step import DOCUMENT_LINES, REPEATED_LINES
from news_pipeline.steps.cleaning.step import CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse, open_warehouse


def nothing(rows: list[Row]) -> list[Outcome]:
    """In the place of cleaning."""
    return [{"clean_articles": [], "removed_lines": []} for _ in rows]


_PENDING = replace(CLEANING, function=nothing)


@dataclass(slots=True)
class Cost:
    """Of all runs together; seconds of one core."""

    cleaned: int = 0
    lines: float = 0.0
    judging: float = 0.0
    idle: float = 0.0
    """Of all three steps in a last run with nothing new."""


def arrive(records: list[bytes], portions: int, folder: Path) -> tuple[Cost, frozenset[tuple[str, int]], int]:
    """The cost, the lines that are boilerplate in the end, and the number of documents that have them."""
    settings = load_settings({"landing_dir": folder / "landing", "data_dir": folder / "data", "workers": 1}, {})
    settings.landing_dir.mkdir(parents=True)
    cost = Cost()
    with open_warehouse(settings, CATALOG) as warehouse:
        for portion in range(portions):
            path = settings.landing_dir / f"{portion:03}.jsonl"
            path.write_bytes(b"".join(records[portion::portions]))
            files = list_landing(settings.landing_dir)
            ingest_landing(files, set(), pipeline_of(warehouse))
            _steps(warehouse, cost)
        before = time.process_time()
        _steps(warehouse, Cost())
        cost.idle = time.process_time() - before
        found = warehouse.rows("SELECT site, line_hash FROM boilerplate_lines")
        having = int(warehouse.value("SELECT count(DISTINCT article_id) FROM boilerplate_of_documents"))
    return cost, frozenset((row["site"], row["line_hash"]) for row in found), having


def _steps(warehouse: Warehouse, cost: Cost) -> None:
    pipeline = pipeline_of(warehouse)
    begin = time.process_time()
    DOCUMENT_LINES.run(pipeline)
    counted = time.process_time()
    REPEATED_LINES.run(pipeline)
    judged = time.process_time()
    cost.cleaned += _PENDING.run(pipeline).processed
    cost.lines += counted - begin
    cost.judging += judged - counted


@click.command()
@click.argument("articles", type=click.Path(path_type=Path, exists=True))
@click.option("--portions", multiple=True, type=int, default=(1, 10, 100), show_default=True)
def main(articles: Path, portions: tuple[int, ...]) -> None:
    """Print the table of benchmarks/README.md."""
    records = gzip.decompress(articles.read_bytes()).splitlines(keepends=True)
    Random(1).shuffle(records)  # noqa: S311 no secret
    click.echo(
        "| portions | documents | with boilerplate | cleaned again | counting lines, s | judging sites, s | idle, s |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    ends = set()
    for number in portions:
        with tempfile.TemporaryDirectory() as folder:
            cost, lines, having = arrive(records, number, Path(folder))
        ends.add(lines)
        click.echo(
            f"| {number} | {len(records):,} | {having:,} | {cost.cleaned - len(records):,} | {cost.lines:.1f} "
            f"| {cost.judging:.1f} | {cost.idle:.2f} |"
        )
    verdict = "the same" if len(ends) == 1 else "NOT THE SAME"
    click.echo(f"{len(min(ends, key=len))} lines are boilerplate in the end, {verdict} each time")
    if len(ends) > 1:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
