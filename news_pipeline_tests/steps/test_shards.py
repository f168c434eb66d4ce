"""NEWS_SHARD: several pipelines on one folder take each record once, by its site; nothing is refused for that."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from news_pipeline.cleaning.document_site import site_of
from news_pipeline.cli.shard import left_to_others
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.shard_setting import Shard, parse_shard
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import files_wait
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.steps.ingesting import Killed, kill_after, look, rejections, unaccounted

SITES = [f"paper-{number}.example.com" for number in range(12)]


def fill(folder: Path) -> None:
    """Records of twelve sites in one file, a folder of pages for each site, texts without a site, things to refuse."""
    folder.mkdir(parents=True)
    records = [
        {"url": f"https://www.{site.split('.')[0]}.com/{n}", "text": f"Story {n} of {site}."}
        for site in SITES
        for n in range(3)
    ]
    lines = [*map(json.dumps, records), "{broken", json.dumps({"text": "A text without an address."})]
    (folder / "all.jsonl").write_text("\n".join(lines))
    for site in SITES:
        (folder / site).mkdir()
        (folder / site / "a.txt").write_text(f"A text in the folder {site}.")
        (folder / site / "b.bin").write_bytes(b"PK none")
    (folder / "lone.txt").write_text("A text beside the folders.")


def read_by(folder: Path, shard: str, name: str = "") -> tuple[Settings, list[tuple[object, ...]]]:
    settings = replace(
        make_settings(folder, shard=shard), data_dir=folder / (name or f"data-{shard.replace('/', '-')}")
    )
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        assert unaccounted(warehouse) == 0
        assert not files_wait(list_landing(settings.landing_dir), 0, warehouse), "nothing is read twice"
        return settings, documents(warehouse, "article_id, source_uri, text, fields")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "landing")
    return tmp_path


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_record_is_in_one_shard(folder: Path, count: int) -> None:
    _, whole = read_by(folder, "none")
    shares = [read_by(folder, f"{number}/{count}")[1] for number in range(1, count + 1)]
    assert sorted(row for share in shares for row in share) == sorted(whole)
    assert count == 1 or min(map(len, shares)) > 0


def test_a_site_is_in_one_shard_and_refusals_do_not_multiply(folder: Path) -> None:
    refused: list[tuple[object, ...]] = []
    homes: dict[str, set[int]] = {}
    for number in (1, 2, 3):
        settings, rows = read_by(folder, f"{number}/3")
        with open_warehouse(settings, CATALOG) as warehouse:
            refused += rejections(warehouse)
            [counts] = warehouse.rows("SELECT sum(document_count) AS here, sum(elsewhere_count) AS there FROM files")
            assert counts["here"] == len(rows)
            assert counts["here"] + counts["there"] + len(rejections(warehouse)) == 36 + 2 + 12 + 12 + 1
            assert f"{counts['there']} records fall into other shards" in left_to_others(settings, warehouse, "files")
        for _, uri, text, fields in rows:
            given = [(name, value) for name, value, _ in json.loads(str(fields))]
            site = site_of(str(uri), "text/plain", str(text), given)
            homes.setdefault(site.name if site else str(uri), set()).add(number)
    whole, _ = read_by(folder, "none")
    with open_warehouse(whole, CATALOG) as warehouse:
        assert sorted(refused) == rejections(warehouse)
        assert left_to_others(whole, warehouse, "files") == ""
    assert {len(numbers) for numbers in homes.values()} == {1}


def test_another_shard_is_read_anew_and_what_is_not_of_it_goes(folder: Path) -> None:
    _, first = read_by(folder, "1/3", "data")
    _, second = read_by(folder, "2/3", "data")
    _, alone = read_by(folder, "2/3", "other")
    _, whole = read_by(folder, "none", "data")
    assert second == alone
    assert not set(first) & set(second)
    assert set(first) | set(second) < set(whole)


def test_a_run_that_is_killed_goes_on_in_its_shard(folder: Path) -> None:
    _, expected = read_by(folder, "1/2")
    settings = replace(make_settings(folder, shard="1/2", chunk_documents=2), data_dir=folder / "killed")
    for _ in range(2):
        with open_warehouse(settings, CATALOG) as warehouse, pytest.raises(Killed):
            look(settings, warehouse, kill_after(1))
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        assert documents(warehouse, "article_id, source_uri, text, fields") == expected
        assert unaccounted(warehouse) == 0


def test_what_says_something_of_other_documents_is_read_in_every_shard(tmp_path: Path) -> None:
    (tmp_path / "landing").mkdir()
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example.com/x</loc>'
        "<lastmod>2024-03-01</lastmod></url></urlset>"
    )
    (tmp_path / "landing" / "map.xml").write_text(sitemap)
    for shard in ("1/2", "2/2"):
        settings, _ = read_by(tmp_path, shard)
        with open_warehouse(settings, CATALOG) as warehouse:
            assert warehouse.value("SELECT count(*) FROM listed_addresses") == 1


@pytest.mark.parametrize(("name", "number"), [("example.com", 8), ("the times", 3), ("folder", 5)])
def test_the_share_of_a_name_stays(name: str, number: int) -> None:
    """Pipelines that already hold something rely on it."""
    assert [shard.number for shard in shards(16) if shard.takes(name)] == [number]


def shards(count: int) -> Sequence[Shard]:
    return [Shard(number, count) for number in range(1, count + 1)]


@pytest.mark.parametrize("text", ["0/4", "5/4", "3", "a/b", "1/0", "1/99999", "-1/3", "1/3/4"])
def test_a_shard_that_cannot_be_is_told_at_the_start(text: str) -> None:
    with pytest.raises(UserError, match=r"NEWS_SHARD is .* Example: 3/16"):
        load_settings({}, {"NEWS_SHARD": text})


def test_none_is_no_shard() -> None:
    assert parse_shard("none") is None
    assert str(parse_shard("03/16")) == "3/16"
