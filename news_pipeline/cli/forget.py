"""`news-pipeline forget`: says what a takedown would remove, and does it if that is agreed to."""

from collections.abc import Callable

from rich.console import Console

from news_pipeline.cli.run import run_everything
from news_pipeline.engine.pipeline import open_pipeline
from news_pipeline.engine.progress import no_report
from news_pipeline.lake.publish import maintain_lake
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.days import refresh_days
from news_pipeline.publishing.exports import FORMATS
from news_pipeline.publishing.report.page import PAGE, write_report
from news_pipeline.publishing.snapshot import aside_says, put_aside
from news_pipeline.recovery.repair import DAMAGED
from news_pipeline.settings import Settings
from news_pipeline.storage.landing import listing_of
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.takedown.scrub_databases import blank_history, rewrite_warehouse
from news_pipeline.takedown.takedown import Takedown, find, find_forbidden, note_unfinished, take_down

_SHOWN = 10
_LIMITS = (
    "Not reached by this: files in the landing folder, backups (restore them with --taken-down), files that you copied "
    "or exported, and clients that have an old news.duckdb open until they close it. The same text in other bytes "
    "(another crawl of the page, or in another format) is a new document: forget its URL, and records that carry it "
    "are refused whatever their text."
)


def forget(settings: Settings, pattern: str, console: Console, *, is_agreed: Callable[[], bool]) -> int:
    """Say what would go, and, if that is agreed to, take it down. Returns the exit code.

    Raises UserError before anything is changed.
    """

    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    in_folder = {file.source_path for file in listing_of(settings)}
    with open_pipeline(settings, CATALOG, "news-pipeline forget", no_report, say) as pipeline:
        takedown = find(pattern, pipeline.warehouse)
        _tell(takedown, in_folder, say)
        if not is_agreed():
            say("Nothing was changed. With --yes it is done.")
            return 0
        note_unfinished(settings, pattern)
        purged = take_down(takedown, pipeline.store, pipeline.warehouse)
    return _publish_without(settings, takedown, purged, console, say)


def forget_again(settings: Settings, console: Console) -> int:
    """Take down what tombstones forbid and a restored backup brought back. Returns the exit code."""

    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    with open_pipeline(settings, CATALOG, "news-pipeline restore", no_report, say) as pipeline:
        takedown = find_forbidden(pipeline.warehouse)
        if takedown is None:
            return 0
        purged = take_down(takedown, pipeline.store, pipeline.warehouse)
    return _publish_without(settings, takedown, purged, console, say)


def _publish_without(
    settings: Settings, takedown: Takedown, purged: tuple[int, int], console: Console, say: Callable[[str], None]
) -> int:
    """Let every step forget it, publish, and remove the bytes that databases keep of deleted rows."""
    deleted, rewritten = purged
    events = blank_history(settings.dagster_dir)  # before the run, whose own samples are clean
    code = run_everything(settings, console, "news-pipeline forget", takes_new_files=False)
    if code:
        say("The raw files and the texts are gone, but the run that follows failed: news.duckdb may still show them.")
        say("Mend what is said above and ask for the same takedown again.")
        return code
    for aside in put_aside(settings.published_path)[-1:]:
        say(aside_says(settings.published_path, aside))
        say("Until then that client sees what was taken down. Close it and ask for the same takedown again.")
        return 1
    with run_lock(settings.data_dir, "news-pipeline forget", wait=settings.lock_wait, say=say):
        rewrite_warehouse(settings)
        days = refresh_days(settings, CATALOG)
        page = settings.data_dir / PAGE
        if page.exists():
            write_report(settings, page)
    if maintain_lake(settings, keep_days=0):
        say("The lake was written anew without it: its earlier snapshots are gone, those of other pipelines too.")
    note_unfinished(settings, None)
    say(f"Taken down: {len(takedown.documents):,} documents, {len(takedown.refused):,} refused records.")
    say(f"Raw store: {deleted:,} files deleted, {rewritten:,} containers rewritten without the records.")
    say("pipeline.duckdb was written anew and news.duckdb published.")
    if days:
        say(f"{days:,} files of {settings.days_dir} were written anew or deleted.")
    say(f"Samples were taken out of {events:,} events of Dagster's history; its numbers stay.")
    for folder in (settings.exports_dir / name for name in FORMATS if name not in settings.export_formats):
        if folder.exists():
            say(f"{folder} is of an earlier run with NEWS_EXPORT and may hold it: delete that folder.")
    if (settings.data_dir / DAMAGED).exists():
        say(f"{settings.data_dir / DAMAGED} holds what repairs moved aside, perhaps these texts too: delete it.")
    say(_LIMITS)
    return 0


def _tell(takedown: Takedown, in_folder: set[str], say: Callable[[str], None]) -> None:
    again = " It was asked for before; what is left of it is done now." if takedown.is_resumed else ""
    say(f"{takedown.pattern!r}, read as {takedown.meant}, means {len(takedown.documents):,} documents.{again}")
    _list([f"{row['source_uri']}  {row['outlet'] or ''}  {row['title'] or ''}" for row in takedown.documents], say)
    if takedown.refused:
        say(f"and {len(takedown.refused):,} records that readers had refused:")
        _list([row["source_uri"] for row in takedown.refused], say)
    if takedown.listed:
        say(f"and {takedown.listed:,} values that sitemaps give for it.")
    lying = sorted(in_folder & {row["source_path"] for row in takedown.documents} | in_folder & set(takedown.paths))
    if lying:
        say(
            "These files lie in the landing folder. They will not be read again (a container: not these records of it);"
        )
        say("delete them there yourself:")
        _list(lying, say)
    if takedown.copies:
        say(f"{len(takedown.copies):,} articles of other sources are copies of these and stay; forget them by name:")
        _list([f"{row['source_uri']}  {row['outlet'] or ''}" for row in takedown.copies], say)


def _list(lines: list[str], say: Callable[[str], None]) -> None:
    for line in lines[:_SHOWN]:
        say(f"  {line.rstrip()}")
    if len(lines) > _SHOWN:
        say(f"  and {len(lines) - _SHOWN:,} more")
