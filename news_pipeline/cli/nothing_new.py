"""Ends `news-pipeline run` early where nothing is new: no Dagster run is started, and Dagster is not imported."""

import time

from rich.console import Console

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.idle import work_waits
from news_pipeline.publishing.snapshot import read_snapshot
from news_pipeline.settings import Settings
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import check_folders_of, is_there, listing_of
from news_pipeline.storage.warehouse import open_read_only

LOST_FILES = 3
"""Exit code of a run whose landing folder is empty or gone, though files were read from it before."""


def says_lost_files(settings: Settings, console: Console) -> bool:
    """Whether the landing folder shows no file, though files were read from it; if so, it is said."""
    there = is_there(settings.landing_dir)
    if (there and listing_of(settings)) or not settings.published_path.exists():
        return False
    with open_read_only(settings.published_path, settings) as published:
        count = published.value("SELECT count(*) FROM source_files")
    if count:
        console.print(
            f"{settings.landing} {'is empty' if there else 'is not there'}, but {count:,} files were read from "
            "it before. Their articles stay. Is it mounted, and is it the right folder (--landing, NEWS_LANDING_DIR)?",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    return bool(count)


def says_nothing_new(settings: Settings, console: Console) -> bool:
    """Whether nothing waits; if so, it is said. A missing landing folder is left to the run, which says what to do."""
    started = time.monotonic()
    check_folders_of(settings)
    if not is_there(settings.landing_dir) or work_waits(settings, STEPS, CATALOG) is not None:
        return False
    snapshot = read_snapshot(settings.published_path)
    articles = f"{snapshot.rows['articles']:,} articles" if snapshot else "no articles"
    words = (
        f"Nothing is new: no run was started. {settings.published_path} is up to date, {articles}. "
        f"{time.monotonic() - started:.1f} s."
    )
    console.print(words, markup=False, highlight=False, soft_wrap=True)
    return True
