"""A file that grows, shrinks or changes while it is read: whole as it was, or whole as it is, after the next look."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage import raw_store
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import documents

BLOCKS = raw_store._blocks


def record(text: str) -> str:
    return json.dumps({"text": text}) + "\n"


def append_whole(path: Path) -> None:
    with path.open("a") as file:
        file.write(record("Three."))


def append_half(path: Path) -> None:
    with path.open("a") as file:
        file.write(record("Three.")[:9])


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record is added": append_whole,
    "half a record is added": append_half,
    "cut short": lambda path: path.write_text(record("One.")[:9]),
    "emptied": lambda path: path.write_text(""),
    "replaced": lambda path: path.write_text(record("Other.")),
    "taken away": lambda path: path.unlink(),
}


@pytest.mark.parametrize("when", ["before the first byte", "after the last byte"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_it_holds_in_the_end_is_read(
    warehouse: Warehouse,
    landing: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], object],
    when: str,
) -> None:
    folder = warehouse.settings.landing_dir
    path = landing("a.jsonl", record("One.") + record("Two."))

    def changing(file: Path) -> Iterator[bytes]:
        if when.startswith("before"):
            change(path)
        yield from BLOCKS(file)
        if when.startswith("after"):
            change(path)

    with monkeypatch.context() as patched:
        patched.setattr(raw_store, "_blocks", changing)
        ingest_landing(list_landing(folder), set(), pipeline_of(warehouse))
    for text in ("", "One.", "Two.", "Three."):  # at rest again, under a time of change of its own
        if text and not path.exists():
            path.write_text("")
        if text:
            append = path.read_text() + ("\n" if path.read_text() and not path.read_text().endswith("\n") else "")
            path.write_text(append + record(text))
        ingest_landing(list_landing(folder), set(), pipeline_of(warehouse))
    current = {str(row[1]) for row in documents(warehouse) if row[2]}
    lying = [line for line in path.read_text().splitlines() if line.endswith("}")]
    assert current >= {json.loads(line)["text"] for line in lying}
    known = warehouse.rows("SELECT state, byte_size, is_present FROM files")
    assert known == [{"state": "ingested", "byte_size": path.stat().st_size, "is_present": True}]
