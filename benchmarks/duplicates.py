"""What comparing a batch of articles with a long history costs, and whether the order of arrival matters.

    python -m benchmarks.duplicates [--history 10000 --history 100000 ...] [--batch 10000] [--orders 10]

Runs the real loops (fingerprints, links, groups) on made-up articles, and measures time and memory, and ten orders of
arrival. Each history has a process of its own, so that its peak memory is its own.

A history holds SOURCES articles with text; of the others only the postings are made, as random as those of real
articles, with a part of them drawn from a pool of stock phrases. A fifth of the batch are mutated copies of sources:
trimmed, shuffled, a paragraph added, words changed; another tenth are reprints of one text.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import numpy as np

from benchmarks.made_up_articles import DAYS, FIRST_DAY, WORDS, Articles, Writer, order_corpus, put, put_postings
from news_pipeline.duplicates.fingerprints import fingerprint_batch
from news_pipeline.engine.document_loop import look_up
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings, load_settings
from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS, GROUPS
from news_pipeline.storage.warehouse import Warehouse, open_warehouse

SOURCES = 5_000
ORDER_BATCH = 250
_HISTORIES = (10_000, 100_000, 1_000_000)


@click.command()
@click.option("--history", "histories", type=int, multiple=True, help="Articles of a history; may be given again.")
@click.option("--batch", default=10_000, show_default=True, help="New articles.")
@click.option("--orders", default=10, show_default=True, help="Random orders of arrival.")
@click.option("--measure", type=int, hidden=True, help="Measure one history in this process.")
def main(histories: tuple[int, ...], batch: int, orders: int, measure: int | None) -> None:
    """Print Markdown tables."""
    if measure is not None:
        click.echo(json.dumps(measured(measure, batch)))
        return
    click.echo(f"{_load()}\n\n{fingerprint_speed()}\n\n{_HEAD}")
    for history in histories or _HISTORIES:
        command = [sys.executable, __file__, "--measure", str(history), "--batch", str(batch)]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 ourselves
        click.echo(_line(json.loads(answer.splitlines()[-1])))
    click.echo(f"\n{viral_table()}\n")
    if orders:
        click.echo(order_report(orders))
    click.echo(_load())


def fingerprint_speed() -> str:
    """Documents a second of one core, texts to fingerprints."""
    writer = Writer(1)
    bodies = ["\n".join(writer.paragraphs()) for _ in range(4_000)]
    fingerprint_batch(bodies)
    started = time.process_time()
    fingerprint_batch(bodies)
    speed = len(bodies) / (time.process_time() - started)
    return f"Fingerprints: {speed:,.0f} articles of {WORDS} words a second of CPU time, texts in memory."


def measured(history: int, batch: int) -> dict[str, Any]:
    """One history and one batch: seconds of wall and CPU time a step, bytes a document, peak memory."""
    with _warehouse() as warehouse:
        writer = Writer(2)
        texts = [writer.paragraphs() for _ in range(min(SOURCES, history))]
        put(warehouse, {f"source {n}": ("\n".join(text), writer.day()) for n, text in enumerate(texts)})
        compare(warehouse)
        put_postings(warehouse, history - len(texts))
        warehouse.execute("CHECKPOINT")
        size = warehouse.settings.warehouse_path.stat().st_size
        new: Articles = {}
        for number in range(batch):
            kind = number % 10
            text = (
                writer.mutated(texts[0] if kind == 0 else texts[number % len(texts)])
                if kind < 3
                else writer.paragraphs()
            )
            new[f"new {number}"] = ("\n".join(text), FIRST_DAY + DAYS + number % 3)
        put(warehouse, new)
        steps = compare(warehouse)
        steps["scan"] = scan(warehouse)
        links = warehouse.value("SELECT count(*) FROM copy_links")
        hot = warehouse.value("SELECT count(*) FROM hot_fingerprints")
    return {"history": history, "steps": steps, "links": links, "hot": hot, "peak": _peak(), "size": size}


def _peak() -> float:
    """The most memory that this process has had, in MB of resident set."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scan(warehouse: Warehouse) -> tuple[float, float]:
    """Wall and CPU seconds of finding the pairs worth verifying, for all new articles at once."""
    warehouse.execute(
        "CREATE OR REPLACE TEMP TABLE portion AS SELECT key, row_number() OVER (ORDER BY key) AS position "
        "FROM copy_links_done JOIN raw_documents ON article_id = key WHERE source_uri LIKE 'new %'"
    )
    wall, cpu = time.monotonic(), time.process_time()
    look_up(COPY_LINKS, warehouse)
    return time.monotonic() - wall, time.process_time() - cpu


def compare(warehouse: Warehouse) -> dict[str, tuple[float, float]]:
    """The three steps; wall and CPU seconds of each."""
    pipeline = pipeline_of(warehouse)
    steps: dict[str, Callable[[], object]] = {
        "fingerprints": lambda: FINGERPRINTS.run(pipeline),
        "links": lambda: COPY_LINKS.run(pipeline),
        "groups": lambda: GROUPS.run(pipeline),
    }
    took = {}
    for name, step in steps.items():
        wall, cpu = time.monotonic(), time.process_time()
        step()
        took[name] = (time.monotonic() - wall, time.process_time() - cpu)
    return took


def viral_table() -> str:
    """Near copies of one text: pairs that are verified and published, against their number."""
    lines = [
        "| near copies of one text | verified pairs | rows of duplicate_pairs | groups | all pairs | CPU s | peak MB |"
    ]
    lines.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in (300, 1_000, 5_000):
        writer = Writer(5)
        text = writer.paragraphs()
        with _warehouse() as warehouse:
            put(warehouse, {f"copy {n}": ("\n".join(_reprint(writer, text)), writer.day()) for n in range(count)})
            started = time.process_time()
            compare(warehouse)
            seconds = time.process_time() - started
            links = warehouse.value("SELECT count(*) FROM copy_links")
            pairs = warehouse.value("SELECT count(*) FROM duplicate_pairs")
            groups = warehouse.value("SELECT count(DISTINCT duplicate_group_id) FROM group_members")
        every = count * (count - 1) // 2
        lines.append(f"| {count:,} | {links:,} | {pairs:,} | {groups:,} | {every:,} | {seconds:.0f} | {_peak():,.0f} |")
    return "\n".join(lines)


def _reprint(writer: Writer, text: list[str]) -> list[str]:
    """At most a quarter cut off, and an own paragraph added."""
    return [*text[: len(text) - int(writer.chance.integers(3))], writer.paragraphs(40)[0]]


def order_report(orders: int) -> str:
    """Share of articles whose co-members differ between two of so many random orders of arrival."""
    articles = order_corpus()
    partitions = [arrived_in(articles, seed) for seed in range(orders)]
    moved = [
        float(np.mean([one[name] != other[name] for name in articles]))
        for number, one in enumerate(partitions)
        for other in partitions[:number]
    ]
    largest = max(map(len, partitions[0].values()))
    return (
        f"{orders} random orders of {len(articles):,} articles in batches of {ORDER_BATCH}: over {len(moved)} pairs of "
        f"orders the share of articles whose co-members differ is {np.mean(moved):.5f} on average, {max(moved):.5f} at "
        f"most. Largest group {largest}.\n"
    )


def arrived_in(articles: Articles, seed: int) -> dict[str, frozenset[str]]:
    """Co-members of each article after arrival in a random order."""
    names = list(articles)
    np.random.default_rng(seed).shuffle(names)
    with _warehouse() as warehouse:
        for start in range(0, len(names), ORDER_BATCH):
            put(warehouse, {name: articles[name] for name in names[start : start + ORDER_BATCH]})
            compare(warehouse)
        rows = warehouse.rows(
            "SELECT list(source_uri) AS members FROM group_members "
            "JOIN raw_documents USING (article_id) GROUP BY duplicate_group_id"
        )
    return {name: frozenset(row["members"]) for row in rows for name in row["members"]}


_HEAD = """| history | fingerprints, s | links, s | the scan, s | groups, s | links | hot | bytes an article | peak MB |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def _line(found: dict[str, Any]) -> str:
    steps = {name: f"{wall:.1f} ({cpu:.1f})" for name, (wall, cpu) in found["steps"].items()}
    times = " | ".join(steps[name] for name in ("fingerprints", "links", "scan", "groups"))
    size = found["size"] / found["history"]
    counts = f"{found['links']:,} | {found['hot']:,} | {size:,.0f} | {found['peak']:,.0f}"
    return f"| {found['history']:,} | {times} | {counts} |"


@contextmanager
def _warehouse() -> Iterator[Warehouse]:
    with tempfile.TemporaryDirectory(prefix="news-duplicates-") as folder:
        settings: Settings = load_settings({"data_dir": Path(folder), "workers": 1})
        with open_warehouse(settings, CATALOG) as warehouse:
            yield warehouse


def _no_report(_name: str, _done: int, _total: int) -> None:
    """Report to nobody."""


def _load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
