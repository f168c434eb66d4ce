"""The Dagster instance on disk that the command line, the UI, schedules and sensors share.

Its settings are those of `dagster.yaml` beside `workspace.yaml`, its records lie in NEWS_DATA_DIR/dagster. Here:
opening it, and the environment of a Dagster process that uses it. Elsewhere: what a run does.
"""

from pathlib import Path
from typing import Any

import dagster as dg
import yaml
from dagster._core.instance import InstanceRef

from news_pipeline.defs.history_storage import HistoryStorage
from news_pipeline.settings import Settings, as_environment, project_dir


def open_history(settings: Settings) -> dg.DagsterInstance:
    """The shared instance. Close it, or use it as a context manager."""
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(_home(settings))))


def dagster_environment(settings: Settings) -> dict[str, str]:
    """Environment variables for a Dagster process with the same settings and history."""
    return {**as_environment(settings), "DAGSTER_HOME": str(_home(settings))}


def _home(settings: Settings) -> Path:
    """A DAGSTER_HOME whose `dagster.yaml` is the project's with absolute folders. Written only when it would change."""
    home = settings.dagster_dir
    home.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(_configuration(home), sort_keys=False)
    target = home / "dagster.yaml"
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")
    return home


def _configuration(home: Path) -> dict[str, Any]:
    source = project_dir() / "dagster.yaml"
    configuration: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8")) if source.exists() else {}
    configuration["storage"] = {
        "custom": {"module": HistoryStorage.__module__, "class": "HistoryStorage", "config": {"base_dir": str(home)}}
    }
    for part, folder in (("local_artifact_storage", home), ("compute_logs", home / "compute_logs")):
        if part in configuration:
            configuration[part]["config"]["base_dir"] = str(folder)
    return configuration
