"""Kill web server, daemon, code server or all of `news-pipeline ui` while its sensor starts runs; start it again.

    python -m benchmarks.killed_ui [--rounds 10] [--seed 1] [--scratch FOLDER]

Each round starts the UI, drops a file that the sensor takes up, kills one of its processes or the whole group at a
moment drawn by the seed, and every other time starts a run on the command line beside it. In the end
`news-pipeline run` must publish what an undisturbed run does, each document once, and no record may say that a run is
still going. Prints a line a round; exits with 1 if anything is wrong.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import click
import dagster as dg
import psutil

from news_pipeline.defs.dead_runs import close_dead_runs
from news_pipeline.defs.history import open_history
from news_pipeline.settings import Settings
from news_pipeline_tests.browser.ui import user_interface
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run as run_plainly
from news_pipeline_tests.points import harm
from news_pipeline_tests.same_news import differences
from news_pipeline_tests.test_ways_in import SENSOR, Pipeline

FILES = made_up_files(made_up_articles(events=3))
PARTS = ("webserver", "daemon", "grpc", "")
"""A word of the command line of each part; all of them."""
LONGEST_SECONDS = 40.0
_LEFT_TO_DAGSTER = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING)
"""Its daemon goes on with them, or closes them after `start_timeout_seconds`."""
_START = {"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "1"}


def parts_of(settings: Settings) -> list[psutil.Process]:
    """The processes that work on the data folder."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("NEWS_DATA_DIR") == str(settings.data_dir):
                found.append(process)
    return found


def kill_part(part: str, settings: Settings) -> int:
    """How many were killed."""
    killed = 0
    for process in parts_of(settings):
        with suppress(psutil.Error):
            if part in " ".join(process.cmdline()):
                process.kill()
                killed += 1
    return killed


def one_round(number: int, settings: Settings, names: list[str], chance: Random) -> str:
    """What was done."""
    part, seconds = PARTS[number % len(PARTS)], chance.uniform(1, LONGEST_SECONDS)
    command = None
    with user_interface(settings.data_dir, settings.landing_dir) as address:
        pipeline = Pipeline(address, settings)
        started = pipeline.ask(SENSOR, sensorName="landing_folder")
        write_files(settings.landing_dir, FILES, names)
        for name in names:
            os.utime(settings.landing_dir / name, (time.time() - 120,) * 2)
        if number % 2:
            command = pipeline.command_line_run()
        time.sleep(seconds)
        killed = kill_part(part, settings)
        if command and chance.random() < 0.5:
            command.kill()
    code = command.wait() if command else None
    runs = len(pipeline.runs())
    return f"{part or 'all'}: {killed} killed after {seconds:.0f} s, {started}, {runs} runs so far, command {code}"


@click.command()
@click.option("--rounds", default=10, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--scratch", type=click.Path(path_type=Path), help="Where the temporary folder is made.")
def main(rounds: int, seed: int, scratch: Path | None) -> None:
    """Do it, and compare."""
    chance, wrong = Random(seed), []  # noqa: S311 no secret
    os.environ.update(_START)
    with tempfile.TemporaryDirectory(prefix="news-ui-", dir=scratch) as name:
        settings = make_settings(Path(name) / "killed", tagger="gazetteer")
        whole = make_settings(Path(name) / "whole", tagger="gazetteer")
        settings.landing_dir.mkdir(parents=True)
        whole.landing_dir.mkdir(parents=True)
        write_files(whole.landing_dir, FILES)
        if harm(lambda: run_plainly(whole))[0]:
            sys.exit("the undisturbed run failed")
        names = sorted(FILES)
        for number in range(rounds):
            click.echo(f"round {number + 1}: {one_round(number, settings, names[number::rounds], chance)}")
            left = parts_of(settings)
            wrong += [f"round {number + 1}: {process} was left" for process in left]
            for process in left:
                with suppress(psutil.Error):
                    process.send_signal(signal.SIGKILL)
        folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
        command = [str(Path(sys.executable).with_name("news-pipeline")), "run", *folders]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own
        wrong += [f"the last run ended with {done.returncode}: {done.stdout[-300:]}"] if done.returncode else []
        wrong += differences(whole.published_path, settings.published_path)
        with open_history(settings) as history:
            close_dead_runs(history)
            runs = history.get_runs()
            going = [run for run in runs if not run.is_finished and run.status not in _LEFT_TO_DAGSTER]
            wrong += [f"run {run.run_id[:8]} is {run.status.value}" for run in going]
    click.echo(f"seed {seed}: {rounds} rounds, {len(runs)} runs; {len(wrong)} faults")
    for line in wrong:
        click.echo(f"- {line[:300]}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
