"""Corrections by a person: reads a CSV text into checked rows, and applies them to one document's metadata.

The file has a header line with `field`, `value`, optionally `note`, and `source_uri` or `url` (or both; each row fills
one). Only the named field changes, with what hangs on it: `published_at` sets the day too, `published_date` drops a
time of another day, `url` sets the key for comparison. An empty value says that the document has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import Correction, Metadata
from news_pipeline.metadata.language import language_code
from news_pipeline.metadata.outlets.urls import canonical_url, encoded, is_web_address, url_key
from news_pipeline.shared.domains import registered_domain
from news_pipeline.shared.reviewed_csv import read_rows

HUMAN = "human"
LISTS = frozenset({"authors", "agencies"})
"""Fields with several values, separated by semicolons."""
_EVIDENCE_FIELDS = {"published_date": "published", "published_at": "published", "updated_at": "updated"}
_COLUMNS = ("field", "value", "source_uri or url")
MAX_VALUE = 500


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A checked line of the file; it names its documents by `source_uri` or by `url_key`."""

    line: int
    source_uri: str | None
    url_key: str | None
    field: str
    value: str
    note: str


def read_corrections(text: str) -> tuple[tuple[CorrectionRow, ...], tuple[str, ...]]:
    """Good rows, and problems of the other lines."""
    return read_rows(text, _COLUMNS, _row, lambda row: (row.source_uri or row.url_key, row.field))


def _row(line: int, given: dict[str, str]) -> CorrectionRow | str:
    source_uri, url = given.get("source_uri", ""), given.get("url", "")
    if bool(source_uri) == bool(url):
        return f"give either source_uri or url, not {'both' if url else 'neither'}"
    if url and not (is_web_address(url) and canonical_url(url)):
        return f"the url {url[:80]!r} is no web address"
    field, value = given["field"].lower(), given["value"]
    if url and field == "url":  # the row would lose its document by it
        return "name the document by source_uri to correct its url"
    if problem := value_problem(field, value):
        return problem
    key = url_key(canonical_url(url) or url) if url else None
    return CorrectionRow(line, source_uri or None, key, field, value, given.get("note", ""))


def value_problem(field: str, value: str) -> str | None:
    """Why the value cannot stand in that field; None if it can. An empty value stands everywhere."""
    check = _CHECKS.get(field)
    if check is None:
        return f"{field[:40]!r} is no field that can be corrected; these can: {', '.join(sorted(_CHECKS))}"
    wanted, is_right = check
    if value and not is_right(value):
        return f"{field} wants {wanted}, not {value[:80]!r}"
    return None


def _is_day(value: str) -> bool:
    return len(value) == len("2022-01-08") and _instant_or_day(value) is not None


def _is_instant(value: str) -> bool:
    found = _instant_or_day(value)
    return found is not None and found.tzinfo is not None


def _instant_or_day(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
        return found if found.tzinfo is None else found.astimezone(UTC).astimezone(found.tzinfo)
    except (ValueError, OverflowError):
        return None


def _is_text(value: str) -> bool:
    return len(value) <= MAX_VALUE and value.isprintable()


_CHECKS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "title": (f"one line of at most {MAX_VALUE} signs", _is_text),
    "outlet": (f"one line of at most {MAX_VALUE} signs", _is_text),
    "authors": ("names separated by semicolons", lambda value: _is_text(value) and bool(_items(value))),
    "agencies": ("names separated by semicolons", lambda value: _is_text(value) and bool(_items(value))),
    "language": ("a code of ISO 639-1 such as en", lambda value: language_code(value) == value),
    "published_date": ("a day such as 2022-01-08", _is_day),
    "published_at": ("a moment with its offset such as 2022-01-08T14:05+06:00", _is_instant),
    "updated_at": ("a moment with its offset such as 2022-01-08T14:05+06:00", _is_instant),
    "url": ("an address such as https://example.com/a", lambda value: bool(canonical_url(value))),
    "outlet_domain": (
        "a registered domain such as example.com",
        lambda value: registered_domain(value) == value,
    ),
}
FIELDS = tuple(_CHECKS)


def _items(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in value.split(";") if item.strip()))


def apply_corrections(metadata: Metadata, corrections: tuple[Correction, ...]) -> Metadata:
    """The metadata with the corrected fields as evidence `human`; former choices stay, unchosen.

    Corrections that value_problem() objects to change nothing.
    """
    sound = [correction for correction in corrections if value_problem(correction.field, correction.value) is None]
    for correction in sorted(sound, key=lambda correction: FIELDS.index(correction.field)):
        metadata = _with_evidence(_overruled(metadata, correction.field, correction.value), correction)
    return metadata


def _overruled(metadata: Metadata, field: str, value: str) -> Metadata:
    if field == "published_date":
        return _with_day(metadata, value)
    if field in ("published_at", "updated_at"):
        return _with_instant(metadata, field, value)
    if field == "url":
        canonical = canonical_url(value) if value else None
        key = url_key(canonical) if canonical else None
        original = metadata.original_url or encoded(value) or None
        return replace(metadata, url=canonical, url_key=key, original_url=original)
    changes: dict[str, Any] = {field: _items(value) if field in LISTS else value or None}
    if field == "outlet":
        changes["outlet_source"] = HUMAN
    return replace(metadata, **changes)


def _with_day(metadata: Metadata, value: str) -> Metadata:
    day = date.fromisoformat(value) if value else None
    if day is not None and day == metadata.published_date:
        return replace(metadata, published_source=HUMAN)
    return replace(
        metadata,
        published_date=day,
        published_at=None,
        published_utc_offset_minutes=None,
        published_precision="day" if day else None,
        published_source=HUMAN,
    )


def _with_instant(metadata: Metadata, field: str, value: str) -> Metadata:
    moment = _instant_or_day(value) if value else None
    instant = moment.astimezone(UTC) if moment else None
    if field == "updated_at":
        return replace(metadata, updated_at=instant)
    offset = moment.utcoffset() if moment else None
    return replace(
        metadata,
        published_date=moment.date() if moment else metadata.published_date,
        published_at=instant,
        published_utc_offset_minutes=int(offset.total_seconds() // 60) if offset is not None else None,
        published_precision="minute" if moment else "day" if metadata.published_date else None,
        published_source=HUMAN,
    )


def _with_evidence(metadata: Metadata, correction: Correction) -> Metadata:
    field = _EVIDENCE_FIELDS.get(correction.field, correction.field)
    values = _items(correction.value) if field in LISTS else (correction.value,)
    raw = f"{correction.value} ({correction.note})" if correction.note else correction.value
    precision = {"published_date": "day", "published_at": "minute", "updated_at": "minute"}.get(correction.field)
    decided = tuple(
        Evidence(field, value or None, HUMAN, cut(raw), precision, confidence=1.0, is_chosen=True)
        for value in values or ("",)
    )
    former = tuple(
        replace(row, is_chosen=False) if row.field == field and row.source != HUMAN else row
        for row in metadata.evidence
    )
    return replace(metadata, evidence=decided + former)
