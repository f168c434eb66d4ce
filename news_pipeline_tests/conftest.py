"""Fixtures for every test: settings on a temporary folder, an open warehouse, a landing folder."""

import fcntl
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import hypothesis
import pytest

from news_pipeline.engine.compute import Compute
from news_pipeline.engine.pipeline import LoopResult, pipeline_of
from news_pipeline.engine.progress import Report, no_report
from news_pipeline.engine.step import Loop, Step
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.readers.formats import reader_version
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.results import Row
from news_pipeline.steps.ingestion.ingest import IngestResult, ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse, open_warehouse

# The same examples in every run, so that only its own fault stops a change. `NEWS_HYPOTHESIS=random` seeks new ones.
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.register_profile("random")
hypothesis.settings.load_profile(os.environ.get("NEWS_HYPOTHESIS", "repeatable"))


def make_settings(folder: Path, **changes: object) -> Settings:
    """Settings of a pipeline that lives in `folder` alone."""
    environment = {"NEWS_LANDING_DIR": str(folder / "landing"), "NEWS_DATA_DIR": str(folder / "data")}
    return replace(load_settings({"workers": 1}, environment), **changes)  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a private database without rows. A copy of it opens in a third of the time that making one takes."""
    settings = make_settings(tmp_path_factory.mktemp("empty_warehouse"))
    with open_warehouse(settings, CATALOG):
        pass
    return settings.warehouse_path


@pytest.fixture
def warehouse(settings: Settings, empty_warehouse: Path) -> Iterator[Warehouse]:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if not settings.warehouse_path.exists():
        copyfile(empty_warehouse, settings.warehouse_path)
    with open_warehouse(settings, CATALOG) as opened:
        yield opened


@pytest.fixture
def landing(settings: Settings) -> Callable[..., Path]:
    """Writes a landing file: landing("a/b.txt", "text")."""

    def write(name: str, content: str | bytes) -> Path:
        path = settings.landing_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    settings.landing_dir.mkdir(parents=True, exist_ok=True)
    return write


@pytest.fixture
def ingest(settings: Settings, warehouse: Warehouse) -> Callable[..., IngestResult]:
    """One look at the landing folder."""

    def look(report: Report = no_report) -> IngestResult:
        return ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, report=report))

    return look


@pytest.fixture(scope="session")
def small_python(request: pytest.FixtureRequest) -> Callable[..., Path]:
    """The Python of a virtual environment that has only these packages; made once, in pytest's cache."""

    def environment(*packages: str) -> Path:
        assert request.config.cache is not None
        folder = request.config.cache.mkdir("client-" + hash_name(packages))
        python, ready = folder / "bin" / "python", folder / "ready"
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another process of pytest-xdist may want the same one
            if not ready.exists():
                venv.create(folder, clear=True, symlinks=True)  # this Python's pip fills it: its own would take 5 s
                install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile"]
                subprocess.run([*install, "--only-binary", ":all:", *packages], check=True)
                ready.touch()
        return python

    return environment


def hash_name(parts: Sequence[str]) -> str:
    """A name for a folder."""
    return f"{digest64(*parts):016x}"


def run_loop(
    loop: Loop, warehouse: Warehouse, compute: Compute | None = None, report: Report = no_report
) -> LoopResult:
    """One run of a loop."""
    return loop.run(pipeline_of(warehouse, compute, report))


def run_step(step: Step, warehouse: Warehouse) -> LoopResult:
    """One run of all loops of a step."""
    return step.run(pipeline_of(warehouse))


def with_tagger(warehouse: Warehouse, taggers: str = "gazetteer") -> Warehouse:
    """The same warehouse, with another setting of the taggers."""
    warehouse.settings = replace(warehouse.settings, tagger=taggers)
    return warehouse


def documents(warehouse: Warehouse, columns: str = "source_uri, text, is_current") -> list[tuple[object, ...]]:
    """Documents in the order of their address and text."""
    rows = warehouse.rows(f"SELECT {columns} FROM raw_documents ORDER BY source_uri, text")  # noqa: S608
    return [tuple(row.values()) for row in rows]


def raw_document(article_id: str, text: str = "A text.", **values: object) -> Row:
    """A row of `raw_documents`, as if it had been read from `<article_id>.txt`."""
    return {
        "article_id": article_id,
        "source_uri": f"{article_id}.txt",
        "source_path": f"{article_id}.txt",
        "content_hash": f"hash of {text}",
        "media_type": "text/plain",
        "text": text,
        "byte_size": len(text),
        "file_hash": f"hash of {text}",
        "reader_version": reader_version(f"{article_id}.txt"),
        "document_hash": hash_of(article_id, text),
        "is_current": True,
        "arrival": 0,
        "arrived_at": datetime(2022, 1, 1, tzinfo=UTC),
        **values,
    }


def ledger_row(stage: str, key: str, answer: str = "", **values: object) -> Row:
    """A row of the ledger, as if the stage had answered `answer`."""
    return {
        "stage": stage,
        "key": key,
        "code_version": "1",
        "input_hash": hash_of("input", key),
        "output_hash": hash_of(stage, key, answer),
        "state": "done",
        "processed_at": datetime(2022, 1, 1, tzinfo=UTC),
        **values,
    }


def hash_of(*parts: str) -> int:
    """A number that stands for the parts."""
    return digest64(*parts)
