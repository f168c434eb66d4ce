"""CPU of cleaning plain texts, over that of another checkout of this project, in turns.

    python -m benchmarks.text_cleaning FOLDER --other PYTHON [--texts 200] [--rounds 5]

FOLDER holds texts in any format that the package reads; web pages are passed over. PYTHON is the interpreter of an
environment in which the other checkout is installed:

    git worktree add /tmp/other 9c03672 && python -m venv /tmp/venv && /tmp/venv/bin/pip install -e /tmp/other

Each round starts both, in turn; each cleans all texts once to warm up a part of them, then all. Prints the words a
second of CPU, and the ratio, as medians over rounds.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

import click

from news_pipeline.readers import Document, read_documents

WARM_UP = 5
"""Texts that are cleaned before the clock starts: word lists and models are read then."""
PROGRAM = f"""
import json, sys, time
try:
    from news_pipeline.cleaning.clean import clean
except ImportError:
    from news_pipeline.cleaning.lines import clean
texts = json.load(open(sys.argv[1], encoding="utf-8"))
for text in texts[:{WARM_UP}]:
    clean(text)
start = time.process_time()
for text in texts:
    clean(text)
print(time.process_time() - start)
"""


def _texts(folder: Path, most: int) -> list[str]:
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            documents = (one for one in read_documents(path.name, stream) if isinstance(one, Document))
            found += [one.text for one in islice(documents, most - len(found)) if "html" not in one.media_type]
        if len(found) >= most:
            break
    return found


def _seconds(python: str, texts: Path) -> float:
    # in a folder of its own: a package in the current one would hide the installed one
    done = subprocess.run(  # noqa: S603  the interpreter that the user names
        [python, "-c", PROGRAM, str(texts)], check=True, capture_output=True, text=True, cwd=texts.parent
    )
    return float(done.stdout)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--other", required=True, help="Python of the environment with the other checkout.")
@click.option("--texts", "most", default=200, show_default=True)
@click.option("--rounds", default=5, show_default=True)
def main(folder: Path, other: str, most: int, rounds: int) -> None:
    """Print words a second of both, and how many times as fast this checkout is."""
    texts = _texts(folder, most)
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        pairs = [(_seconds(other, file), _seconds(sys.executable, file)) for _ in range(rounds)]
    theirs, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    click.echo(f"{len(texts)} texts, {words:,} words")
    click.echo(f"other {words / theirs:10,.0f} words a second of CPU")
    click.echo(f"this  {words / ours:10,.0f} words a second of CPU: {ratio:.2f} times as many")


if __name__ == "__main__":
    main()
