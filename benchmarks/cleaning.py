"""CPU of cleaning a page, and of its metadata too, over that of trafilatura on the same pages, in one process.

    python benchmarks/cleaning.py PAGES_FOLDER [--pages 100] [--rounds 5]

PAGES_FOLDER holds HTML files (also gzipped). Each round cleans every page and extracts it with
`trafilatura.bare_extraction(with_metadata=True)`, in turn. Prints the median over rounds. trafilatura is no dependency
of the cleaning of pages: it is the yardstick.
"""

import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

import click
import trafilatura

from news_pipeline.cleaning.blocks.block_model import story_chances
from news_pipeline.cleaning.blocks.read_blocks import read_blocks
from news_pipeline.cleaning.clean import clean
from news_pipeline.library import parse_article
from news_pipeline.readers import Document, read_documents
from news_pipeline.shared.user_error import UserError


def _pages(folder: Path, most: int) -> list[str]:
    found = []
    for path in islice(sorted(folder.iterdir()), most):
        with path.open("rb") as stream:
            document = next(iter(read_documents(path.name, stream)))
        if isinstance(document, Document) and document.media_type == "text/html":
            found.append(document.text)
    return found


def _parsed(page: str) -> None:
    with suppress(UserError):  # no article in it
        parse_article(page)


WAYS: dict[str, Callable[[str], object]] = {
    "trafilatura, with metadata": lambda page: trafilatura.bare_extraction(page, with_metadata=True),
    "blocks of the page": read_blocks,
    "blocks and their chances": lambda page: story_chances(read_blocks(page)),
    "cleaning": lambda page: clean(page, "text/html"),
    "cleaning and metadata": _parsed,
}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pages", "most", default=100, show_default=True)
@click.option("--rounds", default=5, show_default=True)
def main(folder: Path, most: int, rounds: int) -> None:
    """Print milliseconds a page and the ratio to trafilatura."""
    pages = _pages(folder, most)
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for way in WAYS.values():
        way(pages[0])
    for _ in range(rounds):
        spent = dict.fromkeys(WAYS, 0.0)
        for page in pages:
            for name, way in WAYS.items():
                start = time.process_time()
                way(page)
                spent[name] += time.process_time() - start
        for name, each in spent.items():
            seconds[name].append(each)
    yardstick = statistics.median(seconds[next(iter(WAYS))])
    for name, each in seconds.items():
        median = statistics.median(each)
        click.echo(f"{name:28} {1000 * median / len(pages):7.1f} ms a page {median / yardstick:6.2f}")


if __name__ == "__main__":
    main()
