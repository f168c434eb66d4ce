"""Mends the raw store: its manifest from the warehouse, lost copies from the landing folder or the warehouse."""

import json
from collections.abc import Iterator
from pathlib import Path

from news_pipeline.readers import Document, Field, Unreadable
from news_pipeline.readers.reasons import Reason
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import LandingFile, listing_of
from news_pipeline.storage.raw_store import RawStore, SourceError, StoredFile, content_hash
from news_pipeline.storage.redacted_containers import MARK, freeze
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.tombstones import read_tombstones
from news_pipeline.storage.warehouse import Warehouse


def mend_manifest(store: RawStore, aside: Path, warehouse: Warehouse | None, settings: Settings) -> Iterator[str]:
    """Write the list anew if it lacks versions that the warehouse knows, or has lines that cannot be read.

    Without a warehouse, stored files that the list does not name are looked for in the landing folder.
    """
    listed, damaged = store.sound_lines()
    named = {(file.source_path, file.content_hash) for file in listed}
    known = list(_known(warehouse))
    lacking = [file for file in known if (file.source_path, file.content_hash) not in named]
    hashes = {file.content_hash for file in (*listed, *lacking)}
    nameless = set(store.hashes()) - hashes
    found = [_version(file, hashed) for file, hashed in _in_landing(settings, nameless)] if nameless else []
    nameless -= {file.content_hash for file in found}
    if damaged:
        aside.mkdir(parents=True, exist_ok=True)
        (aside / "manifest.jsonl").write_bytes((store.folder / "manifest.jsonl").read_bytes())
    if damaged or lacking or found:
        store.write_manifest([*_in_order(listed, lacking, known), *found])
        says = f"raw/manifest.jsonl was written anew: {len(listed):,} lines were sound, {damaged:,} were not"
        yield f"{says}; {len(lacking):,} came from pipeline.duckdb, {len(found):,} from the landing folder."
    if nameless:
        some = ", ".join(store.place_of(hashed) for hashed in sorted(nameless)[:3])
        yield (
            f"{len(nameless):,} stored files have lost their names, such as {some}. They stay. Put the files back into "
            "the landing folder if you have them: they are read from there."
        )


def mend_raw_files(store: RawStore, aside: Path, warehouse: Warehouse | None, settings: Settings) -> Iterator[str]:
    """Bring back every version of a file that is missing or damaged, if the landing folder or the warehouse has it."""
    stones = read_tombstones(store.folder)
    versions = {file.content_hash: file for file in store.sound_lines()[0]}
    wanted = {}
    for hashed, file in versions.items():
        fault = None if stones.of_file(file.source_path, hashed) else store.fault_of(hashed, may_differ=MARK)
        if fault:
            wanted[hashed] = fault
    lying = dict(_by_hash(settings, set(wanted))) if wanted else {}
    for hashed, fault in wanted.items():
        file = versions[hashed]
        if store.holds(hashed):
            store.move_aside(hashed, aside / "raw")
        yield _brought_back(file, fault, lying.get(hashed), store, warehouse)


def _brought_back(
    file: StoredFile, fault: str, lying: LandingFile | None, store: RawStore, warehouse: Warehouse | None
) -> str:
    """Bring one version back, and say how."""
    says = f"The stored copy of {file.source_path} {fault}"
    if lying is not None:
        store.store(lying.path, file.source_path, file.modified_ns)
        return f"{says}; it was stored again from the landing folder."
    documents = list(_documents(file, warehouse)) if warehouse else []
    if documents:
        freeze(file, documents, store)
        return f"{says}; it was made again from its {len(documents):,} records in pipeline.duckdb, as they were read."
    return (
        f"{says}, and neither the landing folder nor pipeline.duckdb has it. Bring "
        f"raw/{file.content_hash[:2]}/{file.content_hash}.zst back from a backup. A rebuild goes on without it, and "
        f"names it in rejected_documents ({Reason.STORED_COPY_LOST.value})."
    )


def _known(warehouse: Warehouse | None) -> Iterator[StoredFile]:
    """Every version that the warehouse holds something of, in order of arrival."""
    for row in warehouse.rows(read_sql(__package__, "known_versions.sql")) if warehouse else []:
        yield StoredFile(row["source_path"], row["content_hash"], row["byte_size"], row["modified_ns"])


def _in_order(listed: list[StoredFile], lacking: list[StoredFile], known: list[StoredFile]) -> Iterator[StoredFile]:
    """All versions, those of one path in the order of their arrival, which the warehouse knows of those it has."""
    torn = {file.source_path for file in lacking}
    in_warehouse = {(file.source_path, file.content_hash) for file in known}
    for file in listed:
        if file.source_path not in torn or (file.source_path, file.content_hash) not in in_warehouse:
            yield file
    yield from (file for file in known if file.source_path in torn)


def _in_landing(settings: Settings, hashes: set[str]) -> Iterator[tuple[LandingFile, str]]:
    """The files of the landing folder that have one of the contents."""
    try:
        listing = listing_of(settings)
    except UserError:
        return
    for file in listing:
        if file.refusal is None:
            try:
                hashed = content_hash(file.path)
            except SourceError:
                continue
            if hashed in hashes:
                yield file, hashed


def _by_hash(settings: Settings, hashes: set[str]) -> Iterator[tuple[str, LandingFile]]:
    return ((hashed, file) for file, hashed in _in_landing(settings, hashes))


def _version(file: LandingFile, hashed: str) -> StoredFile:
    return StoredFile(file.source_path, hashed, file.byte_size, file.modified_ns)


def _documents(file: StoredFile, warehouse: Warehouse) -> Iterator[Document | Unreadable]:
    """What readers made of the version, in the order of its records."""
    values = {"path": file.source_path, "hash": file.content_hash}
    documents = warehouse.rows(read_sql(__package__, "documents_of_version.sql"), values)
    if documents:
        refusals = warehouse.rows(read_sql(__package__, "refusals_of_version.sql"), values)
        readers_own = {reason.value for reason in Reason}
        items: list[Document | Unreadable] = [*map(_document, documents)]
        items += (_refusal(row) for row in refusals if row["reason"] in readers_own)
        yield from sorted(items, key=lambda item: item.record or 0)


def _document(row: Row) -> Document:
    return Document(
        record=row["record_number"],
        content_hash=row["content_hash"],
        media_type=row["media_type"],
        text=row["text"],
        encoding=row["encoding"] or "utf-8",
        fields=tuple(Field(*given) for given in json.loads(row["fields"] or "[]")),
        notes=tuple(row["notes"] or ()),
        byte_size=row["byte_size"],
        address=row["address"],
    )


def _refusal(row: Row) -> Unreadable:
    record, address = row["record_number"], row["address"]
    return Unreadable(record, row["content_hash"], Reason.of(row["reason"]), row["detail"] or "", address)
