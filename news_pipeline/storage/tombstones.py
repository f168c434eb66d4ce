"""What a person had taken down, as hashes: the same content, file, path or address is not read again.

They lie beside the raw files: they hold after a rebuild and after the loss of the warehouse. They contain no text of
the news. A copy of the list lies in the data folder: if it were lost, what was taken down would come back.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from news_pipeline.readers import Document, Unreadable
from news_pipeline.readers.reasons import Reason
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError

TAKEN_DOWN = Reason.TAKEN_DOWN
"""The reason in `rejected_documents`."""

_HASHED = "hash:"
KINDS = ("content", "file", "path", "address", "listed")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One thing that is not read again."""

    kind: str
    """content: of a record; file: raw bytes; path: below the landing folder; address: a URL that a record carries;
    listed: the URL of a document, of which no sitemap may speak."""
    hash: str
    pattern: str
    """Hash of what the person asked for: an address or a name is not kept in clear."""
    taken_down_at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Tombstones:
    """All of them, by kind and hash."""

    known: dict[tuple[str, str], Tombstone] = field(default_factory=dict)

    def of_file(self, source_path: str, content_hash: str) -> Tombstone | None:
        """The tombstone that forbids a whole file, whatever is in it."""
        return self.known.get(("file", content_hash)) or self.known.get(("path", path_hash(source_path)))

    def of_item(self, item: Document | Unreadable) -> Tombstone | None:
        """The tombstone that forbids one record."""
        stone = self.known.get(("content", item.content_hash))
        if stone is None and isinstance(item, Document) and self._has_addresses:
            addresses = [address_hash(given.value) for given in item.fields if given.name == "url"]
            stone = next(
                (self.known[kind] for kind in self.known if kind[0] == "address" and kind[1] in addresses), None
            )
        return stone

    def allowed(self, item: Document | Unreadable) -> Document | Unreadable:
        """The record without what it says of documents elsewhere that were taken down."""
        if isinstance(item, Document) or not item.listed or not self.forbids_addresses:
            return item
        kept = tuple(each for each in item.listed if not self.forbids_address(address_hash(each.url) or ""))
        return item if len(kept) == len(item.listed) else replace(item, listed=kept)

    def forbids_address(self, hashed: str) -> bool:
        """Whether sitemaps may say nothing of the address with that hash."""
        return ("address", hashed) in self.known or ("listed", hashed) in self.known

    @property
    def forbids_addresses(self) -> bool:
        """Whether any address has a tombstone."""
        return any(kind in ("address", "listed") for kind, _ in self.known)

    @property
    def _has_addresses(self) -> bool:
        return any(kind == "address" for kind, _ in self.known)


def read_tombstones(raw_dir: Path) -> Tombstones:
    """The list beside the raw files, together with its copy.

    Raises UserError when a line is damaged, and the copy is not whole either: nothing may be read without the list.
    """
    listed, copied = (_read(path) for path in _paths(raw_dir))
    damaged = listed.damaged + copied.damaged
    if damaged and not any(each.stones and not each.damaged for each in (listed, copied)):
        raise UserError(
            f"{damaged:,} lines of the list of takedowns cannot be read, and neither {_paths(raw_dir)[0]} nor "
            f"{_paths(raw_dir)[1]} is whole. Bring one back from a backup: without the list, what was taken down would "
            "be read again."
        )
    return Tombstones({(stone.kind, stone.hash): stone for stone in (*copied.stones, *listed.stones)})


def add_tombstones(raw_dir: Path, stones: Iterable[Tombstone]) -> None:
    """Add those that are new, and return when they are on the disk for certain.

    The list is written anew, so that what an earlier version kept in clear goes.
    """
    known = read_tombstones(raw_dir).known
    new = {(stone.kind, stone.hash): _hidden(stone) for stone in stones if (stone.kind, stone.hash) not in known}
    if new:
        _write(raw_dir, {**known, **new}.values())


def mend_tombstones(raw_dir: Path) -> int:
    """Make list and copy whole and equal; how many tombstones one of them lacked. Raises UserError as reading does."""
    known = read_tombstones(raw_dir).known
    lists = [_read(path) for path in _paths(raw_dir)]
    lacking = len(known) - min(len({(stone.kind, stone.hash) for stone in each.stones}) for each in lists)
    if lacking or any(each.damaged for each in lists):
        _write(raw_dir, known.values())
    return lacking


@dataclass(frozen=True, slots=True)
class _List:
    """What one file says."""

    stones: list[Tombstone]
    damaged: int
    """Lines that cannot be read. One that a crash cut short is none."""


def _read(path: Path) -> _List:
    text = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
    stones, damaged = [], 0
    for line in text.splitlines(keepends=True):
        try:
            stones.append(_hidden(Tombstone(**json.loads(line))))
        except (ValueError, TypeError, AttributeError):
            damaged += line.endswith("\n")
    return _List(stones, damaged)


def _write(raw_dir: Path, stones: Iterable[Tombstone]) -> None:
    """Each file is replaced atomically; the one beside the raw files comes last."""
    raw_dir.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(stone)) + "\n" for stone in stones]
    for path in reversed(_paths(raw_dir)):
        beside = path.with_name(f"{path.stem}.{os.getpid()}.tmp")  # workers add some at the same time
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def pattern_hash(pattern: str) -> str:
    """Of what a person asked to take down."""
    return _HASHED + digest("pattern", pattern)


def _hidden(stone: Tombstone) -> Tombstone:
    """The stone without its pattern in clear."""
    is_hidden = stone.pattern.startswith(_HASHED)
    return stone if is_hidden else replace(stone, pattern=pattern_hash(stone.pattern))


def refusal(stone: Tombstone, record: int | None) -> Unreadable:
    """What stands in the place of a record, or of a file, that was taken down. Not even its hash is published."""
    detail = f"taken down on {stone.taken_down_at[:10]} by `news-pipeline forget`; it is not read again"
    return Unreadable(record, "", TAKEN_DOWN, detail)


def path_hash(source_path: str) -> str:
    """Of a path below the landing folder."""
    return digest("path", source_path)


def address_hash(url: str) -> str | None:
    """Of an address in its form for comparison; None if it is none."""
    from news_pipeline.metadata.outlets.urls import canonical_url, url_key  # noqa: PLC0415 brings the public suffix list

    canonical = canonical_url(url)
    return key_hash(url_key(canonical)) if canonical else None


def key_hash(key: str) -> str:
    """Of an address that is in its form for comparison."""
    return digest("address", key)


def _paths(raw_dir: Path) -> tuple[Path, Path]:
    """The list, and its copy, which a loss of the raw files leaves."""
    return raw_dir / "tombstones.jsonl", raw_dir.parent / "tombstones.copy.jsonl"
