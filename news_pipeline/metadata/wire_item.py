"""What an agency says of its item: id, version, status, embargo, urgency, slug, subjects, note to editors.

Of any document also when a sitemap says that it was changed last: no date of this text, as it may be older.
"""

import re
from dataclasses import dataclass

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import MetadataInput

_NAMES = ("item", "version", "status", "embargo", "urgency", "slug", "subject", "note", "lastmod")
_GLOBAL = re.compile(r"(?:urn|tag):\S{5,400}", re.I)
_CERTAIN = 0.9


@dataclass(frozen=True, slots=True)
class WireItem:
    """The values stand in the evidence alone."""

    key: str | None
    """The id, where it is a URN or tag URI and so the same for all versions of an item; else None."""
    evidence: tuple[Evidence, ...]


def wire_item(document: MetadataInput) -> WireItem:
    """The item that the record is; no evidence if it is none."""
    rows = tuple(
        Evidence(name, field.value, f"json:{field.key}", cut(field.value), confidence=_CERTAIN, is_chosen=True)
        for name in _NAMES
        for field in document.field(name)
    )
    key = next((row.value for row in rows if row.field == "item" and row.value and _GLOBAL.fullmatch(row.value)), None)
    return WireItem(key, rows)
