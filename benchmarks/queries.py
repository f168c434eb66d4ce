"""How long the questions of the cookbook and full-text searches take on a snapshot.

    python -m benchmarks.queries NEWS_DUCKDB

Each question of docs/cookbook.sql runs five times in one thread after one run to warm up. The median is shown.
"""

import statistics
import sys
import time

import click
import duckdb

from docs.make_cookbook import recipes

SEARCHES = (
    "kazakhstan",
    "shoot to kill",
    '"shoot to kill"',
    "the president said that he would not",
    '"prime minister" election',
)
RUNS = 5


def main(path: str) -> None:
    """Print a Markdown table of milliseconds."""
    with duckdb.connect(path, read_only=True) as news:
        news.execute("SET threads = 1").fetchall()
        articles = news.execute("SELECT count(*) FROM articles").fetchall()[0][0]
        click.echo(f"{articles:,} articles\n")
        click.echo("| question | rows | ms |\n| --- | ---: | ---: |")
        for recipe in recipes():
            show(news, recipe.title, recipe.sql)
        for search in SEARCHES:
            show(news, f"search: {search}", f"FROM search_articles('{search}')")


def show(news: duckdb.DuckDBPyConnection, title: str, sql: str) -> None:
    """One line of the table."""
    times, rows = [], news.execute(sql).fetchall()
    for _ in range(RUNS):
        started = time.process_time()
        news.execute(sql).fetchall()
        times.append(time.process_time() - started)
    click.echo(f"| {title} | {len(rows):,} | {1000 * statistics.median(times):.0f} |")


if __name__ == "__main__":
    main(sys.argv[1])
