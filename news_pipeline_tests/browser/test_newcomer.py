"""A newcomer's path by clicks: see the lineage, materialise it, watch it finish, and read what became of the news."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline_tests.browser.conftest import HOSTILE_TITLES, article
from news_pipeline_tests.browser.ui import (
    log_line,
    materialize_all,
    node_names,
    open_asset,
    open_automation,
    open_checks,
    open_lineage,
    points_of_plots,
    show_metadata,
)

NODES = {table.name for table in CATALOG.published if table.name != "pipeline_runs"} | {
    "landing_files",
    "raw_documents",
    "clean_articles",
    "article_metadata",
    "news_database",
}
ARTICLES = 9
"""Five seeds, three hostile records, one of the archive."""
SENSOR_MILLISECONDS = 240_000
"""For the quiet period, a tick and a run, on a machine that has other things to do."""


def test_1_the_lineage_shows_every_step_from_the_landing_folder_to_the_snapshot(page: Page) -> None:
    open_lineage(page)
    expect(page.get_by_text("news_database").first).to_be_visible()
    assert node_names(page) >= NODES


def test_2_one_button_materialises_everything_and_the_log_reads_like_a_report(page: Page) -> None:
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    for line in (
        "7 new or changed files were read",
        f"{ARTICLES} processed; raw_documents has {ARTICLES} rows.",
        "dates_plausible: No article is dated before 1990 or after the day it arrived: 1 row breaks this rule.",
        f"news.duckdb is new: {ARTICLES} articles",
    ):
        expect(log_line(page, line)).to_be_visible()


def test_3_the_page_of_an_asset_explains_it(page: Page) -> None:
    open_asset(page, "articles")
    expect(page.get_by_text("Row count").locator("xpath=..")).to_contain_text(str(ARTICLES))
    expect(page.get_by_text(CATALOG["articles"].says)).to_be_visible()
    for chip in ("news-pipeline", "DuckDB", "Python", "published", "topic: publication"):
        expect(page.get_by_text(chip, exact=True).first).to_be_visible()
    columns = page.locator("table").filter(has_text="Column name")
    for column in CATALOG["articles"].columns:
        row = columns.locator("tr").filter(has=page.get_by_text(column.name, exact=True))
        expect(row).to_contain_text(f"{column.says} ← {CATALOG['articles'].source_of(column.name)}")
    plots = points_of_plots(page)
    assert set(plots.values()) == {1}
    assert {"dagster/row_count", "share_dated", "share_canonical", "share_with_outlet"} <= set(plots)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("asset", "picture"),
    [("articles", "articles_a_day"), ("articles", "share_of_copies"), ("entities", "top_entities")],
)
def test_3_pictures_are_shown_on_paper_of_the_pages_colour(page: Page, asset: str, picture: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_asset(page, asset)
    show_metadata(page, picture)
    image = page.locator("img[src^='data:image/svg+xml']")
    image.wait_for()
    assert image.evaluate("image => image.complete && image.naturalWidth") > 500
    paper = Image.open(io.BytesIO(image.screenshot())).convert("L").getpixel((3, 3))
    assert isinstance(paper, int)
    assert paper < 60 if scheme == "dark" else paper > 230


def test_4_checks_that_have_passed_state_their_rules(page: Page) -> None:
    for name, rule in (
        ("contract", "What the description of the table promises holds for every row."),
        ("every_document_accounted", "Every document is an article or rejected, not both"),
    ):
        open_checks(page, "articles", name)
        expect(page.get_by_text(rule)).to_be_visible()
        expect(page.get_by_text("Passed", exact=True)).to_be_visible()
        expect(page.get_by_text("No row breaks the rule.").first).to_be_visible()


def test_4_a_check_that_warns_leads_to_the_rows(page: Page) -> None:
    open_checks(page, "article_metadata", "dates_plausible")
    expect(page.get_by_text("1 row breaks this rule.").first).to_be_visible()
    rows = page.locator("table").filter(has_text="published_source").first
    expect(rows).to_contain_text("archive.txt")
    expect(rows).to_contain_text("1985-03-04")
    expect(page.get_by_text("What to do.")).to_be_visible()
    expect(page.get_by_text('news-pipeline query "..."')).to_be_visible()
    assert "FROM articles" in page.locator("pre code").first.inner_text()


def test_5_hostile_news_is_shown_as_text(page: Page) -> None:
    open_asset(page, "articles")
    show_metadata(page, "sample")
    for title in ("shakes the markets", *HOSTILE_TITLES[1:]):  # titles have no tags
        expect(page.get_by_text(title[:40]).first).to_be_visible()
    assert page.locator("img[src=x], a[href^='javascript:']").count() == 0


def test_6_a_second_run_has_nothing_to_do_nothing_is_stale_and_every_plot_has_one_more_point(page: Page) -> None:
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    expect(log_line(page, f"nothing new; raw_documents has {ARTICLES} rows.")).to_be_visible()
    for name in ("raw_documents", "news_database", "articles"):
        open_asset(page, name)
        expect(page.get_by_text("Latest materialization")).to_be_visible()
        expect(page.get_by_text("Unsynced")).to_have_count(0)
    assert set(points_of_plots(page).values()) == {2}


def test_6_the_snapshot_says_how_fresh_it_has_to_be(page: Page) -> None:
    open_asset(page, "news_database")
    expect(page.get_by_text("Warns if more than 26 hours since last materialization")).to_be_visible()


def test_7_the_form_of_redo_explains_its_fields_and_marks(page: Page) -> None:
    page.locator("a[href='/jobs']").first.click()
    page.locator("a[href$='/jobs/redo']").first.click()
    expect(page.get_by_text("Mark documents by stage, outlet, dates or source").first).to_be_visible()
    page.get_by_role("link", name="Launchpad").or_(page.get_by_role("tab", name="Launchpad")).first.click()
    page.locator(".CodeMirror-line").filter(has_text="outlet:").click()
    for words in (
        "Outlet name or domain in any case",
        "First day of publication",
        "Pattern for source_uri",
        "or one of",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name="Launch Run").click()
    expect(page.get_by_text("Success", exact=True).first).to_be_visible(timeout=90_000)
    expect(log_line(page, "entries are marked; the next run does them again.")).to_be_visible()


def test_8_the_schedule_can_be_switched_on_and_off(page: Page) -> None:
    open_automation(page, "hourly")
    expect(page.get_by_text("Everything by the clock")).to_be_visible()
    switch = page.locator("label:has(input[type=checkbox])").first
    for state in (True, False):
        switch.click()
        expect(switch.locator("input")).to_be_checked(checked=state)


def test_9_the_sensor_is_switched_on_says_what_it_saw_and_publishes_what_is_dropped_in(
    page: Page, landing: Path
) -> None:
    (landing / "dropped in.txt").write_text(f"Dropped into the folder\n\n{article('the file that was dropped')}")
    open_automation(page, "landing_folder")
    page.locator("label:has(input[type=checkbox])").first.click()
    ticks = page.locator("table").last
    expect(ticks.get_by_text("1 run requested").first).to_be_visible(timeout=SENSOR_MILLISECONDS)
    nothing_new = ticks.locator("tr").filter(has_not_text="new since").filter(has_text="8 at rest, 0 being written")
    expect(nothing_new.first).to_be_visible(timeout=SENSOR_MILLISECONDS)
    nothing_new.first.get_by_text("0 runs requested").last.click()
    expect(page.get_by_text("Nothing new: 8 files at rest, 0 still being written.")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    open_asset(page, "news_database")
    expect(page.get_by_text("Row count").locator("xpath=..")).to_contain_text(
        str(ARTICLES + 1), timeout=SENSOR_MILLISECONDS
    )
