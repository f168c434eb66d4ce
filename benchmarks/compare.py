"""Runs two installations of the project on the same articles, in turns, and prints what each needs and the ratios.

    python -m benchmarks.compare A B LANDING [--documents 1500] [--rounds 2]

A and B are `news-pipeline` commands, such as those in the virtual environments of two checkouts. LANDING holds one
.jsonl.gz. Each round is three runs of each command: all articles but one in a hundred, in a fresh folder; nothing new;
the others. Which command begins changes from round to round.
"""

import gzip
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click
import psutil

_SAMPLE_SECONDS = 0.2
_RUNS = ("fresh", "nothing new", "1 % more")
_TAGGING = "entity_mentions"
Figures = dict[str, float]
"""By what it is of: seconds, CPU seconds of each step and of the whole, MB."""


@dataclass(slots=True)
class Watched:
    """What was seen of a process and of its children, also of those that have ended."""

    moments: list[float] = field(default_factory=list)
    """Seconds since 1970."""
    spent: list[float] = field(default_factory=list)
    """CPU seconds of all processes until then."""
    main_bytes: int = 0
    worker_bytes: int = 0
    """Of the largest of its children."""

    def spent_until(self, moment: float) -> float:
        """CPU seconds until the sample before that moment."""
        return self.spent[max(0, bisect(self.moments, moment) - 1)]


@click.command()
@click.argument("command_a")
@click.argument("command_b")
@click.argument("landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--documents", default=1500, show_default=True, help="Articles taken from the landing folder's container."
)
@click.option("--rounds", default=2, show_default=True, help="The figures are medians over the rounds.")
def main(command_a: str, command_b: str, landing: Path, documents: int, rounds: int) -> None:
    """Print a Markdown table: A, B and B / A. Settings come from the environment."""
    commands = {"A": command_a, "B": command_b}
    found: dict[str, list[Figures]] = {"A": [], "B": []}
    with tempfile.TemporaryDirectory(prefix="news-compare-") as name:
        for number in range(rounds):
            for which in ("AB", "BA")[number % 2]:
                folder = Path(name, f"{which}{number}")
                found[which].append(_round(commands[which], folder, landing, documents))
                click.echo(f"round {number + 1} of {which} is done", err=True)
    click.echo(f"{documents:,} articles, {rounds} rounds, load average {psutil.getloadavg()[0]:.1f}\n")
    click.echo("| what | A | B | B / A |\n| --- | ---: | ---: | ---: |")
    for what in dict.fromkeys(what for which in "BA" for figures in found[which] for what in figures):
        click.echo(_line(what, *(_median(found[which], what) for which in "AB")))


def _round(command: str, folder: Path, landing: Path, documents: int) -> Figures:
    source = next(landing.glob("*.jsonl.gz"))
    with gzip.open(source, "rb") as file:
        lines = list(islice(file, documents))
    (folder / "landing").mkdir(parents=True)
    figures: Figures = {}
    for run in _RUNS:
        if run != "nothing new":
            some = [line for number, line in enumerate(lines) if (number % 100 == 99) == (run == "1 % more")]
            with gzip.open(folder / "landing" / f"{run.partition(' ')[0]}.jsonl.gz", "wb") as file:
                file.writelines(some)
        figures |= {f"{run}: {what}": value for what, value in _run(command, folder).items()}
    return figures


def _run(command: str, folder: Path) -> Figures:
    """Raises ClickException if the run fails."""
    arguments = [command, "run", "--landing", str(folder / "landing"), "--data-dir", str(folder / "data")]
    output, began = folder / "output.txt", time.time()
    with output.open("wb") as file:
        process = psutil.Popen(arguments, stdout=file, stderr=subprocess.STDOUT)
        watched = _watch(process)
    if process.returncode != 0:
        raise click.ClickException(f"{command} ended with {process.returncode}:\n{output.read_text()[-3000:]}")
    steps = {step: watched.spent_until(end) - watched.spent_until(start) for step, start, end in _steps(folder, began)}
    return {
        "seconds": time.time() - began,
        "CPU s": watched.spent[-1],
        f"CPU s of all but {_TAGGING}": watched.spent[-1] - steps.get(_TAGGING, 0.0),
        "MB of the run's process": watched.main_bytes / 1e6,
        "MB of its largest child": watched.worker_bytes / 1e6,
        **{f"CPU s of {step}": seconds for step, seconds in steps.items()},
    }


def _watch(process: psutil.Popen) -> Watched:
    watched = Watched()
    spent: dict[int, float] = {}
    while process.poll() is None:
        try:
            watched.main_bytes = max(watched.main_bytes, process.memory_info().rss)
            family = [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            break
        for each in family:
            try:
                times, resident = each.cpu_times(), each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
            spent[each.pid] = times.user + times.system
            if each.pid != process.pid:
                watched.worker_bytes = max(watched.worker_bytes, resident)
        watched.moments.append(time.time())
        watched.spent.append(sum(spent.values()))
        time.sleep(_SAMPLE_SECONDS)
    process.wait()
    return watched


def _steps(folder: Path, began: float) -> list[tuple[str, float, float]]:
    """Name, start and end of the steps since then, by Dagster's history; none if no Dagster run was started."""
    found: list[tuple[str, float, float]] = []
    for history in (folder / "data" / "dagster" / "history" / "runs").glob("*-*.db"):
        with sqlite3.connect(history) as connection:
            rows = connection.execute(
                "SELECT step_key, min(timestamp), max(timestamp) FROM event_logs "
                "WHERE dagster_event_type IN ('STEP_START', 'STEP_SUCCESS') GROUP BY step_key"
            ).fetchall()
        found += [(step, _seconds(start), _seconds(end)) for step, start, end in rows if _seconds(start) >= began]
    return sorted(found, key=lambda step: step[1])


def _seconds(timestamp: str) -> float:
    return datetime.fromisoformat(timestamp).replace(tzinfo=UTC).timestamp()


def _median(rounds: Sequence[Figures], what: str) -> float | None:
    """None: no such step there."""
    values = [figures[what] for figures in rounds if what in figures]
    return statistics.median(values) if values else None


def _line(what: str, a: float | None, b: float | None) -> str:
    ratio = f"{b / a:.2f}" if a and b is not None else ""
    return f"| {what} | {'' if a is None else f'{a:.1f}'} | {'' if b is None else f'{b:.1f}'} | {ratio} |"


if __name__ == "__main__":
    sys.exit(main())
