"""What a key of a set loop (groups, stories, entities) costs as the warehouse grows.

    python -m benchmarks.sets DATA_DIR [--times 6 --times 100] [--units 4]

DATA_DIR is that of a finished run. Its rows are taken several times over, with other ids, names and days, but with as
many articles a day. Then each loop looks for what is outdated, and computes some units, as in a cold run.
"""

import tempfile
import time
from pathlib import Path

import click

from news_pipeline.engine import set_loop
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.set_loop import SetLoop
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import load_settings
from news_pipeline.steps.registry import STEPS, loops_of
from news_pipeline.storage.schema import Column
from news_pipeline.storage.sql_files import quoted
from news_pipeline.storage.warehouse import Warehouse, open_warehouse

_SETS = ("duplicate_groups", "dated_stories", "undated_stories", "story_descriptions", "entities")
"""By sites, repeated_lines has a few hundred keys, whatever the number of articles."""
_READ = (
    "raw_documents", "clean_articles", "article_metadata", "article_keys", "copy_links", "group_members", "story_terms",
    "story_links", "story_members", "mentions", "entity_hints",
)  # fmt: skip
_LONG = {"text": 100, "body": 600}
"""Characters that are kept of long columns."""
_IDS = ("article_id", "article_id_a", "article_id_b", "duplicate_group_id", "story_id")
_DAYS = ("published_date", "day")
_NAMES = ("entity_key", "target_key")


@click.command()
@click.argument("data_dir", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--times", "factors", type=int, multiple=True, default=(6, 100), show_default=True)
@click.option("--units", default=4, show_default=True, help="Computed of each loop.")
def main(data_dir: Path, factors: tuple[int, ...], units: int) -> None:
    """Print a Markdown table of CPU time."""
    click.echo("| loop | articles | keys | looking for them, ms a key | computing one, ms |")
    click.echo("| --- | ---: | ---: | ---: | ---: |")
    for factor in factors:
        with tempfile.TemporaryDirectory(prefix="news-sets-") as folder:
            settings = load_settings({"data_dir": Path(folder), "landing_dir": Path(folder), "workers": 1})
            with open_warehouse(settings, CATALOG) as warehouse:
                multiply(data_dir / settings.warehouse_path.name, factor, warehouse)
                for loop in loops_of(STEPS):
                    if isinstance(loop, SetLoop) and loop.name in _SETS:
                        click.echo(_measured(loop, warehouse, units))


def multiply(source: Path, factor: int, warehouse: Warehouse) -> None:
    """Fill the warehouse with the rows of another, `factor` times over. The first time they stay as they are."""
    warehouse.execute(f"ATTACH {quoted(source)} AS source (READ_ONLY)")
    warehouse.execute(f"CREATE TEMP TABLE times AS SELECT CAST(n AS INTEGER) AS n FROM range({factor}) AS t(n)")  # noqa: S608 our own words
    span = int(warehouse.value("SELECT max(published_date) - min(published_date) + 30 FROM source.article_metadata"))
    for name in _READ:
        table = warehouse.catalog[name]
        columns = ", ".join(f"{_varied(column, span)} AS {column.name}" for column in table.columns)
        warehouse.execute(f"INSERT INTO {name} BY NAME SELECT {columns} FROM source.{name}, times ORDER BY n")  # noqa: S608
    done = "SELECT * EXCLUDE (n) REPLACE (if(n = 0, key, md5(key || n)) AS key) FROM source.ledger, times"
    others = f"length(key) = 32 AND stage NOT IN {_SETS}"
    warehouse.execute(f"INSERT INTO ledger BY NAME {done} WHERE {others} ORDER BY n")
    warehouse.execute("DETACH source")


def _varied(column: Column, span: int) -> str:
    """SQL for another value each time: ids and keys of articles anew, half of the names, days of another period."""
    name = column.name
    if name in _IDS:
        return f"if(n = 0, {name}, md5({name} || n))"
    if name in _NAMES:
        return f"if(n = 0 OR hash({name}, n) % 2 = 0, {name}, {name} || ' ' || n)"
    if name == "exact_hash":
        return "if(n = 0 OR exact_hash IS NULL, exact_hash, hash(exact_hash, n))"
    if name in _DAYS:
        return f"CAST({name} + n * {span} AS {column.type})"
    return f"{name}[1:{_LONG[name]}]" if name in _LONG else name


def _measured(loop: SetLoop, warehouse: Warehouse, units: int) -> str:
    """A line of the table."""
    articles = warehouse.value("SELECT count(*) FROM article_metadata")
    pipeline, started = pipeline_of(warehouse), time.process_time()
    keys = loop.count_outdated(warehouse)
    looked, done = time.process_time(), 0
    for _ in range(units):
        some = set_loop.first_outdated(loop, warehouse)
        done += set_loop.recompute(loop, pipeline, some) if some else 0
    ended = time.process_time()
    figures = f"{1000 * (looked - started) / keys:.3f} | {1000 * (ended - looked) / done:.3f}"
    return f"| {loop.name} | {articles:,} | {keys:,} | {figures} |"


if __name__ == "__main__":
    main()
