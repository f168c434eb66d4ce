"""Make the pictures of docs/screenshots/ by clicks in a real browser, from a run on seeds/ in a temporary folder.

    python docs/make_screenshots.py

Needs Debian's Chromium and the `test` extra. Takes about two minutes.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests are not part of an installed package

from news_pipeline_tests.browser.ui import (  # noqa: E402
    chromium,
    materialize_all,
    open_asset,
    open_lineage,
    user_interface,
)

PICTURES = ROOT / "docs" / "screenshots"
LARGEST_BYTES = 300_000


def main() -> None:
    """Walk the newcomer's path and keep what a reader of the README should see."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        user_interface(Path(folder), ROOT / "seeds") as address,
        chromium() as browser,
    ):
        page = browser.new_context(viewport={"width": 1280, "height": 1300}).new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        open_lineage(page)
        expect(materialize_all(page)).to_have_text("Success")
        _picture(page, "run", height=900)
        page.set_viewport_size({"width": 1280, "height": 1300})
        open_lineage(page)
        page.wait_for_timeout(5000)  # the colours of the nodes follow the run after a few seconds
        _picture(page, "lineage", height=1300)
        open_asset(page, "articles")
        page.get_by_text("Row count").wait_for()
        page.get_by_text("sample", exact=True).wait_for()
        _picture(page, "articles", height=1900)
        page.get_by_role("link", name="Checks", exact=True).or_(page.get_by_role("tab", name="Checks")).first.click()
        page.get_by_text("Passed", exact=True).first.wait_for()
        _picture(page, "check", height=900)


def _picture(page: Page, name: str, *, height: int) -> None:
    """One picture, when what is fetched has come."""
    page.set_viewport_size({"width": 1280, "height": height})
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # charts and the graph move into place
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target, animations="disabled")
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")  # noqa: T201
    if size > LARGEST_BYTES:
        sys.exit(f"{target} is larger than {LARGEST_BYTES:,} bytes; make the window smaller.")


if __name__ == "__main__":
    main()
