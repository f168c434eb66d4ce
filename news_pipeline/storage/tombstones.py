"""What a person had taken down, as hashes: the same content, file, path or address is not read again.

They lie beside the raw files: they hold after a rebuild and after the loss of the warehouse. They contain no text of
the news.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from news_pipeline.readers import Document, Unreadable
from news_pipeline.readers.reasons import Reason
from news_pipeline.shared.hashing import digest

TAKEN_DOWN = Reason.TAKEN_DOWN
"""The reason in `rejected_documents`."""

_HASHED = "hash:"
KINDS = ("content", "file", "path", "address")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One thing that is not read again."""

    kind: str
    """content: of a record; file: raw bytes; path: below the landing folder; address: a URL that a record carries."""
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

    @property
    def _has_addresses(self) -> bool:
        return any(kind == "address" for kind, _ in self.known)


def read_tombstones(raw_dir: Path) -> Tombstones:
    """The list beside the raw files; a line that a crash cut short is skipped."""
    path = _path(raw_dir)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    stones = [_hidden(Tombstone(**json.loads(line))) for line in lines if line.endswith("}")]
    return Tombstones({(stone.kind, stone.hash): stone for stone in stones})


def add_tombstones(raw_dir: Path, stones: Iterable[Tombstone]) -> None:
    """Add those that are new, and return when they are on the disk for certain.

    The list is written anew, so that what an earlier version kept in clear goes.
    """
    known = read_tombstones(raw_dir).known
    new = {(stone.kind, stone.hash): _hidden(stone) for stone in stones if (stone.kind, stone.hash) not in known}
    if new:
        raw_dir.mkdir(parents=True, exist_ok=True)
        beside = _path(raw_dir).with_suffix(".tmp")
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(stone)) + "\n" for stone in {**known, **new}.values())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(_path(raw_dir))


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
    return digest("address", url_key(canonical)) if canonical else None


def _path(raw_dir: Path) -> Path:
    return raw_dir / "tombstones.jsonl"
