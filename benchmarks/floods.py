"""CPU seconds and memory that each step takes for a megabyte of each family of nasty files.

    python -m benchmarks.floods [FAMILY ...] [--size 1000000] [--limit 60]

Every family has a process of its own, which is killed when a step takes over `--limit` CPU seconds. Exits with 1 if a
step takes over ten seconds, or the process over 1 GB.
"""

import sys

import click

from news_pipeline_tests.flood_steps import steps
from news_pipeline_tests.flooding import FLOODS, heard


@click.command()
@click.argument("families", nargs=-1)
@click.option("--size", default=1_000_000, show_default=True)
@click.option("--limit", default=60, show_default=True, help="CPU seconds for a step, at most.")
def main(families: tuple[str, ...], size: int, limit: int) -> None:
    """Print a line for each family: its memory, and the steps that take over a second."""
    name, make = FLOODS["short paragraphs"]
    for _, do in steps(name, make(500)):  # loads what is loaded once
        do()
    bad = 0
    for family in families or FLOODS:
        is_borne, says = heard(family, size, limit)
        bad += not is_borne
        click.echo(f"{'ok  ' if is_borne else 'BAD '} {says}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
