"""Brings the lake up to date with the published snapshot, and keeps it tidy."""

import json
import shutil
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from news_pipeline.lake.job import Contents, described
from news_pipeline.lake.process import run_writer
from news_pipeline.settings import Settings
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.lake_setting import LakeAddress
from news_pipeline.storage.json_file import replace_json


@dataclass(frozen=True, slots=True)
class LakePublication:
    """What was written into the lake."""

    name: str
    """Schema."""
    is_new: bool
    """False: the lake holds the same data already."""
    changed: dict[str, int]
    """By table, how many articles or keys have other rows than before."""
    snapshot: int
    """DuckLake's number of the snapshot that holds it."""


@dataclass(frozen=True, slots=True)
class LakeMaintenance:
    """How the lake is after its maintenance."""

    snapshots: int
    files_before: int
    files: int
    bytes_before: int
    bytes: int


def publish_to_lake(settings: Settings, contents: Contents, run_id: str, data_version: str) -> LakePublication | None:
    """Write what changed into the lake, in one transaction. None: there is no lake. Raises UserError.

    `data_version` is that of the snapshot in place.
    """
    lake = settings.lake_address
    if lake is None:
        return None
    job = {
        **lake_job(settings, lake),
        **described(contents, lake.name),
        "action": "publish",
        "name": lake.name,
        "snapshot": str(settings.published_path),
        "state": str(settings.lake_dir / "state"),
        "pipeline": _pipeline(settings),
        "data_version": data_version,
        "run_id": run_id,
    }
    result = run_writer(job, settings)
    _note(settings, {**_noted(settings), "lake": _which(lake), "data_version": data_version})
    return LakePublication(lake.name, result["is_new"], result["changed"], result["snapshot"])


def maintain_lake(settings: Settings, *, keep_days: int | None = None) -> LakeMaintenance | None:
    """Let old snapshots expire, merge and rewrite files, delete those that nobody needs. None: there is no lake.

    It is for all pipelines of the lake, so one of them does it. With `keep_days` 0 only what the lake shows now
    stays, of all pipelines: what was taken down is gone then. Raises UserError.
    """
    lake = settings.lake_address
    if lake is None:
        return None
    days = lake.keep_days if keep_days is None else keep_days
    if not days:
        shutil.rmtree(settings.lake_dir / "across" / "handover", ignore_errors=True)  # texts of a job that was killed
    return LakeMaintenance(
        **run_writer({**lake_job(settings, lake), "action": "maintain", "keep_days": days}, settings)
    )


def lake_waits(settings: Settings, data_version: str) -> bool:
    """Whether there is a lake, and it was not brought to this version of the data."""
    lake = settings.lake_address
    if lake is None:
        return False
    noted = _noted(settings)
    return noted.get("lake") != _which(lake) or noted.get("data_version") != data_version


def lake_job(settings: Settings, lake: LakeAddress) -> dict[str, Any]:
    """What every job of the lake's writer needs."""
    return {
        "catalog": lake.catalog,
        "data": lake.data,
        "wait": settings.lock_wait,
        "memory_limit": settings.memory_limit,
        "spill": str(settings.lake_dir / "spill"),
    }


def _which(lake: LakeAddress) -> str:
    return digest(lake.catalog, lake.data, lake.name)


def _pipeline(settings: Settings) -> str:
    """A name of this data folder that no other has, so that two pipelines do not write into one schema."""
    noted = _noted(settings)
    if "pipeline" not in noted:
        noted["pipeline"] = uuid4().hex
        _note(settings, noted)
    return noted["pipeline"]


def _noted(settings: Settings) -> dict[str, str]:
    try:
        noted: dict[str, str] = json.loads((settings.lake_dir / "noted.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted


def _note(settings: Settings, noted: dict[str, str]) -> None:
    settings.lake_dir.mkdir(parents=True, exist_ok=True)
    replace_json(settings.lake_dir / "noted.json", noted)
