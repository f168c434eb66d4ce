"""Make the pictures of docs/screenshots/ by clicks in a real browser, from two runs on made-up news.

    python docs/make_screenshots.py

Needs Debian's Chromium and the `test` extra. Takes about three minutes.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests are not part of an installed package

from news_pipeline_tests.browser.conftest import OLD_ARTICLE  # noqa: E402
from news_pipeline_tests.browser.ui import (  # noqa: E402
    RUN_MILLISECONDS,
    chromium,
    log_line,
    materialize_all,
    open_asset,
    open_automation,
    open_checks,
    open_home,
    open_lineage,
    show_metadata,
    user_interface,
)
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files  # noqa: E402

PICTURES = ROOT / "docs" / "screenshots"
LARGEST_BYTES = 200_000
WIDTH = 1440


def main() -> None:
    """Walk the newcomer's path and keep what a reader of the README should see."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        landing = Path(folder) / "landing"
        write_files(landing, made_up_files(made_up_articles(events=12)))
        with user_interface(Path(folder) / "data", landing) as address, chromium() as browser:
            _walk(browser, address, landing)


def _walk(browser: Browser, address: str, landing: Path) -> None:
    page = _page(browser, address, "light")
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    open_asset(page, "articles")
    show_metadata(page, "articles_a_day")
    _picture(page, "picture", height=900, shown=560)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": WIDTH, "height": 2000})
    (landing / "archive.txt").write_text(OLD_ARTICLE)  # a second point for the plots, and a check that warns
    open_lineage(page)
    expect(materialize_all(page)).to_have_text("Success")
    log_line(page, "processed; ").wait_for()  # what the steps themselves say
    _picture(page, "run", height=1000)
    open_asset(page, "articles")
    page.get_by_text("Row count").wait_for()
    page.get_by_text("article_metadata.title").wait_for()
    _picture(page, "articles", height=1100)
    page.get_by_text("Plots", exact=True).click()
    page.locator("canvas").nth(3).wait_for()
    page.get_by_text("Plots", exact=True).scroll_into_view_if_needed()
    _picture(page, "plots", height=900)
    open_checks(page, "article_metadata", "dates_plausible")
    page.get_by_text("What to do.").wait_for()
    more = page.get_by_text("Show more")
    if more.count():
        more.click()
    _picture(page, "check", height=900)
    page.locator("a[href='/jobs']").first.click()
    page.locator("a[href$='/jobs/redo']").first.click()
    page.get_by_role("link", name="Launchpad").or_(page.get_by_role("tab", name="Launchpad")).first.click()
    page.locator(".CodeMirror-line").filter(has_text="outlet:").click()
    page.get_by_text("Outlet name or domain").wait_for()
    _picture(page, "redo", height=800)
    open_automation(page, "landing_folder")
    page.locator("label:has(input[type=checkbox])").first.click()
    page.locator("table").last.get_by_text("0 runs requested").nth(4).wait_for(timeout=RUN_MILLISECONDS)
    _picture(page, "sensor", height=900)
    graph = _page(browser, address, "light")
    open_lineage(graph)
    graph.get_by_text("Hide navigation").click()
    graph.get_by_placeholder("Jump to").locator("xpath=following::button[1]").click()
    graph.set_viewport_size({"width": WIDTH, "height": 900})
    graph.wait_for_timeout(1000)
    graph.mouse.dblclick(200, 870)  # on the canvas: fit the graph to the window
    _picture(graph, "lineage", height=900)
    dark = _page(browser, address, "dark")
    open_asset(dark, "entities")
    show_metadata(dark, "top_entities")
    _picture(dark, "picture_dark", height=900)


def _page(browser: Browser, address: str, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 2000}, color_scheme="dark" if scheme == "dark" else "light"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    open_home(page, address)
    return page


def _picture(page: Page, name: str, *, height: int, shown: int | None = None) -> None:
    """One picture, when what is fetched has come; with 256 colours, which is enough for a page and half the bytes."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_timeout(6000)  # charts and the graph move into place, the toast of a run goes
    target = PICTURES / f"{name}.png"
    page.screenshot(
        path=target, animations="disabled", clip={"x": 0, "y": 0, "width": WIDTH, "height": shown or height}
    )
    Image.open(target).convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")  # noqa: T201
    if size > LARGEST_BYTES:
        sys.exit(f"{target} is larger than {LARGEST_BYTES:,} bytes; make the window smaller.")


if __name__ == "__main__":
    main()
