"""What another version of the readers changes: read files are read again, refused ones are looked at again."""

import zipfile
from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.readers import formats
from news_pipeline.readers.formats import reader_version
from news_pipeline.readers.text_and_html import read_text
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.steps.ingesting import Ingest, Killed, Write, kill_after, lines, look, rejections, unaccounted


def test_a_file_that_an_earlier_version_refused_is_looked_at_again_and_a_read_one_is_not(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("a.bin", "PK no archive")
    landing("c.txt", b"\x89PNG\r\n\x1a\n")
    landing("b.txt", "Text.")
    ingest()
    assert ingest().files == 0
    for version in ("no reader", "2"):
        warehouse.execute(
            "UPDATE files SET reader_version = $version WHERE source_path = 'a.bin'", {"version": version}
        )
        assert ingest().files == 1
    for version in (f"{reader_version('c.txt')} refused 13", "text 1.1 refused 14", reader_version("c.txt")):
        warehouse.execute(
            "UPDATE files SET reader_version = $version WHERE source_path = 'c.txt'", {"version": version}
        )
        assert ingest().files == 1, "with fewer formats told by content, by an older reader, before that was noted"
    assert ingest().files == 0


def test_a_member_that_an_earlier_version_refused_is_looked_at_again_with_its_archive(
    settings: Settings, ingest: Ingest, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.landing_dir.mkdir(exist_ok=True)
    with zipfile.ZipFile(settings.landing_dir / "a.zip", "w") as archive:
        archive.writestr("a.txt", "One.")
        archive.writestr("b.toy", "Two.")
    ingest()
    assert (rejections(warehouse), ingest().files) == ([("a.zip/b.toy", "unsupported_type")], 0)
    toy = formats.Format("toy", 1, {".toy": "text/toy"}, read_text)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, toy))
    monkeypatch.setitem(formats.FORMAT_BY_SUFFIX, ".toy", toy)
    assert (ingest().files, rejections(warehouse)) == (1, [])
    assert documents(warehouse) == [("a.zip/a.txt", "One.", True), ("a.zip/b.toy", "Two.", True)]


@pytest.mark.parametrize("kills", [0, 1], ids=["at once", "with a kill in the middle"])
def test_files_that_older_readers_read_are_read_again_and_what_these_alone_found_goes(
    tmp_path: Path, kills: int
) -> None:
    settings = make_settings(tmp_path, chunk_documents=2)
    settings.landing_dir.mkdir()
    (settings.landing_dir / "c.jsonl").write_text(lines(["One.", "Two.", "Three."]))
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        warehouse.execute("UPDATE files SET reader_version = '0'")
        warehouse.execute("UPDATE raw_documents SET reader_version = '0'")
        [ghost] = warehouse.rows("SELECT * FROM raw_documents WHERE record_number = 3")
        warehouse.insert("raw_documents", [{**ghost, "article_id": "ghost", "source_uri": "c.jsonl#4"}])
        if kills:
            with pytest.raises(Killed):
                look(settings, warehouse, kill_after(0))
        look(settings, warehouse)
        assert documents(warehouse, "source_uri, reader_version") == [
            (f"c.jsonl#{n}", reader_version("c.jsonl")) for n in (1, 2, 3)
        ]
        assert unaccounted(warehouse) == 0
