"""Reads NEWS_LAKE: `postgres:dbname=lake host=db;data=/srv/lake;name=news;keep=30`."""

from dataclasses import dataclass
from pathlib import Path
from re import IGNORECASE, fullmatch, search

NO_LAKE = "none"
EXAMPLE = "postgres:dbname=lake host=db user=news;data=/srv/lake;name=news"
_CATALOGS = ("postgres:", "postgresql:", "sqlite:")
_PASSWORD = r"\bpassword\s*=|://[^/@]*:[^/@]*@"  # noqa: S105 a pattern, no secret
_NAME = r"[a-z][a-z0-9_]{0,40}"
_TAKEN = frozenset({"main", "public", "pg_catalog", "information_schema"})


@dataclass(frozen=True, slots=True)
class LakeAddress:
    """Where a lake is, and what of it is this pipeline's."""

    catalog: str
    """`postgres:` with a connection string, or `sqlite:` with a path, as DuckLake takes it after `ducklake:`."""
    data: str
    """Folder of the Parquet files, the same for all who read."""
    name: str
    """Schema of this pipeline; its search index is in `<name>_search`."""
    keep_days: int
    """Snapshots that are older go at the next maintenance."""

    @property
    def is_on_one_host(self) -> bool:
        """The catalogue is a file."""
        return self.catalog.startswith("sqlite:")


def parse_lake(text: str) -> LakeAddress | None:
    """The address; None for `none`. Raises ValueError, whose message quotes nothing of the text."""
    if text.strip() == NO_LAKE:
        return None
    catalog, *rest = (part.strip() for part in text.split(";"))
    options = dict(part.split("=", 1) for part in rest if "=" in part)
    if unknown := set(options) - {"data", "name", "keep"}:
        raise ValueError(f"{', '.join(sorted(unknown))} is none of data, name, keep")
    if not catalog.startswith(_CATALOGS):
        raise ValueError(f"the catalogue must begin with one of {', '.join(_CATALOGS)}")
    if search(_PASSWORD, catalog, IGNORECASE):
        raise ValueError("a password must not stand there: give it as PGPASSWORD or in ~/.pgpass")
    if "data" not in options or not Path(options["data"]).is_absolute():
        raise ValueError("data= must be the absolute path of a folder")
    name, keep = options.get("name", "news"), options.get("keep", "30")
    if not fullmatch(_NAME, name) or name in _TAKEN or name.endswith("_search"):
        raise ValueError("name= must be small letters, digits and _, and not end in _search")
    if not fullmatch(r"[1-9]\d{0,4}", keep):
        raise ValueError("keep= must be a number of days")
    return LakeAddress(_as_ducklake_has_it(catalog), options["data"], name, int(keep))


def _as_ducklake_has_it(catalog: str) -> str:
    """`postgres://host/db` is an address as such; `postgres:dbname=db` is a prefix and libpq's words."""
    if catalog.startswith(("postgres://", "postgresql://")):
        return f"postgres:{catalog}"
    return catalog.replace("postgresql:", "postgres:", 1)
