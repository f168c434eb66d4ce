"""CPU of cleaning a page and finding its metadata, over that of trafilatura on the same pages, in one process.

    python -m benchmarks.pages FOLDER... [--pages 50] [--rounds 5]

A FOLDER holds HTML files (also gzipped); so many of each are drawn at random, always the same. Each round does every
page in every way, in turn. Prints, for each folder, the median over rounds. The yardstick is
`trafilatura.bare_extraction(with_metadata=True)`, which is no dependency: `pip install trafilatura`. It is given text;
*cleaning and metadata* are those of a page that is read, as it is; *reading the bytes* comes before them.
"""

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import click
import trafilatura

from news_pipeline.cleaning.blocks.block_model import story_chances
from news_pipeline.cleaning.blocks.read_blocks import blocks_of, read_blocks
from news_pipeline.cleaning.clean import clean
from news_pipeline.library import parse_article
from news_pipeline.metadata.page.facts import pack, unpack
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers import Document, read_documents
from news_pipeline.readers.page_tree import parse_page
from news_pipeline.shared.user_error import UserError


def _pages(folder: Path, most: int) -> list[str]:
    """Texts of pages, at most so many."""
    found: list[str] = []
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    random.Random(1).shuffle(paths)  # noqa: S311  a sample
    for path in paths:
        with path.open("rb") as stream:
            document = next(iter(read_documents(path.name, stream)), None)
        if isinstance(document, Document) and document.media_type == "text/html":
            found.append(document.text)
        if len(found) == most:
            break
    return found


def _blocks(page: str) -> None:
    tree = parse_page(page)
    if tree is not None:
        story_chances(blocks_of(tree))


def _facts(page: str) -> None:
    if found := read_page(page):
        unpack(pack(found))


def _read(page: str) -> None:
    for _ in read_documents("page.html", BytesIO(page.encode("utf-8", "surrogatepass"))):
        pass


def _parsed(page: str) -> None:
    with suppress(UserError):  # no article in it
        parse_article(page)


WAYS: dict[str, Callable[[str], object]] = {
    "trafilatura, with metadata": lambda page: trafilatura.bare_extraction(page, with_metadata=True),
    "reading the bytes": _read,
    "parsing": parse_page,
    "parsing, blocks": read_blocks,
    "parsing, blocks, their chances": _blocks,
    "parsing, facts": _facts,
    "cleaning": lambda page: clean(page, "text/html"),
    "reading, cleaning and metadata": _parsed,
}


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pages", "most", default=50, show_default=True, help="Of each folder.")
@click.option("--rounds", default=5, show_default=True)
def main(folders: tuple[Path, ...], most: int, rounds: int) -> None:
    """Print a Markdown table: milliseconds a page and the ratio to trafilatura."""
    click.echo("| pages | way | ms a page | over trafilatura |\n| --- | --- | ---: | ---: |")
    for folder in folders:
        _measure(str(folder), _pages(folder, most), rounds)


def _measure(name: str, pages: list[str], rounds: int) -> None:
    """Lines of the table."""
    for way in WAYS.values():
        way(pages[0])
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        spent = dict.fromkeys(WAYS, 0.0)
        for page in pages:
            for title, way in WAYS.items():
                start = time.process_time()
                way(page)
                spent[title] += time.process_time() - start
        spent["cleaning and metadata"] = spent["reading, cleaning and metadata"] - spent["reading the bytes"]
        for title, total in spent.items():
            seconds[title].append(total)
    medians = {title: statistics.median(each) for title, each in seconds.items()}
    yardstick = medians[next(iter(WAYS))]
    for title, median in medians.items():
        click.echo(f"| {name} ({len(pages)}) | {title} | {1000 * median / len(pages):.1f} | {median / yardstick:.2f} |")


if __name__ == "__main__":
    main()
