"""Items of agencies: an embargo is found by one SELECT, a correction is a revision, a withdrawal names its article."""

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import Row
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.metadata.step import STEP as METADATA
from news_pipeline.steps.revisions.step import STEP as REVISIONS
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.readers.kinds.story import Story

FIRST, OTHER = Story(1), Story(2)


def item(number: int, version: int, story: Story, *, more: str = "", status: str = "usable", text: str = "") -> str:
    content = (
        f"<contentSet><inlineXML><html xmlns=''><body>{text}</body></html></inlineXML></contentSet>" if text else ""
    )
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:made-up:{number}" version="{version}">'
        f"<itemMeta><versionCreated>2021-03-02T0{version}:00:00Z</versionCreated>{more}"
        f"<pubStatus qcode='stat:{status}'/>"
        f"</itemMeta><contentMeta><urgency>2</urgency><headline>{story.title}</headline><slugline>BRIDGE</slugline>"
        f"</contentMeta>{content}</newsItem>"
    )


FILES = {
    "1.xml": item(1, 1, FIRST, text=FIRST.html, more="<embargoed>2021-03-02T12:00:00+01:00</embargoed>"),
    "2.xml": item(1, 2, FIRST, text=FIRST.html.replace("two of the seven", "three of the nine")),
    "3.xml": item(2, 1, OTHER, text=OTHER.html, more="<embargoed>20210302T120000</embargoed>"),
    "4.xml": item(2, 2, OTHER, status="canceled", more="<edNote>It is wrong.</edNote>"),
}


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """The rows of agency_items by their file; with the articles as they would be published."""
    settings = make_settings(tmp_path_factory.mktemp("items"))
    settings.landing_dir.mkdir()
    for name, text in FILES.items():
        (settings.landing_dir / name).write_text(text, encoding="utf-8")
    with open_warehouse(settings, CATALOG) as warehouse:
        pipeline = pipeline_of(warehouse)
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline)
        for loop in (*CLEANING.loops, *METADATA.loops, *REVISIONS.loops):
            loop.run(pipeline)
        warehouse.execute("SET TimeZone = 'UTC'")
        articles = (
            "WITH articles AS (SELECT article_id, source_uri, title, revision_number, is_current FROM raw_documents "
            "JOIN article_metadata USING (article_id) JOIN article_revisions USING (article_id)), said AS ("
        )
        sql = read_sql("news_pipeline.publishing", "views/agency_items.sql").replace("WITH said AS (", articles)
        return {row["source_uri"].removesuffix("#1"): row for row in warehouse.rows(sql)}


def test_an_embargo_is_a_moment_where_it_has_its_offset(items: dict[str, Row]) -> None:
    assert items["1.xml"]["embargoed_until"].isoformat() == "2021-03-02T11:00:00+00:00"
    assert (items["3.xml"]["embargoed_until"], items["3.xml"]["embargo"]) == (None, "20210302T120000")
    assert items["2.xml"]["embargo"] is None


def test_a_correction_is_a_revision_of_the_item_that_it_names(items: dict[str, Row]) -> None:
    assert [items[name]["revision_number"] for name in ("1.xml", "2.xml", "3.xml")] == [1, 2, 1]
    assert [items[name]["version"] for name in ("1.xml", "2.xml")] == ["1", "2"]
    assert {items[name]["item"] for name in ("1.xml", "2.xml")} == {"urn:newsml:made-up:1"}


def test_a_withdrawal_names_the_article_of_its_item(items: dict[str, Row]) -> None:
    assert [items[name]["withdrawn_by"] for name in ("1.xml", "2.xml", "3.xml")] == [None, None, "4.xml#1"]


def test_urgency_slug_and_status(items: dict[str, Row]) -> None:
    row = items["1.xml"]
    assert (row["urgency"], row["slug"], row["status"], row["title"]) == ("2", "BRIDGE", "stat:usable", FIRST.title)
