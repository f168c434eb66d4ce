"""A newcomer's path by clicks: see the lineage, materialise it, watch it finish, and read what became of the news."""

import pytest
from playwright.sync_api import Page, expect

from news_pipeline.catalog import PUBLISHED, TABLES
from news_pipeline_tests.browser.conftest import HOSTILE_TITLES
from news_pipeline_tests.browser.ui import log_line, materialize_all, node_names, open_asset, open_lineage

NODES = {table.name for table in PUBLISHED} | {
    "landing_files",
    "raw_documents",
    "clean_articles",
    "article_metadata",
    "news_database",
}
ARTICLES = 8
"""Five seeds and three hostile records."""


def test_1_the_lineage_shows_every_step_from_the_landing_folder_to_the_snapshot(page: Page) -> None:
    open_lineage(page)
    expect(page.get_by_text("news_database").first).to_be_visible()
    assert node_names(page) == NODES


def test_2_one_button_materialises_everything(page: Page) -> None:
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    expect(page.get_by_text(f"{len(NODES) - 1} assets")).to_be_visible()


def test_3_the_page_of_an_asset_explains_it(page: Page) -> None:
    open_asset(page, "articles")
    expect(page.get_by_text("Row count").locator("xpath=..")).to_contain_text(str(ARTICLES))
    expect(page.get_by_text(TABLES["articles"].says)).to_be_visible()
    columns = page.locator("table").filter(has_text="Column name")
    for column in TABLES["articles"].columns:
        row = columns.locator("tr").filter(has=page.get_by_text(column.name, exact=True))
        expect(row).to_contain_text(column.says)
    for number in ("share_dated", "share_canonical", "share_with_outlet", "share_with_agency"):
        expect(page.get_by_text(number, exact=True)).to_be_visible()


def test_4_its_checks_have_passed_and_state_their_rules(page: Page) -> None:
    open_asset(page, "articles")
    page.get_by_role("link", name="Checks", exact=True).or_(page.get_by_role("tab", name="Checks")).first.click()
    for name, rule in (
        ("contract", "What the description of the table promises holds for every row."),
        ("every_document_accounted", "Every document is an article or rejected, not both"),
    ):
        page.get_by_text(name, exact=True).first.click()
        expect(page.get_by_text(rule)).to_be_visible()
        expect(page.get_by_text("Passed", exact=True)).to_be_visible()
        expect(page.get_by_text("No row breaks the rule.").first).to_be_visible()


@pytest.mark.parametrize("asset", ["articles", "raw_documents"])
def test_5_hostile_news_is_shown_as_text(page: Page, asset: str) -> None:
    open_asset(page, asset)
    key = page.get_by_text("sample", exact=True)
    key.wait_for()
    cell = page.locator("tr").filter(has=key).last
    link = cell.get_by_text("[Show Markdown]")
    if link.count():
        link.click()
    for title in HOSTILE_TITLES:
        expect(page.get_by_text(title[:40]).first).to_be_visible()
    assert page.locator("img[src=x], a[href^='javascript:']").count() == 0


def test_6_a_second_run_has_nothing_to_do_and_nothing_is_stale(page: Page) -> None:
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    expect(log_line(page, f"nothing new; raw_documents has {ARTICLES} rows.")).to_be_visible()
    for name in ("raw_documents", "articles", "news_database"):
        open_asset(page, name)
        expect(page.get_by_text("Latest materialization")).to_be_visible()
        expect(page.get_by_text("Unsynced")).to_have_count(0)


def test_7_the_form_of_redo_explains_its_fields_and_marks(page: Page) -> None:
    page.locator("a[href='/jobs']").first.click()
    page.locator("a[href$='/jobs/redo']").first.click()
    expect(page.get_by_text("Mark documents by stage, outlet, dates or source").first).to_be_visible()
    page.get_by_role("link", name="Launchpad").or_(page.get_by_role("tab", name="Launchpad")).first.click()
    page.locator(".CodeMirror-line").filter(has_text="outlet:").click()
    expect(page.get_by_text("Outlet name or domain in any case")).to_be_visible()
    page.get_by_role("button", name="Launch Run").click()
    expect(page.get_by_text("Success", exact=True).first).to_be_visible(timeout=90_000)
    expect(log_line(page, "entries are marked; the next run does them again.")).to_be_visible()


def test_8_schedule_and_sensors_are_there_to_be_switched_on(page: Page) -> None:
    page.locator("a[href='/automation']").first.click()
    for name in ("hourly", "landing_folder", "dead_runs"):
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
