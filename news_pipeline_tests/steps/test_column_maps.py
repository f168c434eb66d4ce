"""columns.toml in the landing folder: read first, kept in the raw store, and a change reads its files again."""

from news_pipeline.steps.ingestion.ingest import begin_rebuild, files_wait
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import documents
from news_pipeline_tests.steps.ingesting import Ingest, Write, rejections, touch, unaccounted

TABLE = "wann,was\n2021-01-02,The train came.\n"


def fields(warehouse: Warehouse) -> str:
    return str(
        warehouse.rows("SELECT fields FROM raw_documents WHERE is_current AND source_path LIKE '%.csv'")[0]["fields"]
    )


def test_a_map_that_comes_later_takes_up_what_was_refused(landing: Write, ingest: Ingest, warehouse: Warehouse):
    landing("deep/a.csv", TABLE)
    assert (ingest().rejected, rejections(warehouse)) == (1, [("deep/a.csv", "no_text_column")])
    landing("columns.toml", 'text = "was"\npublished = "wann"\n')
    ingest()
    assert documents(warehouse) == [("deep/a.csv#1", "The train came.", True)]
    assert fields(warehouse) == '[["published", "2021-01-02", "wann"]]'
    assert rejections(warehouse) == [("columns.toml", "column_map")]
    assert unaccounted(warehouse) == 0
    assert ingest().files == 0


def test_another_map_reads_its_files_again(landing: Write, ingest: Ingest, warehouse: Warehouse):
    said = landing("a.csv.columns.toml", 'text = "was"')
    landing("a.csv", TABLE)
    landing("b.txt", "Another.")
    ingest()
    assert fields(warehouse) == "[]"
    said.write_text('text = "was"\nupdated = "wann"\n', encoding="utf-8")
    touch(said)
    assert files_wait(list_landing(said.parent), 0, warehouse)
    assert ingest().files == 2
    assert not files_wait(list_landing(said.parent), 0, warehouse)
    assert fields(warehouse) == '[["updated", "2021-01-02", "wann"]]'


def test_a_rebuild_from_the_raw_store_knows_the_map(landing: Write, ingest: Ingest, warehouse: Warehouse):
    table = landing("a.csv", TABLE)
    said = landing("columns.toml", 'text = "was"')
    ingest()
    table.unlink()
    said.unlink()
    with warehouse.transaction():
        warehouse.execute("DELETE FROM raw_documents")
        warehouse.execute("DELETE FROM files")
        warehouse.execute("DELETE FROM reader_rejections")
        begin_rebuild(warehouse)
    ingest()
    assert documents(warehouse) == [("a.csv#1", "The train came.", True)]
