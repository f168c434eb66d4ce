"""When the schedule and the landing sensor start a run, when they do not, and the reason that they give."""

import os
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from news_pipeline.defs.dead_runs import PROCESS_TAG
from news_pipeline.defs.jobs import hourly
from news_pipeline.defs.publication import NEXT_DUE
from news_pipeline.defs.redo import _day
from news_pipeline.defs.sensors import BATCH_SECONDS, LANDING_TAG, RETRY_MINUTES, dead_runs, landing_folder
from news_pipeline.settings import load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import landing_version, list_landing

LONG_AGO = 1_600_000_000
"""A file of that time is at rest."""


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A landing folder with one file at rest."""
    landing = tmp_path / "landing"
    landing.mkdir()
    monkeypatch.setenv("NEWS_LANDING_DIR", str(landing))
    monkeypatch.setenv("NEWS_QUIET_SECONDS", "10")
    write(landing, "one.txt")
    return landing


def write(folder: Path, name: str, moment: float = LONG_AGO) -> None:
    (folder / name).write_text(name)
    os.utime(folder / name, (moment, moment))


def version(folder: Path) -> str:
    return landing_version(list_landing(folder))


def run(
    history: dg.DagsterInstance,
    status: dg.DagsterRunStatus,
    landing: str | None = None,
    tags: dict[str, str] | None = None,
) -> dg.DagsterRun:
    """A run of the past, as the history has it."""
    made = history.create_run_for_job(
        dg.JobDefinition(name="everything", graph_def=dg.GraphDefinition(name="everything")),
        tags={**({LANDING_TAG: landing} if landing else {}), **(tags or {})},
    )
    if status == dg.DagsterRunStatus.FAILURE:
        history.report_run_failed(made)
    elif status == dg.DagsterRunStatus.CANCELED:
        history.report_run_canceled(made)
    elif status == dg.DagsterRunStatus.STARTED:
        history.handle_run_event(made.run_id, _event(dg.DagsterEventType.RUN_START))
    elif status == dg.DagsterRunStatus.SUCCESS:
        history.handle_run_event(made.run_id, _event(dg.DagsterEventType.RUN_SUCCESS))
    return made


def _event(kind: dg.DagsterEventType) -> dg.DagsterEvent:
    return dg.DagsterEvent(kind.value, "everything")


def read(history: dg.DagsterInstance, landing: str) -> None:
    """What a run reports when it has read the folder."""
    history.report_runless_asset_event(dg.AssetObservation("landing_files", tags={"dagster/data_version": landing}))


def published(history: dg.DagsterInstance) -> None:
    history.report_runless_asset_event(dg.AssetMaterialization("news_database"))


def held_back(history: dg.DagsterInstance, due: float) -> None:
    """What a scheduled run reports when the snapshot in place is too young."""
    metadata = {NEXT_DUE: dg.MetadataValue.timestamp(due)}
    history.report_runless_asset_event(dg.AssetObservation("news_database", metadata=metadata))


class Sensor:
    """The sensor with the cursor that the daemon keeps for it."""

    def __init__(self, history: dg.DagsterInstance) -> None:
        self.history = history
        self.cursor: str | None = None

    def tick(self) -> dg.RunRequest | str:
        """The request of the sensor, or its reason for none."""
        with dg.build_sensor_context(instance=self.history, cursor=self.cursor) as context:
            answer = landing_folder(context)
            self.cursor = context.cursor
        if isinstance(answer, dg.RunRequest):
            return answer
        assert isinstance(answer, dg.SkipReason)
        return str(answer.skip_message)


def tick(history: dg.DagsterInstance) -> dg.RunRequest | str:
    return Sensor(history).tick()


def test_new_files_start_one_run_that_leaves_unfinished_files_alone(history: dg.DagsterInstance, folder: Path) -> None:
    request = tick(history)
    assert isinstance(request, dg.RunRequest)
    assert request.run_config == {"ops": {"raw_documents": {"config": {"quiet_seconds": 10}}}}
    assert request.tags[LANDING_TAG] == version(folder)
    assert request.run_key is None, "a key would never start a run for this state of the folder again"


def test_what_a_run_has_read_is_not_new_whoever_started_it(history: dg.DagsterInstance, folder: Path) -> None:
    read(history, version(folder))
    assert tick(history) == "Nothing new: 1 files at rest, 0 still being written."


def test_a_file_that_comes_later_is_new(history: dg.DagsterInstance, folder: Path) -> None:
    read(history, version(folder))
    write(folder, "two.txt")
    assert isinstance(tick(history), dg.RunRequest)


def test_a_changed_file_is_new(history: dg.DagsterInstance, folder: Path) -> None:
    read(history, version(folder))
    write(folder, "one.txt", LONG_AGO + 1)
    assert isinstance(tick(history), dg.RunRequest)


def test_a_folder_that_is_again_as_it_was_is_read_again(history: dg.DagsterInstance, folder: Path) -> None:
    earlier = version(folder)
    run(history, dg.DagsterRunStatus.SUCCESS, earlier)
    read(history, earlier)
    read(history, "another state of the folder")
    assert isinstance(tick(history), dg.RunRequest)


def test_a_file_that_is_being_written_waits(history: dg.DagsterInstance, folder: Path) -> None:
    read(history, version(folder))
    write(folder, "growing.txt", time.time())
    assert tick(history) == "Nothing new: 1 files at rest, 1 still being written."
    write(folder, "growing.txt", time.time() - 11)
    assert isinstance(tick(history), dg.RunRequest)


def test_files_at_rest_wait_a_while_for_those_that_are_still_being_written(
    history: dg.DagsterInstance, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "growing.txt", time.time())
    sensor = Sensor(history)
    seen = "1 files at rest, 1 still being written"
    assert sensor.tick() == f"Something is new ({seen}); it waits up to {BATCH_SECONDS} s for the others."
    later = time.time() + BATCH_SECONDS
    monkeypatch.setattr("news_pipeline.defs.sensors.time", lambda: later)
    write(folder, "growing.txt", later)
    assert isinstance(sensor.tick(), dg.RunRequest), "a file that grows for ever does not hold the others up"


def test_what_has_come_to_rest_together_starts_one_run(history: dg.DagsterInstance, folder: Path) -> None:
    sensor = Sensor(history)
    for number in range(20):
        write(folder, f"{number}.txt", time.time() - number)
        assert isinstance(sensor.tick(), str)
    for number in range(20):
        write(folder, f"{number}.txt", time.time() - 11)
    assert isinstance(sensor.tick(), dg.RunRequest)


def test_the_wait_for_others_begins_anew_with_what_is_new(history: dg.DagsterInstance, folder: Path) -> None:
    sensor = Sensor(history)
    sensor.tick()
    assert (sensor.cursor or "").startswith("1 at rest, 0 being written; new since ")
    read(history, version(folder))
    assert "Nothing new" in str(sensor.tick())
    assert sensor.cursor == "1 at rest, 0 being written", "each tick in the UI shows what it saw"


def test_a_snapshot_that_waits_is_told_and_published_when_it_is_due(history: dg.DagsterInstance, folder: Path) -> None:
    read(history, version(folder))
    due = time.time() + 3600
    held_back(history, due)
    moment = datetime.fromtimestamp(due, UTC)
    assert tick(history) == (
        f"Nothing new: 1 files at rest, 0 still being written. The next snapshot is due at {moment:%H:%M} UTC."
    )
    held_back(history, time.time() - 1)
    assert isinstance(tick(history), dg.RunRequest)
    published(history)
    assert "due" not in str(tick(history)), "somebody has published"


def test_a_clock_that_is_set_back_makes_nothing_wait(
    history: dg.DagsterInstance, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the snapshot that was held back, nor the files of a failed run, nor those that others are written beside."""
    read(history, version(folder))
    held_back(history, time.time() + 3600)
    monkeypatch.setattr("news_pipeline.defs.sensors.time", lambda: time.time() - 10**8)
    assert isinstance(tick(history), dg.RunRequest)
    published(history)
    assert "Nothing new" in str(tick(history))
    run(history, dg.DagsterRunStatus.FAILURE, version(folder))
    assert isinstance(tick(history), dg.RunRequest)
    sensor = Sensor(history)
    write(folder, "growing.txt", time.time())
    write(folder, "other.txt")
    sensor.cursor = f"2 at rest, 1 being written; new since {int(time.time())}"
    assert "it waits up to" in str(sensor.tick())
    monkeypatch.setattr("news_pipeline.defs.sensors.time", lambda: time.time() - 10**8 + BATCH_SECONDS)
    assert isinstance(sensor.tick(), dg.RunRequest)


def test_a_due_snapshot_that_cannot_be_published_is_not_tried_at_every_tick(
    history: dg.DagsterInstance, folder: Path
) -> None:
    read(history, version(folder))
    held_back(history, time.time() - 1)
    run(history, dg.DagsterRunStatus.FAILURE, version(folder))
    assert "it is tried again in 1 min." in str(tick(history))


@pytest.mark.parametrize(
    "line", ["*/5 0-6,12 1 jan-mar mon", "15 3 * * 7", "@daily", "hourly", "0 24 * * *", "*/0 * * * *", "5-1 * * * *"]
)
def test_the_settings_take_the_cron_lines_that_dagster_takes(line: str) -> None:
    taken = []
    for take in (
        lambda: load_settings({}, {"NEWS_SCHEDULE": line}),
        lambda: dg.ScheduleDefinition(cron_schedule=line, job_name="everything"),
    ):
        try:
            take()
            taken.append(True)
        except (UserError, dg.DagsterInvalidDefinitionError):
            taken.append(False)
    assert taken[0] == taken[1]


def test_nothing_is_started_while_a_run_is_going(history: dg.DagsterInstance, folder: Path) -> None:
    going = run(history, dg.DagsterRunStatus.STARTED)
    seen = "1 files at rest, 0 still being written"
    assert tick(history) == f"Something is new ({seen}), but run {going.run_id[:8]} is going; it waits for that."


def test_a_run_that_was_killed_holds_nothing_up(history: dg.DagsterInstance, folder: Path) -> None:
    run(history, dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: f"{socket.gethostname()} {os.getpid()}@1000.00"})
    assert isinstance(tick(history), dg.RunRequest)


def test_a_failed_run_loses_no_file(history: dg.DagsterInstance, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = run(history, dg.DagsterRunStatus.FAILURE, version(folder))
    read(history, version(folder))
    assert tick(history) == f"Run {failed.run_id[:8]} for these files failed; it is tried again in 1 min."
    later = time.time() + 60 * RETRY_MINUTES[0]
    monkeypatch.setattr("news_pipeline.defs.sensors.time", lambda: later)
    assert isinstance(tick(history), dg.RunRequest)


def test_what_fails_again_and_again_is_left_to_a_person(
    history: dg.DagsterInstance, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(len(RETRY_MINUTES) + 1):
        run(history, dg.DagsterRunStatus.FAILURE, version(folder))
    monkeypatch.setattr("news_pipeline.defs.sensors.time", lambda: 2 * time.time())
    assert "mend the cause" in str(tick(history))
    write(folder, "two.txt")
    assert isinstance(tick(history), dg.RunRequest), "another state of the folder is another case"


def test_a_failure_is_settled_by_whoever_publishes_after_it(history: dg.DagsterInstance, folder: Path) -> None:
    run(history, dg.DagsterRunStatus.FAILURE, version(folder))
    read(history, version(folder))
    published(history)
    assert "Nothing new" in str(tick(history))


def test_a_cancelled_run_is_not_started_again_against_a_persons_will(history: dg.DagsterInstance, folder: Path) -> None:
    run(history, dg.DagsterRunStatus.CANCELED, version(folder))
    assert "was cancelled" in str(tick(history))


def test_a_missing_folder_is_named(history: dg.DagsterInstance, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_LANDING_DIR", str(folder / "nowhere"))
    assert str(folder / "nowhere") in str(tick(history))


def test_the_schedule_runs_when_nothing_is_going(history: dg.DagsterInstance, folder: Path) -> None:
    with dg.build_schedule_context(instance=history) as context:
        request = hourly(context)
    assert isinstance(request, dg.RunRequest)
    assert request.run_config == {"ops": {"raw_documents": {"config": {"quiet_seconds": 10}}}}


def test_the_schedule_skips_while_a_run_is_going(history: dg.DagsterInstance, folder: Path) -> None:
    going = run(history, dg.DagsterRunStatus.STARTED)
    with dg.build_schedule_context(instance=history) as context:
        answer = hourly(context)
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message == f"Run {going.run_id[:8]} is going; the next tick takes what it leaves."


def test_the_sensor_for_dead_runs_says_what_it_closed(history: dg.DagsterInstance) -> None:
    dead = run(
        history, dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: f"{socket.gethostname()} {os.getpid()}@1000.00"}
    )
    with dg.build_sensor_context(instance=history) as context:
        first, second = dead_runs(context), dead_runs(context)
    assert f"Closed: {dead.run_id[:8]}" in str(first)
    assert "Every run that is said to work has its process." in str(second)


def test_a_day_that_is_none_is_refused_with_its_field() -> None:
    with pytest.raises(dg.Failure, match="published_from is 'yesterday', but must be a day such as 2022-01-08"):
        _day("published_from", "yesterday")
