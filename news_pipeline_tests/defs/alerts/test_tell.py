"""The sensor reads Dagster's records, tells each receiver once, and writes no secret."""

import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from news_pipeline.cli.run import canceled_when_interrupted
from news_pipeline.defs.alerts import tell as module
from news_pipeline.defs.alerts.settings import Mail, Target, Webhook, load_targets
from news_pipeline.defs.alerts.tell import alerts_sensor, start_telling, tell
from news_pipeline.defs.freshness import LAST_UPDATED
from news_pipeline.defs.run_end import run_end
from news_pipeline.settings import Settings
from news_pipeline_tests.defs.alerts.conftest import SECRET, Received


def a_run(history: dg.DagsterInstance, *, fails: bool = False, passes: bool = True) -> None:
    """A run of one asset with one check."""

    @dg.asset(check_specs=[dg.AssetCheckSpec("contract", asset="articles")])
    def articles():  # type: ignore[no-untyped-def]
        if fails:
            raise ValueError("text of an article")
        found = dg.AssetCheckResult(passed=passes, check_name="contract", description="A rule: 1 row.\n\nrows")
        return dg.MaterializeResult(check_results=[found])

    dg.materialize([articles], instance=history, raise_on_error=False)


def test_the_sensor_tells_a_failed_run_and_a_failed_check_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received]
) -> None:
    url, received = hook
    targets = load_targets({"NEWS_ALERT_WEBHOOK": url}, {})
    [sensor] = alerts_sensor(settings, targets)
    context = dg.build_sensor_context(instance=history)
    assert "Nothing to tell" in str(sensor(context))
    a_run(history, fails=True)
    a_run(history, passes=False)
    a_run(history, passes=False)
    sensor(context)
    sensor(context)
    [body] = received.bodies
    assert [alert["kind"] for alert in body["alerts"]] == ["failed_run", "failed_check"]
    assert "failed at articles: ValueError" in body["text"]
    assert "A rule: 1 row." in body["text"]
    assert "text of an article" not in body["text"]


def test_a_run_that_a_person_stopped_is_no_alert(settings: Settings, history: dg.DagsterInstance) -> None:
    @dg.asset
    def articles():  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt

    run_id = "1ad76b3e-0d9f-4e8c-8e0a-3a2f0b8d5c11"
    job = dg.Definitions(assets=[articles]).resolve_implicit_global_asset_job_def()
    interrupted = pytest.raises((KeyboardInterrupt, dg.DagsterExecutionInterruptedError))
    with interrupted, canceled_when_interrupted(history, run_id):
        job.execute_in_process(instance=history, run_id=run_id)
    end = run_end(history, run_id)
    assert (end["outcome"], end["failed_step"], end["failure"]) == ("stopped", None, None)
    assert list(module.ended_runs(history, 0.0)) == []


def test_a_clock_that_is_set_back_delays_no_alert(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, received = hook
    targets = load_targets({"NEWS_ALERT_WEBHOOK": url}, {})
    now = time.time()
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: now + 10**8)
        start_telling(settings, targets)
    a_run(history, fails=True)
    tell(settings, targets, history)
    tell(settings, targets, history)
    assert len(received.bodies) == 1


def test_what_could_not_be_sent_is_sent_later_and_to_each_receiver_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received], post_office: tuple[int, Received]
) -> None:
    url, received = hook
    port, letters = post_office
    mail = Mail("127.0.0.1", port, "smtp", "a@b.c", ("c@d.e",))
    targets: dict[str, Target] = {"NEWS_ALERT_WEBHOOK": Webhook(url, is_slack=False), "NEWS_ALERT_SMTP": mail}
    start_telling(settings, targets)
    a_run(history, fails=True)
    received.status = 503
    assert "1 alerts wait, because the server of NEWS_ALERT_WEBHOOK answered 503." in tell(settings, targets, history)
    received.status = 200
    tell(settings, targets, history)
    tell(settings, targets, history)
    assert len(received.bodies) == 2, "once refused, once taken"
    assert len([body for body in letters.bodies if "Subject" in body]) == 1


def test_stale_folder_and_stale_snapshot_are_told_once(
    settings: Settings, history: dg.DagsterInstance, hook: tuple[str, Received]
) -> None:
    url, received = hook
    long_ago = (datetime.now(UTC) - timedelta(days=8)).timestamp()
    observed = {LAST_UPDATED: dg.MetadataValue.timestamp(long_ago)}
    history.report_runless_asset_event(dg.AssetObservation("landing_files", metadata=observed))
    history.report_runless_asset_event(dg.AssetMaterialization("news_database"))
    targets = load_targets({"NEWS_ALERT_WEBHOOK": url}, {})
    start_telling(settings, targets)
    tell(settings, targets, history)
    tell(settings, targets, history)
    [body] = received.bodies
    assert [(alert["kind"], alert["name"]) for alert in body["alerts"]] == [("stale_data", "landing_files")]
    later = datetime.now(UTC) + timedelta(days=8)
    assert [alert.name for alert in module.stale_data(settings, history, later)] == ["landing_files", "news_database"]


def test_secrets_are_in_no_log_and_no_record(
    settings: Settings, history: dg.DagsterInstance, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    targets = load_targets({"NEWS_ALERT_WEBHOOK": f"http://127.0.0.1:9/{SECRET}"}, {})
    [sensor] = alerts_sensor(settings, targets)
    context = dg.build_sensor_context(instance=history)
    sensor(context)
    a_run(history, fails=True)
    assert "1 alerts wait" in str(sensor(context))
    assert SECRET not in caplog.text + str(sensor(context)) + str(sensor.description)
    for folder in (settings.data_dir, Path(history.root_directory)):
        for path in folder.rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
