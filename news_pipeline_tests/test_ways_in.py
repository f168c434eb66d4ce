"""All ways to start a run at once, and files that arrive while the sensor watches: one real UI with its daemon.

Runs queue and finish, the sensor starts few runs, and a file is published within a minute.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e '.[test]'")

from news_pipeline.defs.dead_runs import GOING
from news_pipeline.defs.history import open_history
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import open_read_only
from news_pipeline_tests.browser.ui import user_interface
from news_pipeline_tests.conftest import make_settings

pytestmark = pytest.mark.slow

WAIT_SECONDS = 300.0
SELECTOR = {"repositoryLocationName": "news_pipeline", "repositoryName": "__repository__"}
LAUNCH = """mutation($at: JobOrPipelineSelector!) {
    launchRun(executionParams: {selector: $at, runConfigData: {}}) { __typename }
}"""
SENSOR = "mutation($at: SensorSelector!) { startSensor(sensorSelector: $at) { __typename } }"
SCHEDULE = "mutation($at: ScheduleSelector!) { startSchedule(scheduleSelector: $at) { __typename } }"
STOP = "mutation($at: ScheduleSelector!) { resetSchedule(scheduleSelector: $at) { __typename } }"


class Pipeline:
    """A UI that runs on a folder of its own, and the command line beside it."""

    def __init__(self, address: str, settings: Settings) -> None:
        self.address = address
        self.settings = settings

    def ask(self, mutation: str, **selector: str) -> str:
        """What the UI's buttons send; gives the type of the answer."""
        body = json.dumps({"query": mutation, "variables": {"at": {**SELECTOR, **selector}}}).encode()
        request = urllib.request.Request(f"{self.address}/graphql", body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 our own server
            [result] = json.load(answer)["data"].values()
        return str(result["__typename"])

    def command_line_run(self) -> "subprocess.Popen[bytes]":
        folders = ["--landing", str(self.settings.landing_dir), "--data-dir", str(self.settings.data_dir)]
        return subprocess.Popen([str(Path(sys.executable).with_name("news-pipeline")), "run", *folders])

    def runs(self) -> list[dg.DagsterRun]:
        with open_history(self.settings) as history:
            return list(history.get_runs())

    def runs_by(self, tag: str) -> list[dg.DagsterRun]:
        return [run for run in self.runs() if tag in run.tags]

    def drop_until_run_by(self, tag: str) -> None:
        """A file that is at rest already every half minute, until one has started such a run."""
        for number in range(int(WAIT_SECONDS / 30)):
            old = time.time() - 60
            os.utime(self.drop(f"{tag.rpartition('/')[2]} {number}.txt", "A dam was opened"), (old, old))
            for _ in range(30):
                if self.runs_by(tag):
                    return
                time.sleep(1)
        raise AssertionError(tag)

    def is_idle(self) -> bool:
        return not any(run.status in GOING for run in self.runs())

    def drop(self, name: str, sentence: str, *, sentences: int = 12) -> Path:
        path = self.settings.landing_dir / name
        path.write_text(
            f"News of {name}\n\n" + f"{sentence} about {name}, which everybody here had heard of. " * sentences
        )
        return path

    def published(self) -> dict[str, Any]:
        """Body and number of revisions by source_uri."""
        with open_read_only(self.settings.published_path, self.settings) as snapshot:
            rows = snapshot.rows(
                "SELECT source_uri, max(body) AS body, count(*) AS n FROM articles GROUP BY source_uri"
            )
        return {row["source_uri"]: row for row in rows}


def wait_for(what: Callable[[], bool]) -> float:
    """Seconds until it holds."""
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < WAIT_SECONDS
        time.sleep(0.5)
    return time.monotonic() - started


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    folder = tmp_path_factory.mktemp("ways_in")
    settings = make_settings(folder, tagger="gazetteer")
    settings.landing_dir.mkdir()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NEWS_TAGGER", "gazetteer")
        environment.setenv("NEWS_SCHEDULE", "* * * * *")
        environment.setenv("NEWS_WORKERS", "1")
        with user_interface(settings.data_dir, settings.landing_dir) as address:
            yield Pipeline(address, settings)


def test_1_runs_from_ui_command_line_schedule_and_sensor_queue_and_all_finish(pipeline: Pipeline) -> None:
    """Nothing new starts no run by schedule or command, and either may take a file before the other sees it."""
    assert pipeline.ask(SCHEDULE, scheduleName="hourly") == "ScheduleStateResult"
    pipeline.drop_until_run_by("dagster/schedule_name")
    assert pipeline.ask(STOP, scheduleName="hourly") == "ScheduleStateResult"
    wait_for(pipeline.is_idle)
    assert pipeline.ask(SENSOR, sensorName="landing_folder") == "Sensor"
    pipeline.drop_until_run_by("dagster/sensor_name")
    by_hand = [pipeline.command_line_run() for _ in range(2)]
    assert [pipeline.ask(LAUNCH, pipelineName="everything") for _ in range(2)] == ["LaunchRunSuccess"] * 2
    assert [run.wait(timeout=WAIT_SECONDS) for run in by_hand] == [0, 0]
    wait_for(pipeline.is_idle)
    assert {run.status for run in pipeline.runs()} == {dg.DagsterRunStatus.SUCCESS}
    assert len(pipeline.runs()) >= 4
    assert set(pipeline.published()) == {path.name for path in pipeline.settings.landing_dir.iterdir()}


def test_2_a_file_that_is_dropped_in_is_published_soon(
    pipeline: Pipeline, record_property: Callable[[str, object], None]
) -> None:
    pipeline.drop("dropped.txt", "A bridge was closed")
    seconds = wait_for(lambda: "dropped.txt" in pipeline.published())
    record_property("seconds until published", seconds)
    wait_for(pipeline.is_idle)


def test_3_twenty_files_one_by_one_start_few_runs(pipeline: Pipeline) -> None:
    before = len(pipeline.runs_by("dagster/sensor_name"))
    names = {f"one of twenty {number}.txt" for number in range(20)}
    for name in sorted(names):
        pipeline.drop(name, "A train was late")
        time.sleep(1)
    wait_for(lambda: names <= set(pipeline.published()))
    wait_for(pipeline.is_idle)
    assert len(pipeline.runs_by("dagster/sensor_name")) - before <= 3


def test_4_a_file_that_is_being_written_waits_until_it_is_whole(pipeline: Pipeline) -> None:
    path = pipeline.drop("growing.txt", "A harbour was dredged")
    with path.open("a") as file:
        for _ in range(10):
            file.write("Another line is written while the sensor looks on at the growing file. \n\n")
            file.flush()
            time.sleep(3)
        file.write("This is the last sentence of the file that grew.")
    wait_for(lambda: "growing.txt" in pipeline.published())
    found = pipeline.published()["growing.txt"]
    assert found["body"].endswith("This is the last sentence of the file that grew.")
    assert found["n"] == 1, "no half of it was ever read"
