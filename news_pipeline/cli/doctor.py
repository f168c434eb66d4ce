"""`news-pipeline doctor`: checks one by one what a run needs, and says how to mend what is wrong.

It changes nothing without --repair, and needs no Dagster.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import duckdb
from dotenv import dotenv_values
from packaging.requirements import Requirement
from rich.console import Console

from news_pipeline.cli.shard import left_to_others
from news_pipeline.defs.alerts.settings import load_targets
from news_pipeline.entities.tagger import MODEL, load_tagger, tagger_version
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import aside_says, put_aside
from news_pipeline.recovery.repair import DAMAGED, fault_of_history, history_files, repair
from news_pipeline.settings import Settings, project_dir
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import copy_before_upgrade
from news_pipeline.storage.landing import check_folders_of, listing_of
from news_pipeline.storage.mounts import answers
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.run_lock import holder, is_locked, run_lock
from news_pipeline.storage.tombstones import read_tombstones
from news_pipeline.storage.warehouse import cannot_open, open_read_only
from news_pipeline.takedown.takedown import unfinished

State = Literal["ok", "look", "bad"]
_COLOURS = {"ok": "green", "look": "yellow", "bad": "red"}
_SPARE_BYTES = 1_000_000_000
_LEAST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    says: str
    """What was seen, and, unless all is ok, what to do."""


def show_health(settings: Settings, console: Console) -> int:
    """Print all findings. Returns the exit code: 0, or 1 if a run could not work as things are."""
    is_bad = False
    for finding in findings(settings, os.environ):  # each is shown when it is found: the model takes its time
        is_bad |= finding.state == "bad"
        colour = _COLOURS[finding.state]
        console.print(f"[{colour}]{finding.state:4}[/] {finding.what:10} ", end="")
        console.print(finding.says, markup=False, highlight=False, soft_wrap=True)
    return int(is_bad)


def repair_and_show(settings: Settings, console: Console) -> int:
    """Mend what can be mended, a line a repair; then print all findings. Returns the exit code of those."""

    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    mended = 0
    if settings.data_dir.is_dir():
        say("Everything in the data folder is read once.")
        with run_lock(settings.data_dir, "news-pipeline doctor --repair", wait=settings.lock_wait, say=say):
            for words in repair(settings, CATALOG):
                mended += 1
                say(f"- {words}")
    if not mended:
        say("Nothing had to be mended.")
    return show_health(settings, console)


def findings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Everything, in the order in which a run would meet it."""
    yield _python()
    yield _packages()
    yield from _variables(environment)
    yield _alerts()
    yield _model(settings)
    yield _landing(settings)
    yield _data(settings)
    yield _disk(settings)
    yield _lock(settings)
    yield _warehouse(settings)
    yield _raw_store(settings)
    yield from _snapshot(settings)
    yield from _history(settings)
    yield from _left_aside(settings)
    pattern = unfinished(settings)
    if pattern is not None:
        says = f"The takedown of {pattern!r} was stopped. Finish it: news-pipeline forget '{pattern}' --yes"
        yield Finding("takedown", "bad", says)


def obstacles(settings: Settings) -> Iterator[str]:
    """What would stop a run before its first step. A person reads it in place of a traceback."""
    for finding in (_landing(settings), _data(settings)):
        if finding.state == "bad":
            yield finding.says
    yield from missing_models(settings)
    if not settings.warehouse_path.exists() and next(RawStore(settings.raw_dir, settings.raw_address).manifest(), None):
        yield (
            f"{settings.warehouse_path} is gone, but its raw files are there. Bring it back from a backup; or run "
            "`news-pipeline doctor --repair`, and the next run makes everything again from the stored raw files; "
            f"groups and stories get new ids. To start anew, delete {settings.data_dir}."
        )
    free = _free_bytes(settings)
    if free < _LEAST_BYTES:
        yield f"Only {free / 1e6:.0f} MB are free where {settings.data_dir} lies. Make room, or set NEWS_DATA_DIR."


def missing_models(settings: Settings) -> Iterator[str]:
    """What is said of each pipeline for entities that is not installed: a run would find it out at its end."""
    for name in parse_taggers(settings.tagger).values():
        if "missing" in tagger_version(name) or (name == MODEL and find_spec(MODEL) is None):
            yield f"NEWS_TAGGER names {name}, which is not installed: pip install it, or set NEWS_TAGGER=gazetteer."


def _alerts() -> Finding:
    try:
        targets = load_targets()
    except UserError as error:
        return Finding("alerts", "bad", str(error))
    return Finding("alerts", "ok", f"go to {' and '.join(targets)}" if targets else "are off (docs/alerts.md)")


def _python() -> Finding:
    return Finding("python", "ok", f"{sys.version.split()[0]} at {sys.executable}")


def _packages() -> Finding:
    """What pyproject asks for, against what is installed."""
    wrong = []
    for text in requires("news-pipeline") or []:
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = version(wanted.name)
        except PackageNotFoundError:
            installed = "missing"
        if installed == "missing" or not wanted.specifier.contains(installed, prereleases=True):
            wrong.append(f"{wanted.name} is {installed}, needed is {wanted.specifier or 'any version'}")
    if wrong:
        again = f"Run: {sys.executable} -m pip install -e {project_dir()}"
        return Finding("packages", "bad", f"{'; '.join(wrong)}. {again}")
    listed = ", ".join(f"{name} {version(name)}" for name in ("news-pipeline", "dagster", "duckdb", "spacy"))
    return Finding("packages", "ok", listed)


def _variables(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Name misspelt variables: each leaves its setting silently at the default."""
    known = {setting.metadata["variable"] for setting in Settings.__dataclass_fields__.values()}
    given = {**dotenv_values(project_dir() / ".env"), **environment}
    unknown = sorted(name for name in given if name.startswith("NEWS_") and name not in known)
    if unknown:
        says = f"No setting is called {', '.join(unknown)}. Settings are: {', '.join(sorted(known))}."
        yield Finding("settings", "look", says)


def _model(settings: Settings) -> Finding:
    try:
        names = parse_taggers(settings.tagger).values()
    except ValueError as error:
        return Finding("model", "bad", f"NEWS_TAGGER cannot be read: {error}.")
    slow = ""
    if missing := next(missing_models(settings), None):
        return Finding("model", "bad", missing)
    for name in names:
        try:
            if name == MODEL:
                slow = load_tagger(name).slow_because
        except UserError as error:
            return Finding("model", "bad", str(error))
    if slow:
        return Finding(
            "model", "look", f"{slow} Reinstall the project's own versions with pip install -e {project_dir()}"
        )
    return Finding("model", "ok", f"{settings.tagger}: installed, files as they should be")


def _landing(settings: Settings) -> Finding:
    try:
        check_folders_of(settings)
        files = [file for file in listing_of(settings) if not file.refusal]
    except UserError as error:
        return Finding("landing", "bad", str(error))
    if away := [str(root) for root in settings.further_roots if not (answers(root) and root.is_dir())]:
        says = f"NEWS_LANDING_ROOTS names {', '.join(away)}: no folder that answers. Links that lead there are refused."
        return Finding("landing", "look", says)
    if not files:
        return Finding("landing", "look", f"{settings.landing} is empty. Put raw files there, or name another folder.")
    unreadable = [
        file.source_path for file in files if isinstance(file.path, Path) and not os.access(file.path, os.R_OK)
    ]
    if unreadable:
        says = f"{len(unreadable):,} of {len(files):,} files may not be read, such as {unreadable[0]}"
        return Finding("landing", "look", f"{says}. Change the permissions in {settings.landing}.")
    return Finding("landing", "ok", f"{len(files):,} files in {settings.landing}")


def _data(settings: Settings) -> Finding:
    folder = settings.data_dir
    if not folder.exists():
        parent = next(parent for parent in folder.parents if parent.exists())
        if os.access(parent, os.W_OK):
            return Finding("data", "ok", f"{folder} will be made by the first run")
        return Finding("data", "bad", f"{folder} cannot be made in {parent}. Change its permissions, or NEWS_DATA_DIR.")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Finding("data", "bad", f"{folder} is no folder that can be written. Change that, or NEWS_DATA_DIR.")
    return Finding("data", "ok", str(folder))


def _disk(settings: Settings) -> Finding:
    """A snapshot and a takedown each write a copy beside what is there."""
    free = _free_bytes(settings)
    databases = (settings.warehouse_path, settings.published_path)
    needed = sum(path.stat().st_size for path in databases if path.exists()) + _SPARE_BYTES
    says = f"{free / 1e9:.1f} GB free, {needed / 1e9:.1f} GB are wanted for the next snapshot and temporary files"
    return (
        Finding("disk", "ok", says)
        if free > needed
        else Finding("disk", "bad", f"{says}. Make room, or set NEWS_DATA_DIR.")
    )


def _free_bytes(settings: Settings) -> int:
    folder = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    return shutil.disk_usage(folder).free


def _lock(settings: Settings) -> Finding:
    if not settings.data_dir.exists() or not is_locked(settings.data_dir):
        return Finding("lock", "ok", "no run is going")
    says = f"a run is going ({holder(settings.data_dir) or 'unknown'}); others wait for it up to {settings.lock_wait} s"
    return Finding("lock", "look", says)


def _warehouse(settings: Settings) -> Finding:
    path = settings.warehouse_path
    if not path.exists():
        return Finding("warehouse", "ok", "not there yet; the first run makes it")
    if is_locked(settings.data_dir):
        return Finding("warehouse", "ok", f"{path}, in use by the run that is going")
    try:
        with open_read_only(path, settings) as warehouse:
            documents = warehouse.value("SELECT count(*) FROM raw_documents")
            elsewhere = left_to_others(settings, warehouse, "files")
    except duckdb.Error as error:
        return Finding("warehouse", "bad", cannot_open(path, error))
    says = f"{path}: {documents:,} documents, {path.stat().st_size / 1e6:.0f} MB"
    return Finding("warehouse", "ok", f"{says}; shard {elsewhere}" if elsewhere else says)


def _raw_store(settings: Settings) -> Finding:
    """Every version of every file is there, or has a tombstone."""
    store = RawStore(settings.raw_dir, settings.raw_address)
    try:
        stones = read_tombstones(settings.raw_dir)
        files = {file.content_hash: file for file in store.manifest()}
        present = set(store.hashes())
    except (UserError, OSError) as error:
        return Finding("raw store", "bad", str(error))
    gone = [
        file.source_path
        for file in files.values()
        if file.content_hash not in present and not stones.of_file(file.source_path, file.content_hash)
    ]
    if gone:
        says = (
            f"{len(gone):,} of {len(files):,} stored files are missing, such as that of {gone[0]}. Bring "
            f"{settings.raw_dir} back from a backup, or let `news-pipeline doctor --repair` make again what the "
            "landing folder or pipeline.duckdb still has."
        )
        return Finding("raw store", "bad", says)
    nameless = len(present - set(files))
    if nameless:
        says = (
            f"raw/manifest.jsonl does not name {nameless:,} of the stored files: a rebuild would lose their documents. "
            "`news-pipeline doctor --repair` writes the list anew."
        )
        return Finding("raw store", "bad", says)
    return Finding("raw store", "ok", f"{len(files):,} files, {len(stones.known):,} tombstones")


def _snapshot(settings: Settings) -> Iterator[Finding]:
    path: Path = settings.published_path
    if not path.exists():
        yield Finding("snapshot", "look", f"{path} is not there yet: `news-pipeline run` makes it")
        return
    try:
        with open_read_only(path, settings) as snapshot:
            about = snapshot.rows(
                "SELECT CAST(published_at AS VARCHAR) AS at, row_count AS articles FROM snapshot_info "
                "WHERE table_name = 'articles'"
            )[0]
            snapshot.rows("FROM search_articles('a', at_most := 1)")
    except duckdb.Error as error:
        says = (
            f"{path} cannot be read: {error}. The next run writes a new one; `news-pipeline doctor --repair` keeps "
            "this one aside."
        )
        yield Finding("snapshot", "bad", says)
        return
    yield Finding("snapshot", "ok", f"{path}: {about['articles']:,} articles, published {about['at']}")
    for aside in put_aside(path)[-1:]:
        yield Finding("snapshot", "look", aside_says(path, aside))


def _history(settings: Settings) -> Iterator[Finding]:
    for path in history_files(settings):
        fault = fault_of_history(path)
        if fault:
            says = (
                f"{path} is damaged: {fault}. `news-pipeline doctor --repair` moves Dagster's records of earlier runs "
                "aside; the news does not depend on them."
            )
            yield Finding("history", "bad", says)
            return


def _left_aside(settings: Settings) -> Iterator[Finding]:
    """Files that a person should delete some day: a takedown does not reach into them."""
    damaged = settings.data_dir / DAMAGED
    if damaged.exists():
        says = f"{damaged} holds what repairs moved aside. Delete it when you can: takedowns do not reach there."
        yield Finding("damaged", "look", says)
    copy = copy_before_upgrade(settings)
    if copy.exists():
        says = f"{copy} is the database as an earlier version left it; the first good run of this version deletes it."
        yield Finding("upgrade", "look", says)
