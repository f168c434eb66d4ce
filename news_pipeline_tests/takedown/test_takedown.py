"""A takedown: what a name means, what leaves, what stays, and that it does not come back."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from news_pipeline.readers.formats import media_type_of
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.redo import Redo, mark
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.tombstones import read_tombstones
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline.takedown.scrub_databases import blank_history
from news_pipeline.takedown.takedown import find, take_down
from news_pipeline_tests.steps.test_rebuild import again, contents

UNIQUE = "Quixotzephyr"
ADDRESS = "https://www.paper-made-up.com/news/one"


def record(text: str, **values: str) -> str:
    return json.dumps({"text": text, **values})


def forget(pattern: str, warehouse: Warehouse) -> tuple[int, int]:
    return take_down(find(pattern, warehouse), RawStore(warehouse.settings.raw_dir), warehouse)


def uris(warehouse: Warehouse) -> list[str]:
    return [row["source_uri"] for row in warehouse.rows("SELECT source_uri FROM raw_documents ORDER BY ALL")]


def refusals(warehouse: Warehouse) -> list[str]:
    rows = warehouse.rows("SELECT source_uri FROM reader_rejections WHERE reason = 'taken_down' ORDER BY ALL")
    return [row["source_uri"] for row in rows]


def kept_bytes(folder: Path) -> bytes:
    """All that lies below the folder, the raw store unpacked."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            parts.append(
                zstandard.ZstdDecompressor().decompressobj().decompress(data) if path.suffix == ".zst" else data
            )
    return b"\0".join(parts)


@pytest.fixture
def archive(landing: Callable[..., Path], ingest: Callable[..., object], warehouse: Warehouse) -> Warehouse:
    """Three pages, a container of three records whose second is told in two, a file that nobody can read."""
    landing("a.txt", "Text A.")
    landing("2022/b.txt", f"{UNIQUE} in B.")
    landing("2022/[c].txt", "Text C.")
    records = [record("One.", url=ADDRESS), record(f"Two {UNIQUE}."), record("Three.")]
    landing("crawl.jsonl", "\n".join(records) + "\n")
    landing("picture.png", b"\x89PNG\r\n\x1a\n" + UNIQUE.encode())
    ingest()
    describe = [
        {"article_id": row["article_id"], "outlet": "The Paper", "outlet_domain": "paper-made-up.com", "title": "T"}
        | ({"url": ADDRESS, "url_key": "paper-made-up.com/news/one"} if row["source_uri"] == "crawl.jsonl#1" else {})
        for row in warehouse.rows("SELECT * FROM raw_documents WHERE source_uri IN ('a.txt', 'crawl.jsonl#1')")
    ]
    warehouse.insert("article_metadata", describe)
    return warehouse


@pytest.mark.parametrize(
    ("pattern", "meant", "gone"),
    [
        ("a.txt", "source", ["a.txt"]),
        ("crawl.jsonl#2", "source", ["crawl.jsonl#2"]),
        ("crawl.jsonl", "source", ["crawl.jsonl#1", "crawl.jsonl#2", "crawl.jsonl#3"]),
        ("2022/*", "source", ["2022/[c].txt", "2022/b.txt"]),
        ("2022/[c].txt", "source", ["2022/[c].txt"]),
        ("picture.png", "source", []),
        (ADDRESS, "address", ["crawl.jsonl#1"]),
        ("http://m.paper-made-up.com/news/one/?utm_source=x", "address", ["crawl.jsonl#1"]),
        ("the paper", "outlet", ["a.txt", "crawl.jsonl#1"]),
        ("paper-made-up.com", "outlet", ["a.txt", "crawl.jsonl#1"]),
    ],
)
def test_a_name_means_a_source_an_address_or_an_outlet(
    archive: Warehouse, pattern: str, meant: str, gone: list[str]
) -> None:
    before = uris(archive)
    takedown = find(pattern, archive)
    assert (takedown.meant, [row["source_uri"] for row in takedown.documents]) == (meant, gone)
    assert uris(archive) == before, "looking changes nothing"
    forget(pattern, archive)
    assert uris(archive) == [uri for uri in before if uri not in gone]


@pytest.mark.parametrize("pattern", ["b.txt", "crawl.jsonl#9", "https://www.paper-made-up.com/", "Nobody", "*", " "])
def test_a_name_that_fits_nothing_or_everything_is_refused(archive: Warehouse, pattern: str) -> None:
    with pytest.raises(UserError):
        find(pattern, archive)


@pytest.mark.parametrize("pattern", ["2022/b.txt", "crawl.jsonl#2", "crawl.jsonl", "picture.png", "2022/*"])
def test_the_bytes_leave_the_raw_store_and_all_else_stays_readable(
    archive: Warehouse, settings: Settings, pattern: str
) -> None:
    left = {row["source_uri"]: row["content_hash"] for row in archive.rows("SELECT * FROM raw_documents")}
    before = kept_bytes(settings.raw_dir).count(UNIQUE.encode())
    forget(pattern, archive)
    assert kept_bytes(settings.raw_dir).count(UNIQUE.encode()) < before == 3
    again(settings, archive)
    found = {row["source_uri"]: row["content_hash"] for row in archive.rows("SELECT * FROM raw_documents")}
    assert found.items() <= left.items()
    assert len(found) >= 2


@pytest.mark.parametrize("pattern", ["a.txt", "2022/*", "crawl.jsonl#2", "crawl.jsonl", "picture.png", ADDRESS])
def test_a_rebuild_finds_the_same_documents_files_and_refusals(
    archive: Warehouse, settings: Settings, pattern: str, ingest: Callable[..., object]
) -> None:
    forget(pattern, archive)
    after = contents(archive)
    ingest()
    assert contents(archive) == after, "a run with the files still in the folder"
    again(settings, archive)
    ingest()
    assert contents(archive) == after, "a rebuild"


def test_every_file_is_still_accounted_for(archive: Warehouse) -> None:
    from news_pipeline.storage.sql_files import read_sql  # noqa: PLC0415

    for pattern in ("a.txt", "crawl.jsonl#2", "picture.png"):
        forget(pattern, archive)
        assert archive.rows(read_sql("news_pipeline.steps.ingestion", "every_file_accounted.sql")) == []
    assert refusals(archive) == ["a.txt", "crawl.jsonl#2", "picture.png"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("renamed.txt", b"Text A."),
        ("packed.txt.gz", gzip.compress(b"Text A.")),
        ("another.jsonl", f"{record('New.')}\n{record(f'Two {UNIQUE}.')}\n".encode()),
        ("same-address.jsonl", f"{record('New.')}\n{record('Rewritten.', link=ADDRESS + '?utm_source=x')}\n".encode()),
        ("a.txt", b"Text A, corrected."),
    ],
    ids=[
        "another name",
        "compressed",
        "in another container",
        "another text at the address",
        "another text, same path",
    ],
)
def test_it_does_not_come_back(  # noqa: PLR0917
    archive: Warehouse,
    settings: Settings,
    landing: Callable[..., Path],
    ingest: Callable[..., object],
    name: str,
    content: bytes,
) -> None:
    for pattern in ("a.txt", "crawl.jsonl#2", ADDRESS):
        forget(pattern, archive)
    known = uris(archive)
    landing(name, content)
    ingest()
    is_container = media_type_of(name) == "application/x-ndjson" or ".jsonl" in name
    assert uris(archive) == sorted([*known, *([f"{name}#1"] if is_container else [])])
    assert (f"{name}#2" if is_container else name) in refusals(archive)
    stored = kept_bytes(settings.raw_dir)
    assert stored.count(UNIQUE.encode()) == 2, "those that nobody took down"
    assert b"Text A" not in stored
    assert b"Rewritten" not in stored


def test_the_same_content_goes_whatever_its_path_and_whatever_came_first(
    landing: Callable[..., Path], ingest: Callable[..., object], warehouse: Warehouse
) -> None:
    landing("one.txt", "The same.")
    landing("two.txt", "The same.")
    landing("one-more.txt", "Another.")
    ingest()
    forget("two.txt", warehouse)
    assert uris(warehouse) == ["one-more.txt"]
    assert refusals(warehouse) == ["one.txt", "two.txt"]


def test_every_version_of_a_file_goes_and_old_versions_of_a_container_lose_the_record(
    landing: Callable[..., Path], ingest: Callable[..., object], warehouse: Warehouse, settings: Settings
) -> None:
    for number, text in enumerate((f"{UNIQUE} first.", f"{UNIQUE} second.")):
        landing("a.txt", text)
        landing(
            "c.jsonl", "".join(f"{record(f'{UNIQUE} {n}.' if n == 1 else f'Text {n}.')}\n" for n in range(2 + number))
        )
        ingest()
    forget("a.txt", warehouse)
    forget("c.jsonl#2", warehouse)
    assert UNIQUE.encode() not in kept_bytes(settings.raw_dir)
    assert uris(warehouse) == ["c.jsonl#1", "c.jsonl#3"]


def test_the_text_before_the_one_that_went_is_current_again(
    landing: Callable[..., Path], ingest: Callable[..., object], warehouse: Warehouse, settings: Settings
) -> None:
    landing("other.txt", "Second.")
    for text in ("First.", "Second."):
        landing("a.txt", text)
        ingest()
    forget("other.txt", warehouse)
    assert warehouse.rows("SELECT source_uri, text, is_current FROM raw_documents") == [
        {"source_uri": "a.txt", "text": "First.", "is_current": True}
    ]
    after = contents(warehouse)
    again(settings, warehouse)
    assert contents(warehouse) == after


def test_a_takedown_that_was_killed_is_finished_by_asking_again(
    archive: Warehouse, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(store: RawStore, content_hash: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(RawStore, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            forget("2022/b.txt", archive)
    assert "2022/b.txt" in uris(archive)
    assert find("2022/b.txt", archive).is_resumed
    forget("2022/b.txt", archive)
    assert "2022/b.txt" not in uris(archive)
    assert kept_bytes(settings.raw_dir).count(UNIQUE.encode()) == 2
    assert find("2022/b.txt", archive).documents == [], "and once more does no harm"


def test_tombstones_hold_no_text_and_outlive_the_warehouse(
    archive: Warehouse, settings: Settings, ingest: Callable[..., object]
) -> None:
    forget("crawl.jsonl#2", archive)
    assert UNIQUE not in (settings.raw_dir / "tombstones.jsonl").read_text()
    assert {stone.kind for stone in read_tombstones(settings.raw_dir).known.values()} == {"content"}
    archive.execute("DELETE FROM raw_documents")
    archive.execute("DELETE FROM files")
    archive.execute("DELETE FROM reader_rejections")
    ingest()
    assert "crawl.jsonl#2" not in uris(archive)
    assert refusals(archive) == ["crawl.jsonl#2"]


@pytest.mark.parametrize("uri", ["a.txt", "crawl.jsonl#2"])
def test_a_person_can_allow_it_again(
    archive: Warehouse, settings: Settings, landing: Callable[..., Path], ingest: Callable[..., object], uri: str
) -> None:
    before = uris(archive)
    lying = (settings.landing_dir / "crawl.jsonl").read_bytes()
    forget(uri, archive)
    for path in (settings.raw_dir / "tombstones.jsonl", settings.data_dir / "tombstones.copy.jsonl"):
        path.unlink()
    landing("crawl.jsonl", lying + b"\n")  # the store holds the old bytes without the record
    mark(Redo("raw_documents", source=uri.partition("#")[0] + "*"), archive)
    ingest()
    assert uris(archive) == before


def test_numbers_of_earlier_runs_stay_in_the_history(tmp_path: Path) -> None:
    entries = [
        {"label": "rows", "entry_data": {"__class__": "IntMetadataEntryData", "value": 5}},
        {"label": "sample", "entry_data": {"__class__": "MarkdownMetadataEntryData", "md_str": UNIQUE}},
        {"label": "note", "entry_data": {"__class__": "TextMetadataEntryData", "text": UNIQUE}},
    ]
    path = tmp_path / "index.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE event_logs (id INTEGER, event TEXT)")
        database.execute("INSERT INTO event_logs VALUES (1, ?)", (json.dumps({"metadata_entries": entries}),))
    database.close()
    assert blank_history(tmp_path) == 1
    assert UNIQUE.encode() not in path.read_bytes()
    with sqlite3.connect(path) as database:
        [(event,)] = database.execute("SELECT event FROM event_logs").fetchall()
    database.close()
    assert json.loads(event)["metadata_entries"][0] == entries[0]
    assert blank_history(tmp_path) == 0


SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{0}</urlset>"""
LISTED = """<url><loc>{0}</loc><n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<n:title>{1}</n:title></n:news></url>"""
OTHER = LISTED.format("https://www.paper-made-up.com/news/two", "A bridge opens")
BARE = f"<url><loc>{ADDRESS}</loc></url>"


@pytest.mark.parametrize("pattern", ["crawl.jsonl#1", ADDRESS, "The Paper"])
def test_what_sitemaps_say_of_it_goes_too_and_does_not_come_back(
    archive: Warehouse, settings: Settings, landing: Callable[..., Path], ingest: Callable[..., object], pattern: str
) -> None:
    listed = LISTED.format(f"{ADDRESS}?utm_source=x", f"{UNIQUE} one")
    landing("news.xml", SITEMAP.format(listed))  # a sitemap that rolls on has an earlier version that speaks of it
    ingest()
    landing("news.xml", SITEMAP.format(OTHER))
    landing("more.xml", SITEMAP.format(listed + OTHER))
    landing("bare.xml", SITEMAP.format(BARE + OTHER))
    ingest()
    before = kept_bytes(settings.raw_dir).count(f"{UNIQUE} one".encode())
    assert (before, find(pattern, archive).listed) == (2, 1)
    forget(pattern, archive)

    def is_gone() -> None:
        kept = kept_bytes(settings.raw_dir)
        assert f"{UNIQUE} one".encode() not in kept
        assert ADDRESS.encode() not in kept
        rows = archive.rows('SELECT source_path, "value" FROM listed_addresses ORDER BY ALL')
        assert {row["value"] for row in rows} == {"A bridge opens"}
        assert {row["source_path"] for row in rows} >= {"bare.xml", "more.xml", "news.xml"}

    is_gone()
    landing("later.xml", SITEMAP.format(listed + OTHER))
    ingest()
    is_gone()
    again(settings, archive)
    is_gone()


def test_an_address_that_only_a_sitemap_has_can_be_taken_down(
    archive: Warehouse, settings: Settings, landing: Callable[..., Path], ingest: Callable[..., object]
) -> None:
    address = "https://www.paper-made-up.com/news/nine"
    landing("news.xml", SITEMAP.format(LISTED.format(address, "Nine") + OTHER))
    ingest()
    forget(address, archive)
    assert b"Nine" not in kept_bytes(settings.raw_dir)
    assert [row["value"] for row in archive.rows("FROM listed_addresses")] == ["A bridge opens"]


def test_two_stored_files_are_replaced_at_the_same_time(archive: Warehouse, settings: Settings) -> None:
    store = RawStore(settings.raw_dir)
    one, other = sorted(store.hashes())[:2]
    with store.replacing(one) as first, store.replacing(other) as second:
        first.write(b"first")
        second.write(b"second")
    assert [store.open(each).read() for each in (one, other)] == [b"first", b"second"]
    assert not list(settings.raw_dir.glob("*.tmp"))
