"""Kill and stop worker processes of runs from outside, at random, and compare what is published in the end.

    python -m benchmarks.killed_workers [--rounds 10] [--seed 1] [--seconds 1.5 5] [--scratch FOLDER]

A worker that is killed (SIGKILL) or hangs (SIGSTOP) through no fault of its document costs time, nothing else: each run
must end well, refuse nothing, and publish what an undisturbed one does. Exits with 1 if anything differs.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import click
import psutil

from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run as run_plainly
from news_pipeline_tests.points import harm
from news_pipeline_tests.same_news import differences

FILES = made_up_files(made_up_articles(events=8))
_ENVIRONMENT = {"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "2", "NEWS_CHUNK_DOCUMENTS": "8"}


def workers_of(run: int) -> list[psutil.Process]:
    """The processes that do the work of a run: nobody's parents, whose parent is not the run."""
    with suppress(psutil.Error):
        below = psutil.Process(run).children(recursive=True)
        parents = {process.ppid() for process in below}
        return [process for process in below if process.pid not in parents and process.ppid() != run]
    return []


def harass(run: "subprocess.Popen[bytes]", chance: Random, tally: Counter[str], seconds: tuple[float, float]) -> None:
    """Signal one of its workers now and then, until it ends. One in ten signals stops a worker for ever."""
    while run.poll() is None:
        time.sleep(chance.uniform(*seconds))
        workers = workers_of(run.pid)
        if workers:
            number = signal.SIGSTOP if chance.random() < 0.1 else signal.SIGKILL
            with suppress(psutil.Error):
                chance.choice(workers).send_signal(number)
                tally[number.name] += 1


@click.command()
@click.option("--rounds", default=10, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--seconds", nargs=2, default=(1.5, 5.0), show_default=True, help="Between two signals.")
@click.option("--scratch", type=click.Path(path_type=Path), help="Where the temporary folder is made.")
def main(rounds: int, seed: int, seconds: tuple[float, float], scratch: Path | None) -> None:
    """Do it, and compare."""
    chance, tally, wrong = Random(seed), Counter[str](), []  # noqa: S311 no secret
    with tempfile.TemporaryDirectory(prefix="news-workers-", dir=scratch) as name:
        whole = make_settings(Path(name) / "whole", tagger="gazetteer")
        whole.landing_dir.mkdir(parents=True)
        write_files(whole.landing_dir, FILES)
        if harm(lambda: run_plainly(whole))[0]:
            sys.exit("the undisturbed run failed")
        for number in range(rounds):
            settings = make_settings(Path(name) / str(number), tagger="gazetteer")
            folders = ["--landing", str(whole.landing_dir), "--data-dir", str(settings.data_dir)]
            command = [str(Path(sys.executable).with_name("news-pipeline")), "run", *folders]
            started, before = time.monotonic(), tally.copy()
            with (Path(name) / f"{number}.log").open("w+") as log:
                run = subprocess.Popen(command, env={**os.environ, **_ENVIRONMENT}, stdout=log, stderr=log)  # noqa: S603
                harass(run, chance, tally, seconds)
                log.seek(0)
                found = [f"ended with {run.returncode}: {log.read()[-300:]}"] if run.returncode else []
            if settings.published_path.exists():
                found += differences(whole.published_path, settings.published_path)
            wrong += [f"round {number + 1}: {line}" for line in found]
            took = time.monotonic() - started
            click.echo(f"round {number + 1}: {dict(tally - before)}, {took:.0f} s, {found or 'equal'}"[:500])
    click.echo(f"seed {seed}: {dict(tally)} in {rounds} runs; {len(wrong)} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
