"""Freshness of the landing folder: when it last changed, and what the check says of that."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from news_pipeline.defs.freshness import (
    FRESHNESS,
    LAST_UPDATED,
    changed_at,
    freshness_of,
    freshness_says,
    last_change,
)
from news_pipeline.defs.ingestion import landing_files
from news_pipeline.settings import Settings, load_settings

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


def observe(history: dg.DagsterInstance, version: str, moment: float) -> None:
    """What a run reports when it has looked at the folder."""
    history.report_runless_asset_event(
        dg.AssetObservation(
            "landing_files",
            metadata={LAST_UPDATED: changed_at(history, version, moment)},
            tags={"dagster/data_version": version},
        )
    )


def test_the_folder_counts_as_changed_when_its_version_did(history: dg.DagsterInstance) -> None:
    assert last_change(history) is None
    observe(history, "one file", 100.0)
    observe(history, "one file", 200.0)
    assert last_change(history) == datetime.fromtimestamp(100, UTC)
    observe(history, "two files", 300.0)
    assert last_change(history) == datetime.fromtimestamp(300, UTC)


@pytest.mark.parametrize(
    ("changed", "is_fresh", "says"),
    [
        (NOW - timedelta(hours=23), True, "last changed at 2026-03-09 13:00 UTC"),
        (NOW - timedelta(hours=25), False, "not changed since 2026-03-09 11:00 UTC, for 25 hours"),
        (None, False, "Nobody has looked"),
    ],
)
def test_the_verdict_says_since_when(changed: datetime | None, is_fresh: bool, says: str) -> None:  # noqa: FBT001
    assert freshness_says(changed, 24, NOW)[0] is is_fresh
    assert says in freshness_says(changed, 24, NOW)[1]


@pytest.mark.parametrize(("hours_ago", "passed"), [(1, True), (200, False)])
def test_the_check_warns_and_does_not_fail(history: dg.DagsterInstance, hours_ago: int, passed: bool) -> None:  # noqa: FBT001
    observe(history, "one file", (datetime.now(UTC) - timedelta(hours=hours_ago)).timestamp())
    [check] = freshness_of(load_settings({}, {}))
    defs = dg.Definitions(assets=[dg.AssetSpec("landing_files")], asset_checks=[check])
    job = defs.resolve_implicit_global_asset_job_def()
    [found] = job.execute_in_process(instance=history).get_asset_check_evaluations()
    assert (found.check_name, found.passed, found.severity) == (FRESHNESS, passed, dg.AssetCheckSeverity.WARN)


def test_zero_hours_switch_it_off(settings: Settings) -> None:
    assert freshness_of(replace(settings, stale_hours=0)) == []


def test_observe_in_the_ui_says_when_it_changed(
    history: dg.DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "landing").mkdir()
    monkeypatch.setenv("NEWS_LANDING_DIR", str(tmp_path / "landing"))
    job = dg.Definitions(assets=[landing_files]).resolve_implicit_global_asset_job_def()
    assert job.execute_in_process(instance=history, asset_selection=[dg.AssetKey("landing_files")]).success
    assert last_change(history)
