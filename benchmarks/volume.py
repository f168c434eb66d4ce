"""One run over a landing folder by the command line, then the same again with nothing new: time, memory, sizes.

    python -m benchmarks.volume LANDING [--data-dir DIR]

Durations of steps are those of Dagster's history. Memory is sampled while the run goes on.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import dagster as dg
import duckdb
import psutil

from news_pipeline.defs.history import open_history
from news_pipeline.settings import Settings, load_settings

_SAMPLE_SECONDS = 0.25
_STAGES = """
SELECT stage, count(*), max(processed_at) - min(processed_at)
FROM ledger
WHERE output_hash IS NOT NULL -- notes have none
GROUP BY stage
ORDER BY min(processed_at)
"""


@dataclass(slots=True)
class Peak:
    """The most memory seen, bytes of resident set; pages that processes share are counted in each."""

    main: int = 0
    children: int = 0
    """All at one moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the job."""

    name: str
    seconds: float
    processed: int | None
    """Documents, or sets, that it did; None for steps that count none."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    seconds: float
    peak: Peak
    steps: list[Step]


@click.command()
@click.argument("landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Kept afterwards; must not exist. Default: temporary."
)
def main(landing: Path, data_dir: Path | None) -> None:
    """Print Markdown tables of a fresh run over LANDING and of the run after it. Settings come from the environment."""
    if data_dir and data_dir.exists():
        raise click.ClickException(f"{data_dir} exists; a fresh run needs a folder that does not.")
    with tempfile.TemporaryDirectory(prefix="news-volume-") as temporary:
        settings = load_settings({"landing_dir": landing, "data_dir": data_dir or Path(temporary, "data")})
        settings.data_dir.mkdir(parents=True)
        click.echo(
            f"{settings.workers} workers, chunks of {settings.chunk_documents}, tagger {settings.tagger}, {_load()}"
        )
        fresh, again = _measure(settings), _measure(settings)
        if again.steps != fresh.steps:
            raise click.ClickException("the second command started a run, though nothing was new")
        click.echo(_table(fresh, again))
        click.echo(f"\nLedger entries a stage, and seconds from its first commit to its last:\n\n{_stages(settings)}")
        click.echo(f"\n{_sizes(settings)}; {_load()}")


def _measure(settings: Settings) -> Measured:
    """Raises ClickException if the run fails."""
    command = [sys.executable, "-c", "from news_pipeline.cli.main import main; main()", "run"]
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    started, output = time.monotonic(), settings.data_dir / "volume.txt"
    with output.open("wb") as file:
        run = psutil.Popen([*command, *folders], stdout=file, stderr=subprocess.STDOUT)
        peak = _watch(run)
    seconds = time.monotonic() - started
    if run.returncode != 0:
        text = output.read_text(encoding="utf-8", errors="replace")
        raise click.ClickException(f"the run ended with {run.returncode} after {seconds:.1f} s:\n{text[-3000:]}")
    return Measured(seconds, peak, _steps(settings))


def _watch(run: psutil.Popen) -> Peak:
    peak = Peak()
    while run.poll() is None:
        try:
            peak.main = max(peak.main, run.memory_info().rss)
            peak.children = max(peak.children, sum(map(_resident, run.children(recursive=True))))
        except psutil.NoSuchProcess:
            pass  # it ended just now
        time.sleep(_SAMPLE_SECONDS)
    return peak


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _steps(settings: Settings) -> list[Step]:
    """Of the newest run, in order. A command with nothing new starts none."""
    with open_history(settings) as history:
        [record] = history.get_run_records(limit=1)
        entries = [entry.dagster_event for entry in history.all_logs(record.dagster_run.run_id) if entry.dagster_event]
    processed: dict[str, int] = {}
    for event in entries:
        if event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION and event.step_key:
            count = event.step_materialization_data.materialization.metadata.get("processed")
            if count is not None:
                processed[event.step_key] = max(int(str(count.value)), processed.get(event.step_key, 0))
    return [
        Step(event.step_key, event.step_success_data.duration_ms / 1000, processed.get(event.step_key))
        for event in entries
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS and event.step_key
    ]


def _table(fresh: Measured, again: Measured) -> str:
    lines = [
        "| step | s | processed | a second |",
        "| --- | ---: | ---: | ---: |",
        *map(_line, fresh.steps),
        f"| **whole command** | {fresh.seconds:.1f} | | |",
        f"| **again, nothing new** | {again.seconds:.1f} | | |",
        "",
        "| peak memory, MB | of the run's process | of all its children |",
        "| --- | ---: | ---: |",
        *(
            f"| {name} | {measured.peak.main / 1e6:.0f} | {measured.peak.children / 1e6:.0f} |"
            for name, measured in (("whole command", fresh), ("again, nothing new", again))
        ),
    ]
    return "\n" + "\n".join(lines)


def _line(step: Step) -> str:
    done = "" if step.processed is None else f"{step.processed:,}"
    rate = f"{step.processed / step.seconds:,.0f}" if step.processed and step.seconds else ""
    return f"| {step.name} | {step.seconds:.1f} | {done} | {rate} |"


def _stages(settings: Settings) -> str:
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        rows = connection.execute(_STAGES).fetchall()
    lines = [f"| {stage} | {count:,} | {span.total_seconds():.1f} |" for stage, count, span in rows]
    return "\n".join(["| stage | entries | s |", "| --- | ---: | ---: |", *lines])


def _sizes(settings: Settings) -> str:
    raw = sum(path.stat().st_size for path in settings.raw_dir.rglob("*") if path.is_file())
    sizes = {
        settings.warehouse_path.name: settings.warehouse_path.stat().st_size,
        settings.published_path.name: settings.published_path.stat().st_size,
        "raw store": raw,
    }
    return ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items())


def _load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
