"""Kill runs with SIGKILL all along their way, finish them, and compare what they publish with an undisturbed run.

    python -m benchmarks.kills LANDING [--kills 20] [--documents 1000] [--tagger gazetteer]

LANDING holds one .jsonl.gz. news_pipeline_tests/killing.py and same_news.py kill and compare, here and in a small test.
"""

import gzip
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from news_pipeline_tests.killing import (
    AT_PUBLISHING,
    KilledRun,
    Target,
    TooLateError,
    Undisturbed,
    kill_and_finish,
    run_undisturbed,
)

CHUNK_DOCUMENTS = 50
_ATTEMPTS = 5
_COLUMNS = ("kill", "moment, s", "who", "killed in", "orphans gone, s", "next: first step, s", "next: in all, s")


@click.command()
@click.argument("landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--kills", default=20, show_default=True, help="Killed runs, each in a fresh data folder.")
@click.option("--documents", default=1000, show_default=True, help="Records taken from the landing folder's container.")
@click.option("--tagger", help="NEWS_TAGGER of the runs, such as gazetteer.")
@click.option("--scratch", type=click.Path(path_type=Path), help="Where the temporary folder is made.")
def main(landing: Path, kills: int, documents: int, tagger: str | None, scratch: Path | None) -> None:
    """Run it all and print a Markdown table. Exits with 1 if any table differs or any process was left alive."""
    with tempfile.TemporaryDirectory(prefix="news-kills-", dir=scratch) as name:
        folder = Path(name)
        _fill(folder / "landing", landing, documents)
        environment = {"NEWS_CHUNK_DOCUMENTS": str(CHUNK_DOCUMENTS)} | ({"NEWS_TAGGER": tagger} if tagger else {})
        whole = run_undisturbed(folder / "landing", folder / "undisturbed", environment)
        click.echo(f"{documents} documents in chunks of {CHUNK_DOCUMENTS}, tagger {tagger or 'default'}, {_load()}")
        click.echo(
            f"undisturbed: {whole.seconds:.1f} s, first step after {whole.seconds_to_first_step:.1f} s, "
            f"{whole.commit_to_publishing:.1f} s from the first commit to publishing\n"
        )
        click.echo(f"| {' | '.join((*_COLUMNS, 'ledger kept', 'tables'))} |")
        click.echo("| ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | --- |")
        runs = []
        for number, run in enumerate(_killed_runs(kills, folder, environment, whole), start=1):
            click.echo(_line(number, run))
            runs.append(run)
        bad = [run for run in runs if run.differences or run.orphan_seconds < 0]
        click.echo(f"\n{len(runs) - len(bad)} of {len(runs)} killed runs ended like the undisturbed one; {_load()}")
        for line in (line for run in bad for line in run.differences):
            click.echo(f"- {line}")
    sys.exit(1 if bad else 0)


def _fill(landing: Path, source: Path, documents: int) -> None:
    """The first records of the source: a twentieth as single files, a quarter in two containers, the rest gzipped."""
    [container] = source.glob("*.jsonl.gz")
    with gzip.open(container, "rt", encoding="utf-8") as lines:
        records = list(islice(lines, documents))
    single, plain = documents // 20, documents // 8
    landing.mkdir(parents=True)
    for number, record in enumerate(records[:single]):
        (landing / f"single-{number:04}.json").write_text(record, encoding="utf-8")
    for number in range(2):
        part = records[single + number * plain : single + (number + 1) * plain]
        (landing / f"part-{number}.jsonl").write_text("".join(part), encoding="utf-8")
    with gzip.open(landing / "rest.jsonl.gz", "wt", encoding="utf-8") as rest:
        rest.writelines(records[single + 2 * plain :])


def _killed_runs(kills: int, folder: Path, environment: dict[str, str], whole: Undisturbed) -> Iterator[KilledRun]:
    """Kills spread evenly from the first commit to publishing; every other one leaves the workers alone.

    A run that was over too soon (the machine is less busy now) is repeated at an earlier moment.
    """
    for number in range(kills):
        is_last = number == kills - 1
        moment: float | str = AT_PUBLISHING if is_last else whole.commit_to_publishing * number / (kills - 1)
        target: Target = "main" if number % 2 else "group"
        for attempt in range(_ATTEMPTS):
            data_dir = folder / f"killed-{number}-{attempt}"
            try:
                yield kill_and_finish(folder / "landing", data_dir, environment, moment, target, whole.snapshot)
                break
            except TooLateError:
                moment = moment * 0.85 if isinstance(moment, float) else moment
        else:
            raise click.ClickException(f"kill {number + 1}: the run was over before its moment, {_ATTEMPTS} times")


def _line(number: int, run: KilledRun) -> str:
    cells = (
        str(number),
        f"{run.moment:.1f}" if isinstance(run.moment, float) else run.moment,
        run.target,
        run.step,
        f"{run.orphan_seconds:.1f}" if run.orphan_seconds >= 0 else "alive",
        f"{run.seconds_to_first_step:.1f}",
        f"{run.finish_seconds:.1f}",
        f"{run.kept_rows:,} of {run.ledger_rows:,}",
        "differ" if run.differences else "equal",
    )
    return f"| {' | '.join(cells)} |"


def _load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
