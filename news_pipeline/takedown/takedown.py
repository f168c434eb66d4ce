"""Takes the documents that a person names out of the raw store and the warehouse for good.

Tombstones are written first, then raw files go, then rows. In the run that follows every step forgets what it made of
them, and a new snapshot is published. After a kill, ask again: the same command finishes the work.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from news_pipeline.publishing.snapshot import write_whole_next
from news_pipeline.readers.column_map import ColumnMap, map_for
from news_pipeline.readers.formats import reader_version, version_of_refused
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.reading import column_maps, known_files
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline.storage.redacted_containers import redact
from news_pipeline.storage.sql_files import read_sql, statements
from news_pipeline.storage.tombstones import (
    TAKEN_DOWN,
    Tombstone,
    Tombstones,
    add_tombstones,
    address_hash,
    key_hash,
    path_hash,
    pattern_hash,
    read_tombstones,
    refusal,
)
from news_pipeline.storage.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Takedown:
    """What a pattern means, as the warehouse is now."""

    pattern: str
    meant: str
    """address, source or outlet."""
    documents: list[Row]
    """article_id, source_uri, source_path, content_hash, title, outlet, url, original_url; the same content under other
    paths too."""
    refused: list[Row]
    """source_uri, source_path, content_hash of records that readers had refused already."""
    paths: list[str]
    """Files that are named as a whole."""
    copies: list[Row]
    """article_id, source_uri, outlet of other articles in the same groups of copies, which stay."""
    is_resumed: bool = False
    """The tombstones are there already, from a takedown that was asked for before."""
    addresses: list[str] = field(default_factory=list)
    """That no record may carry."""
    listed: int = 0
    """What sitemaps say of its addresses, in values."""


def find(pattern: str, warehouse: Warehouse) -> Takedown:
    """What is meant: an address if it holds `://`; else a source_uri, a path or a glob of them; else an outlet.

    Raises UserError when nothing fits, and nothing was taken down under that name before.
    """
    if not pattern.strip(" *?"):
        raise UserError("That names everything. To start anew, delete the data folder.")
    is_address = "://" in pattern
    meant = "address" if is_address else "source"
    paths = [] if is_address else _named_files(pattern, warehouse)
    documents = _documents(meant, pattern, warehouse)
    refused = [] if is_address else _refused(pattern, warehouse)
    if not (documents or refused or paths or is_address):
        meant, documents = "outlet", _documents("outlet", pattern, warehouse)
    earlier = {stone.pattern for stone in read_tombstones(warehouse.settings.raw_dir).known.values()}
    listed = _listed(documents, pattern if is_address else "", warehouse)
    if not (documents or refused or paths or listed) and pattern_hash(pattern) not in earlier:
        raise UserError(
            f"{pattern!r} is no source_uri, path, URL or outlet of any document. Look them up in the columns "
            "source_uri, url, outlet and outlet_domain of `articles`; * and ? may stand in a source_uri."
        )
    ids = {"ids": [row["article_id"] for row in documents]}
    copies = warehouse.rows(read_sql(__package__, "copies.sql"), ids) if documents else []
    return Takedown(
        pattern,
        meant,
        documents,
        refused,
        paths,
        copies,
        pattern_hash(pattern) in earlier,
        [pattern] if is_address else [],
        listed,
    )


def find_forbidden(warehouse: Warehouse) -> Takedown | None:
    """What the warehouse holds although there is a tombstone for it, as after a backup was restored; None: nothing."""
    known = read_tombstones(warehouse.settings.raw_dir)
    kinds = {kind for kind, _ in known.known}
    hashes = {"hashes": [hashed for kind, hashed in known.known if kind in ("content", "file")]}
    files = warehouse.rows("SELECT source_path, coalesce(content_hash, '') AS hash FROM files ORDER BY ALL")
    paths = [row["source_path"] for row in files if known.of_file(row["source_path"], row["hash"])]
    found = warehouse.rows(read_sql(__package__, "forbidden.sql"), {**hashes, "paths": paths})
    if "address" in kinds:
        fields = warehouse.rows("SELECT * FROM raw_documents WHERE contains(fields, 'url') ORDER BY source_uri")
        seen = {row["article_id"] for row in found}
        found += [row for row in fields if row["article_id"] not in seen and _has_forbidden_address(row, known)]
    documents = [
        {name: row[name] for name in ("article_id", "source_uri", "source_path", "content_hash")} for row in found
    ]
    if not documents and not (known.forbids_addresses and _sitemaps(warehouse)):
        return None
    return Takedown("what was taken down after the backup", "tombstones", documents, [], paths, [], is_resumed=True)


def _has_forbidden_address(row: Row, known: Tombstones) -> bool:
    urls = [value for name, value, _ in json.loads(row["fields"] or "[]") if name == "url"]
    return any(("address", address_hash(url) or "") in known.known for url in urls)


def take_down(takedown: Takedown, store: RawStore, warehouse: Warehouse) -> tuple[int, int]:
    """Take it out of the raw store and the warehouse; (stored files deleted, stored containers rewritten).

    The steps after reading still hold what they made of it, until the next run.
    """
    touched = {row["source_path"] for row in (*takedown.documents, *takedown.refused)} | set(takedown.paths)
    touched |= _sitemaps(warehouse)  # any version of one may speak of it, or have spoken
    versions = [file for file in store.manifest() if file.source_path in touched]
    add_tombstones(warehouse.settings.raw_dir, _tombstones(takedown, versions))
    maps = column_maps(known_files(warehouse), store)
    purged = _purge_store(versions, set(takedown.paths), store, maps)
    _purge_rows(takedown, warehouse)
    return purged


def _documents(meant: str, pattern: str, warehouse: Warehouse) -> list[Row]:
    from news_pipeline.metadata.outlets.urls import canonical_url, url_key  # noqa: PLC0415 brings the public suffix list

    canonical = canonical_url(pattern) if meant == "address" else None
    wanted: dict[str, Any] = {"meant": meant, "pattern": pattern, "key": url_key(canonical) if canonical else pattern}
    return warehouse.rows(read_sql(__package__, "documents.sql"), wanted)


def _named_files(pattern: str, warehouse: Warehouse) -> list[str]:
    sql = "SELECT source_path FROM files WHERE source_path = $pattern OR source_path GLOB $pattern ORDER BY ALL"
    return [row["source_path"] for row in warehouse.rows(sql, {"pattern": pattern})]


def _refused(pattern: str, warehouse: Warehouse) -> list[Row]:
    return warehouse.rows(
        "SELECT source_uri, source_path, content_hash FROM reader_rejections "
        "WHERE (source_uri = $pattern OR source_uri GLOB $pattern) AND reason <> $taken ORDER BY ALL",
        {"pattern": pattern, "taken": TAKEN_DOWN},
    )


def _tombstones(takedown: Takedown, versions: list[StoredFile]) -> Iterator[Tombstone]:
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    hashes = [("content", row["content_hash"]) for row in (*takedown.documents, *takedown.refused)]
    hashes += [("path", path_hash(path)) for path in takedown.paths]
    hashes += [("file", file.content_hash) for file in versions if file.source_path in takedown.paths]
    hashes += [("address", address_hash(address) or "") for address in takedown.addresses]
    hashes += [("listed", address_hash(address) or "") for address in _addresses(takedown.documents)]
    for kind, hashed in hashes:
        if hashed:
            yield Tombstone(kind, hashed, takedown.pattern, moment)


def _addresses(documents: list[Row]) -> set[str]:
    """Where the documents are on the web."""
    return {row[name] for row in documents for name in ("url", "original_url") if row.get(name)}


def _listed(documents: list[Row], address: str, warehouse: Warehouse) -> int:
    """How many values sitemaps give for the documents, or for the address."""
    wanted = {address_hash(each) for each in (*_addresses(documents), address) if each}
    keys = warehouse.rows("SELECT url_key, count(*) AS n FROM listed_addresses GROUP BY ALL") if wanted else []
    return sum(row["n"] for row in keys if key_hash(row["url_key"]) in wanted)


def _sitemaps(warehouse: Warehouse) -> set[str]:
    """Paths of files that are sitemaps, or hold some."""
    sql = "SELECT DISTINCT source_path FROM reader_rejections WHERE reason = 'sitemap'"
    return {row["source_path"] for row in warehouse.rows(sql)}


def _purge_listed(known: Tombstones, warehouse: Warehouse) -> None:
    """What sitemaps say of addresses with a tombstone."""
    keys = warehouse.rows("SELECT DISTINCT url_key FROM listed_addresses") if known.forbids_addresses else []
    gone = [row["url_key"] for row in keys if known.forbids_address(key_hash(row["url_key"]))]
    warehouse.execute("DELETE FROM listed_addresses WHERE url_key IN (SELECT unnest($gone))", {"gone": gone})


def _purge_store(
    versions: list[StoredFile], whole: set[str], store: RawStore, maps: dict[str, ColumnMap]
) -> tuple[int, int]:
    """Every version of the files that held it: an old version of a container holds the record too."""
    deleted = rewritten = 0
    tombstones = read_tombstones(store.folder)
    for file in {file.content_hash: file for file in versions}.values():
        if not store.holds(file.content_hash):
            continue
        if file.source_path in whole or tombstones.of_file(file.source_path, file.content_hash):
            store.remove(file.content_hash)
        else:
            column_map = map_for(file.source_path, maps)
            rewritten += bool(redact(file, store, tombstones, column_map) and store.holds(file.content_hash))
        deleted += not store.holds(file.content_hash)
    return deleted, rewritten


def _purge_rows(takedown: Takedown, warehouse: Warehouse) -> None:
    """One transaction: documents, and the refusals that stand in their place."""
    known = read_tombstones(warehouse.settings.raw_dir)
    files = warehouse.rows("SELECT source_path, coalesce(content_hash, '') AS hash FROM files")
    whole = [row["source_path"] for row in files if known.of_file(row["source_path"], row["hash"])]
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    detail = refusal(Tombstone("", "", takedown.pattern, moment), None).detail
    values = {
        "ids": [row["article_id"] for row in takedown.documents],
        "refused": [row["source_uri"] for row in takedown.refused],
        "whole": whole,
    }
    with warehouse.transaction():
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE taken AS {read_sql(__package__, 'taken.sql')}", values)
        warehouse.execute("DELETE FROM raw_documents WHERE article_id IN (SELECT unnest($ids))", {"ids": values["ids"]})
        warehouse.execute("DELETE FROM reader_rejections WHERE source_uri IN (SELECT source_uri FROM taken)")
        warehouse.insert("reader_rejections", [_refusal(row, detail) for row in warehouse.rows("SELECT * FROM taken")])
        _purge_listed(known, warehouse)
        for statement in statements(read_sql(__package__, "mend.sql")):
            warehouse.execute(statement)
        warehouse.execute(
            "UPDATE files SET reader_version = reader_version || $mark WHERE state IN ('rejected', 'elsewhere') "
            "AND source_path IN (SELECT source_path FROM taken) AND NOT contains(reader_version, $mark)",
            {"mark": version_of_refused("")},
        )
        write_whole_next(warehouse)


def _refusal(taken: Row, detail: str) -> Row:
    """The row of `reader_rejections`, as a reading of the file would make it."""
    return {
        "source_uri": taken["source_uri"],
        "source_path": taken["source_path"],
        "reason": TAKEN_DOWN,
        "detail": detail,
        "code_version": reader_version(taken["source_path"]),
        "content_hash": "",
        "rejected_at": datetime.now(UTC),
    }


def unfinished(settings: Settings) -> str | None:
    """The pattern of a takedown that was begun and not ended; None if there is none."""
    path = settings.data_dir / "forget.unfinished"
    return path.read_text(encoding="utf-8") if path.exists() else None


def note_unfinished(settings: Settings, pattern: str | None) -> None:
    """Note that a takedown begins; None notes that it has ended."""
    path = settings.data_dir / "forget.unfinished"
    if pattern is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(pattern, encoding="utf-8")
