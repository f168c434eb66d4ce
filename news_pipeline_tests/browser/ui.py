"""The UI as a person has it: `news-pipeline ui` on a data folder of its own, and Debian's Chromium in front of it.

Starts and stops both, and makes the clicks that the tests and docs/make_screenshots.py share.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from news_pipeline_tests.ports import free_port

CHROMIUM = Path("/usr/bin/chromium")
START_SECONDS = 90
RUN_MILLISECONDS = 150_000
_POINTS = """canvases => canvases.map(canvas => {
    let node = canvas[Object.keys(canvas).find(key => key.startsWith("__reactFiber"))];
    while (!node.memoizedProps?.data?.datasets) node = node.return;
    const drawn = node.memoizedProps.data.datasets[0];
    return [drawn.label, drawn.data.length];
})"""
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@contextmanager
def user_interface(folder: Path, landing: Path) -> Iterator[str]:
    """`news-pipeline ui` with its data in `folder`; gives its address. Everything that it started ends with it."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("news-pipeline")), "ui", "--port", str(port)]
    environment = {**os.environ, "NEWS_WORKERS": "1", "NEWS_LANDING_DIR": str(landing), "NEWS_DATA_DIR": str(folder)}
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "ui.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/server_info", process, folder / "ui.log")
        yield address
    finally:
        _stop(process)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser that talks to nobody else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_QUIET.split())
        yield browser
        browser.close()


def open_lineage(page: Page) -> None:
    """The lineage, by way of the navigation."""
    page.locator("a[href='/asset-groups']").first.click()
    expect(page.get_by_role("button", name="Materialize all")).to_be_enabled(timeout=60_000)
    page.locator("svg foreignObject").filter(has_text="news_database").first.wait_for()


def materialize_all(page: Page) -> Locator:
    """Press the button, follow the toast to the run, and wait for its end; gives the run's status."""
    page.get_by_role("button", name="Materialize all").click()
    # No click of the pointer: a toast slides in, and on a busy machine is gone before it stands still.
    page.get_by_text("View", exact=True).last.dispatch_event("click")
    page.wait_for_url("**/runs/*")
    status = page.get_by_text("Success", exact=True).or_(page.get_by_text("Failure", exact=True)).first
    status.wait_for(timeout=RUN_MILLISECONDS)
    return status


def open_asset(page: Page, name: str) -> None:
    """An asset's page, by way of the catalogue."""
    page.locator("a[href='/assets']").first.click()
    page.locator(f"a[href='/assets/{name}']").first.click()
    page.wait_for_url(f"**/assets/{name}*")


def log_line(page: Page, text: str) -> Locator:
    """A line of a run's log, found with the page's own filter: the log draws only what is in sight."""
    page.get_by_placeholder("Filter…").fill(text)
    return page.get_by_text(text).first


def open_checks(page: Page, asset: str, check: str) -> None:
    """The page of a check, by way of its asset."""
    open_asset(page, asset)
    page.get_by_role("link", name="Checks", exact=True).or_(page.get_by_role("tab", name="Checks")).first.click()
    page.get_by_text(check, exact=True).first.click()


def open_home(page: Page, address: str) -> None:
    """The first page, once it has sent itself on: a click before that is undone by it."""
    page.goto(address)
    page.wait_for_url("**/overview/**/*")


def open_automation(page: Page, name: str) -> None:
    """The page of a sensor or schedule."""
    page.locator("a[href='/automation']").first.click()
    page.get_by_text(name, exact=True).first.click()
    page.wait_for_url(f"**/{name}*")


def show_metadata(page: Page, key: str) -> None:
    """What an asset's page shows of a metadata key; long Markdown opens in a dialog."""
    page.get_by_text(key, exact=True).wait_for()
    link = page.locator("tr").filter(has=page.get_by_text(key, exact=True)).last.get_by_text("[Show Markdown]")
    if link.count():
        link.click()


def points_of_plots(page: Page) -> dict[str, int]:
    """How many points each plot of an asset's page has. Plots are drawn on canvases: only their component knows."""
    page.get_by_text("Plots", exact=True).click()
    page.locator("canvas").first.wait_for()
    found: list[tuple[str, int]] = page.locator("canvas").evaluate_all(_POINTS)
    return dict(found)


def node_names(page: Page) -> set[str]:
    """The assets that the lineage shows."""
    return set(page.locator("[class*=AssetNode_assetName]").all_inner_texts())


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"`news-pipeline ui` did not answer at {address}:\n{log.read_text()[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Dagster's processes form one group; those that do not go in time are killed."""
    os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
