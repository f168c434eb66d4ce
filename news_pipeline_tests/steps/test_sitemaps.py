"""Sitemaps: what they say of an address is evidence for its documents, whichever comes first."""

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.metadata.step import STEP as METADATA
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.readers.kinds.story import Story
from news_pipeline_tests.readers.reading import outcomes, read

PLAIN, DATED, TEXT = Story(1), Story(2), Story(3)
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{PLAIN.url}?utm_source=x</loc><lastmod>2021-03-09</lastmod><news:news><news:publication><news:name>A Name
</news:name><news:language>en</news:language></news:publication><news:publication_date>2021-03-02T08:00:00+01:00
</news:publication_date><news:title>Another title</news:title></news:news></url>
<url><loc>{DATED.url}</loc><news:news><news:publication_date>2020-01-01</news:publication_date></news:news></url>
<url><loc>{TEXT.url}</loc><news:news><news:publication><news:name>{TEXT.outlet}</news:name></news:publication>
<news:title>{TEXT.title}</news:title></news:news></url>
<url><loc>https://elsewhere-made-up.com/1</loc><lastmod>2021-03-09</lastmod></url><url><loc></loc></url><url/></urlset>
"""


def page(story: Story, date: str = "") -> str:
    meta = f'<meta property="article:published_time" content="{date}">' if date else ""
    head = f'<link rel="canonical" href="{story.url}">{meta}<title>{story.title}</title>'
    return f"<html><head>{head}</head><body><article><h1>{story.title}</h1>{story.html}</article></body></html>"


FILES = {
    "news.xml": SITEMAP,
    "plain.html": page(PLAIN),
    "dated.html": page(DATED, DATED.iso),
    "text.json": f'{{"url": "{TEXT.url}", "text": "{TEXT.text}"}}'.replace("\n", "\\n"),
}


@pytest.fixture(params=[["news.xml"], ["plain.html", "dated.html", "text.json"], list(FILES)], ids=" ".join)
def warehouse(request, tmp_path):
    """After two runs: one with some of the files, one with all."""
    settings = make_settings(tmp_path)
    settings.landing_dir.mkdir()
    with open_warehouse(settings, CATALOG) as opened:
        for names in (request.param, list(FILES)):
            for name in names:
                (settings.landing_dir / name).write_text(FILES[name], encoding="utf-8")
            run(opened)
        yield opened


def run(warehouse: Warehouse) -> None:
    pipeline = pipeline_of(warehouse)
    ingest_landing(list_landing(warehouse.settings.landing_dir), set(), pipeline)
    for loop in (*CLEANING.loops, *METADATA.loops):
        loop.run(pipeline)


def found(warehouse: Warehouse, name: str) -> tuple[object, ...]:
    [row] = warehouse.rows(
        "SELECT published_date, published_source, title, outlet FROM article_metadata "
        "JOIN raw_documents USING (article_id) WHERE source_uri = $name",
        {"name": name},
    )
    return tuple(row.values())


def evidence(warehouse: Warehouse, name: str, field: str) -> list[tuple[object, ...]]:
    rows = warehouse.rows(
        "SELECT value, source, is_chosen FROM metadata_evidence JOIN raw_documents USING (article_id) "
        "WHERE source_uri = $name AND field = $field AND contains(source, 'sitemap') ORDER BY ALL",
        {"name": name, "field": field},
    )
    return [tuple(row.values()) for row in rows]


def test_what_a_sitemap_says_is_evidence_whichever_comes_first(warehouse: Warehouse) -> None:
    day, source, title, _ = found(warehouse, "plain.html")
    assert (str(day), title) == ("2021-03-02", PLAIN.title)
    assert "sitemap" in str(source)
    assert evidence(warehouse, "plain.html", "published") == [
        ("2021-03-02T08:00:00+01:00", "json:sitemap.publication_date", True)
    ]
    assert evidence(warehouse, "plain.html", "lastmod") == [("2021-03-09", "json:sitemap.lastmod", True)]
    assert found(warehouse, "dated.html")[0] == DATED.day, "its own date goes first"
    assert evidence(warehouse, "dated.html", "published") == [("2020-01-01", "json:sitemap.publication_date", False)]
    assert found(warehouse, "text.json")[2:] == (TEXT.title, TEXT.outlet)


def test_the_sitemap_is_a_row_that_says_so_and_nothing_else_is_refused(warehouse: Warehouse) -> None:
    [row] = warehouse.rows("SELECT source_uri, reason, detail FROM rejected_documents")
    assert (row["source_uri"], row["reason"]) == ("news.xml", "sitemap")
    assert row["detail"].startswith("a sitemap: what it says of 4 addresses is evidence")


def test_a_changed_sitemap_takes_back_what_it_said(warehouse: Warehouse) -> None:
    (warehouse.settings.landing_dir / "news.xml").write_text(SITEMAP.replace("2021-03-02T08", "2021-03-05T08"))
    run(warehouse)
    assert str(found(warehouse, "plain.html")[0]) == "2021-03-05"
    (warehouse.settings.landing_dir / "news.xml").write_text("<urlset></urlset>")
    run(warehouse)
    assert found(warehouse, "plain.html")[0] is None
    assert warehouse.rows("SELECT * FROM listed_addresses") == []


@pytest.mark.parametrize(
    "xml", ["<urlset><url><loc>x</loc>", "<urlset>" + "<url>" * 300, "<urlset>\x01<url/></urlset>"]
)
def test_a_broken_sitemap_is_one_refusal(xml):
    assert outcomes(read("a.xml", xml.encode())) == [(None, "sitemap")]
