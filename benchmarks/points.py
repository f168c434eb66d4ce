"""Kill a pipeline at chosen points hundreds of times, fill its disk, and compare what it publishes in the end.

    python -m benchmarks.points [--kills 300] [--full-disks 20] [--seed 1] [--minutes 60] [--scratch FOLDER]

A chain is one operation that is killed again and again, at a point drawn by the seed, until it gets through: a run over
two portions with revisions, a takedown, a rebuild, a backup, a compaction. Nine in ten signals are SIGKILL, the others
SIGTERM and SIGINT. A full disk is a small tmpfs (Linux, root), which is made larger for the next attempt. In the end
the snapshot must equal that of an undisturbed operation, no half-written file may be left, and not a byte of what was
taken down. Prints a line a chain, then counts, also by who was at work. Exits with 1 if anything differs.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random

import click

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.recovery.backup import write_backup
from news_pipeline.recovery.restore import restore_backup
from news_pipeline.settings import Settings
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import opened, run, run_compaction, run_rebuild, run_takedown
from news_pipeline_tests.points import harm, harm_where, warm_up
from news_pipeline_tests.same_news import differences

FILES = made_up_files(made_up_articles(events=2))
NAMES = sorted(FILES)
SECRET, TAKEN = "Quillfeather", "named.txt"
WAYS = ((1, 400), (150, 400), (150, 400), (150, 1800))
"""Points from a start to a kill. Opening the database passes 180, making it 450, a run 1,800, most in publishing."""


@dataclass
class Tally:
    """What has been done, and what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    chains: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def grow(settings: Settings) -> None:
    """Two runs: half of the files, then all, with one of the first half changed."""
    half = NAMES[: len(NAMES) // 2]
    if not (settings.data_dir / "second").exists():
        write_files(settings.landing_dir, FILES, half)
        run(settings)
        (settings.data_dir / "second").touch()
    write_files(settings.landing_dir, FILES)
    changed = settings.landing_dir / "changed.txt"
    changed.write_text("\n\n".join(f"The lake rose again on day {n}, officials of the port said." for n in range(9)))
    run(settings)


def backup(settings: Settings) -> None:
    """A backup, and its restoring elsewhere."""
    target = settings.data_dir.parent / "backup.tar"
    if not target.exists():
        with opened(settings):
            pass
        write_backup(settings, CATALOG, target, lambda *_: None)
    restored = replace(settings, data_dir=settings.data_dir.parent / "restored")
    if not restored.data_dir.exists():
        restore_backup(restored, target, None, lambda *_: None)
    run(restored)


OPERATIONS: dict[str, Callable[[Settings], object]] = {
    "run": grow,
    "takedown": lambda settings: run_takedown(settings, TAKEN),
    "rebuild": run_rebuild,
    "backup": backup,
    "compaction": run_compaction,
}


def place(folder: Path, base: Settings | None) -> Settings:
    """Settings on a fresh folder, with a copy of the base's folders in it."""
    settings = make_settings(folder, tagger="gazetteer", chunk_documents=4, export="csv")
    folder.mkdir(parents=True, exist_ok=True)
    if base:
        shutil.copytree(base.landing_dir, settings.landing_dir)
        shutil.copytree(base.data_dir, settings.data_dir)
    else:
        settings.landing_dir.mkdir()
        settings.data_dir.mkdir()
    return settings


def snapshot_of(settings: Settings, name: str) -> Path:
    """Where the operation's result lies."""
    return (settings.data_dir.parent / "restored" if name == "backup" else settings.data_dir) / "news.duckdb"


def faults(name: str, settings: Settings, whole: Path) -> list[str]:
    """What is not as it should be at the end of a chain."""
    found = []

    def compare() -> None:
        lines = differences(whole, snapshot_of(settings, name))
        (settings.data_dir.parent / "differences").write_text("\n".join(lines))

    if harm(compare)[0]:
        found.append("the snapshot cannot be compared")
    else:
        found += (settings.data_dir.parent / "differences").read_text().splitlines()
    files = [path for path in settings.data_dir.parent.rglob("*") if path.is_file()]
    found += [f"left: {path.name}" for path in files if ".tmp" in path.name or ".partial" in path.name]
    if name == "takedown":
        secret = SECRET.encode()
        data = [path for path in settings.data_dir.rglob("*") if path.is_file() and secret in path.read_bytes()]
        found += [f"leaked: {path.name}" for path in data]
    return found


def _signal(number: int) -> None:
    """Send it to this process, whichever that is by then."""
    os.kill(os.getpid(), number)


def chain(name: str, settings: Settings, chance: Random, tally: Tally) -> None:
    """Kill the operation until it gets through."""
    while True:
        number = chance.choices([signal.SIGKILL, signal.SIGTERM, signal.SIGINT], [18, 1, 1])[0]
        at = chance.randint(*chance.choice(WAYS))
        act = partial(_signal, number)
        code, place_of_it = harm_where(lambda: OPERATIONS[name](settings), at, act)
        if code == 0:
            return
        tally.places[f"{name}: {place_of_it}"] += 1
        if code not in (-number, 1):
            tally.faults.append(f"{name}: ended with {code}")
        tally.kills[number.name] += 1
        if code == 1 and number is not signal.SIGINT:
            tally.faults.append(f"{name}: failed at point {at} after kills")
            return


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A tmpfs of that size."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=True)  # noqa: S603, S607
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)  # noqa: S603, S607


def fill_disk(folder: Path, kilobytes: int, whole: Path, tally: Tally) -> None:
    """A run on a disk that is too small, then again on one that is not."""
    with small_disk(folder, kilobytes):
        settings = place(folder, None)
        code, _ = harm(lambda: grow(settings))
        tally.kills["ENOSPC" if code else "disk was large enough"] += 1
        if code < 0:
            tally.faults.append(f"a full disk ended the process by signal {-code}")
        subprocess.run(["mount", "-o", "remount,size=2g", folder], check=True)  # noqa: S603, S607
        code, _ = harm(lambda: grow(settings))
        found = faults("run", settings, whole) if code == 0 else [f"after a full disk of {kilobytes} kB: {code}"]
        tally.faults += found
        click.echo(f"disk of {kilobytes:,} kB: {found or 'equal'}")


@click.command()
@click.option("--kills", default=300, show_default=True)
@click.option("--full-disks", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--minutes", default=60.0, show_default=True, help="No chain begins after so long.")
@click.option("--scratch", type=click.Path(path_type=Path), help="Where the temporary folder is made.")
def main(kills: int, full_disks: int, seed: int, minutes: float, scratch: Path | None) -> None:
    """Do it all, and count."""
    warm_up()
    end, chance, tally = time.monotonic() + 60 * minutes, Random(seed), Tally()  # noqa: S311 no secret
    with tempfile.TemporaryDirectory(prefix="news-points-", dir=scratch) as name:
        folder = Path(name)
        base = place(folder / "base", None)
        whole: dict[str, Path] = {}

        def undisturbed(operation: str) -> Path:
            if operation not in whole:
                settings = place(folder / "whole" / operation, None if operation == "run" else base)
                if harm(lambda: OPERATIONS[operation](settings))[0]:
                    sys.exit(f"the undisturbed {operation} failed")
                whole[operation] = snapshot_of(settings, operation)
            return whole[operation]

        (base.landing_dir / TAKEN).write_text(
            f"{SECRET} visits\n\n" + "\n\n".join(f"The {SECRET} party crossed a bridge on day {n}." for n in range(9))
        )
        write_files(base.landing_dir, FILES)
        if kills and harm(lambda: run(base))[0]:
            sys.exit("the undisturbed run failed")
        used = sum(path.stat().st_size for path in undisturbed("run").parent.rglob("*") if path.is_file()) // 1000
        for number in range(full_disks):
            if time.monotonic() < end:
                fill_disk(
                    folder / f"disk-{number}",
                    max(200, used * (number + 1) // (full_disks + 4)),
                    undisturbed("run"),
                    tally,
                )
        number = 0
        while sum(tally.kills[name] for name in ("SIGKILL", "SIGTERM", "SIGINT")) < kills and time.monotonic() < end:
            operation = list(OPERATIONS)[number % len(OPERATIONS)]
            settings = place(folder / f"chain-{number}", None if operation == "run" else base)
            before = len(tally.faults)
            chain(operation, settings, chance, tally)
            tally.faults += [
                f"{operation}, chain {number}: {line}" for line in faults(operation, settings, undisturbed(operation))
            ]
            tally.chains[operation] += 1
            state = "equal" if len(tally.faults) == before else str(tally.faults[before:])[:500]
            click.echo(f"{operation}, chain {number}: {dict(tally.kills)}, {state}")
            shutil.rmtree(settings.data_dir.parent)
            number += 1
    click.echo(f"seed {seed}: {dict(tally.kills)} in {dict(tally.chains)} chains; {len(tally.faults)} faults")
    click.echo(", ".join(f"{name} {count}" for name, count in tally.places.most_common()))
    for line in tally.faults:
        click.echo(f"- {line[:300]}")
    sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main()
