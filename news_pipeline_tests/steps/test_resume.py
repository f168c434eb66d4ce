"""Containers are read on at a record after a kill: what was committed is not read into the warehouse again."""

import gzip
import json
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.readers.warc_files import members, page
from news_pipeline_tests.upstream import made_up

RECORDS = 400
CHUNK = 10
_TEXTS = [made_up(number, 2) for number in range(RECORDS)]
_JSON = [json.dumps({"text": text}) for text in _TEXTS]
_ITEMS = "".join(f"<item><title>T</title><description>{text}</description></item>" for text in _TEXTS)
CONTAINERS = {
    "a.warc": b"".join(page(text) for text in _TEXTS),
    "a.warc.gz": b"".join(members(*(page(text) for text in _TEXTS))),
    "a.jsonl.gz": gzip.compress("\n".join(_JSON).encode()),
    "a.json": f"[{', '.join(_JSON)}]".encode(),
    "a.rss": f"<rss version='2.0'><channel><title>Made up</title>{_ITEMS}</channel></rss>".encode(),
}

CHILD = """
import sys, time
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline_tests.conftest import make_settings
from news_pipeline.storage.warehouse import open_warehouse
from pathlib import Path

chunks = 0

def report(stage, done, total):
    global chunks
    chunks += 1
    if chunks == 3:
        print("three chunks", flush=True)
        time.sleep(60)

settings = make_settings(Path(sys.argv[1]), chunk_documents=int(sys.argv[2]))
with open_warehouse(settings, CATALOG) as warehouse:
    ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, report=report))
"""


def killed_after_three_chunks(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD, str(folder), str(CHUNK)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"three chunks\n"
        child.send_signal(signal.SIGKILL)


def ingest(settings: Settings) -> tuple[int, dict[int, tuple[str, datetime]]]:
    """Documents read now, and text and arrival of all by record."""
    with open_warehouse(settings, CATALOG) as warehouse:
        listing = list_landing(settings.landing_dir)
        taken = ingest_landing(listing, set(), pipeline_of(warehouse))
        rows = warehouse.rows("SELECT record_number, text, arrived_at FROM raw_documents ORDER BY ALL")
        return taken.documents, {row["record_number"]: (row["text"], row["arrived_at"]) for row in rows}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_is_read_on_where_the_kill_hit(name: str, tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "killed", chunk_documents=CHUNK)
    settings.landing_dir.mkdir(parents=True)
    (settings.landing_dir / name).write_bytes(CONTAINERS[name])
    killed_after_three_chunks(tmp_path / "killed")
    with open_warehouse(settings, CATALOG) as warehouse:
        [file] = warehouse.rows("SELECT state, records_read FROM files")
        before = warehouse.rows("SELECT record_number, arrived_at FROM raw_documents")
    assert (file["state"], file["records_read"]) == ("reading", 3 * CHUNK)
    assert len(before) == 3 * CHUNK
    read, documents = ingest(settings)
    assert read == RECORDS - 3 * CHUNK
    assert {row["record_number"]: row["arrived_at"] for row in before} == {
        number: documents[number][1] for number in sorted(documents)[: 3 * CHUNK]
    }
    undisturbed = make_settings(tmp_path / "undisturbed", chunk_documents=CHUNK)
    undisturbed.landing_dir.mkdir(parents=True)
    (undisturbed.landing_dir / name).write_bytes(CONTAINERS[name])
    assert {number: text for number, (text, _) in ingest(undisturbed)[1].items()} == {
        number: text for number, (text, _) in documents.items()
    }


def test_what_a_kill_left_half_written_goes_with_the_next_run(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    settings.landing_dir.mkdir()
    settings.raw_dir.mkdir(parents=True)
    left = [settings.raw_dir / name for name in ("incoming.tmp", "replacement.1f.7.tmp", "tombstones.7.tmp")]
    left.append(settings.data_dir / "tombstones.copy.7.tmp")
    for path in left:
        path.write_text("half a li")
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
    assert [path for path in left if path.exists()] == []
