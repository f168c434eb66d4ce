"""`news-pipeline backup` and `restore`: say what they do and what a person should know of it."""

import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from news_pipeline.cli.progress_bar import terminal_progress
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.recovery.backup import write_backup
from news_pipeline.recovery.restore import restore_backup
from news_pipeline.settings import Settings
from news_pipeline.storage.landing import check_folders_of
from news_pipeline.storage.run_lock import run_lock


def show_backup(settings: Settings, path: Path, console: Console) -> None:
    """Write a backup under the run lock. Raises UserError."""
    say = _sayer(console)
    started = time.monotonic()
    if not settings.warehouse_path.exists():
        write_backup(settings, CATALOG, path, lambda *_: None)  # says what is missing, and makes no folder
    lock = run_lock(settings.data_dir, "news-pipeline backup", wait=settings.lock_wait, say=say)
    with lock, terminal_progress(console) as progress:
        written = write_backup(settings, CATALOG, path, progress)
    seconds = time.monotonic() - started
    say(f"{written.path}: {written.files:,} files, {written.byte_size / 1e6:,.1f} MB, {seconds:.1f} s.")
    say(
        "It keeps texts that are taken down later. Delete it some day, and restore it with --taken-down and the newer "
        "data folder: then they stay gone. Files of decisions (corrections and the like) lie outside; keep them too."
    )


def show_restore(settings: Settings, path: Path, taken_down: Path | None, console: Console) -> int:
    """Restore a backup. Returns the exit code. Raises UserError."""
    say = _sayer(console)
    check_folders_of(settings)
    with terminal_progress(console) as progress:
        restored = restore_backup(settings, path, taken_down, progress)
    say(f"{settings.data_dir}: {restored.files:,} files, {restored.byte_size / 1e6:,.1f} MB; every checksum is right.")
    if restored.taken_down_since:
        say(f"{restored.taken_down_since:,} tombstones are newer than the backup; what they forbid leaves now.")
    elif taken_down is None:
        say("What was taken down after this backup is back: take it down again, or restore with --taken-down.")
    from news_pipeline.cli.forget import forget_again  # noqa: PLC0415 imports Dagster

    code = forget_again(settings, console)
    say("`news-pipeline run` goes on from here.")
    return code


def _sayer(console: Console) -> Callable[[str], None]:
    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    return say
