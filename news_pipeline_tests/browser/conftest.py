"""One UI and one browser for all paths: the seeds and some hostile news in a folder of their own."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: pip install -e '.[test]'")

from playwright.sync_api import Browser, Dialog, Page, expect

from news_pipeline.settings import project_dir
from news_pipeline_tests.browser.ui import CHROMIUM, chromium, open_home, user_interface

PATIENCE_MILLISECONDS = 30_000
"""For a click and for what should be seen: other tests may run beside these."""
expect.set_options(timeout=PATIENCE_MILLISECONDS)

HOSTILE_TITLES = (
    "<img src=x onerror=alert(1)> shakes the markets",
    "[Read this](javascript:alert(1)) before you vote",
    "Left | right | and **centre** agree",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is missing: apt-get install chromium"))


@pytest.fixture(scope="session")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a UI that has not run anything yet."""
    folder = tmp_path_factory.mktemp("ui")
    landing = folder / "landing"
    shutil.copytree(project_dir() / "seeds", landing)
    records = [{"title": title, "text": article(title)} for title in HOSTILE_TITLES]
    (landing / "!hostile.jsonl").write_text("\n".join(map(json.dumps, records)))
    (landing / "archive.txt").write_text(OLD_ARTICLE)
    with user_interface(folder / "data", landing) as address:
        yield address


@pytest.fixture
def landing(ui: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The landing folder of that UI."""
    return tmp_path_factory.getbasetemp() / "ui0" / "landing"


def article(title: str) -> str:
    """Enough plain prose to be taken for an article."""
    sentence = f"Traders said on Monday that {title} was all that anyone talked about on the floor of the exchange. "
    return "\n\n".join(sentence * 3 + f"That was paragraph number {number} of a long report." for number in range(4))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, ui: str) -> Iterator[Page]:
    """The first page of the UI in a tall window. No error on the console, no dialog, no error toast may come of it."""
    context = browser.new_context(viewport={"width": 1600, "height": 2400})
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    opened = context.new_page()
    troubles: list[str] = []

    def close(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("dialog", close)
    open_home(opened, ui)
    yield opened
    toasts = opened.locator("[class*=toast i]").filter(has_text="rror").all_inner_texts()
    context.close()
    assert troubles + toasts == []


OLD_ARTICLE = f"From the archive: an old exchange\n\nPublished: 4 March 1985\n\n{article('the old exchange')}"
"""Dated so long ago that a check warns."""
