"""Applies the corrections of corrections.py to the metadata of one document.

Only the named field changes, with what hangs on it: `published_at` sets the day too, `published_date` drops a time of
another day, `url` sets the key for comparison.
"""

from dataclasses import replace
from datetime import UTC, date
from typing import Any

from news_pipeline.metadata.corrections import FIELDS, LISTS, items, moment_of, value_problem
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import Correction, Metadata
from news_pipeline.metadata.outlets.urls import canonical_url, encoded, url_key

HUMAN = "human"
_EVIDENCE_FIELDS = {"published_date": "published", "published_at": "published", "updated_at": "updated"}


def apply_corrections(metadata: Metadata, corrections: tuple[Correction, ...]) -> Metadata:
    """The metadata with the corrected fields as evidence `human`; former choices stay, unchosen.

    Corrections that value_problem() objects to change nothing; they are evidence too, refused with the problem.
    """
    problems = {correction: value_problem(correction.field, correction.value) for correction in corrections}
    sound = [correction for correction, problem in problems.items() if problem is None]
    for correction in sorted(sound, key=lambda correction: FIELDS.index(correction.field)):
        metadata = _with_evidence(_overruled(metadata, correction.field, correction.value), correction)
    refused = tuple(
        Evidence(_evidence_field(correction.field), None, HUMAN, _raw(correction), confidence=0.0, refused=problem)
        for correction, problem in problems.items()
        if problem
    )
    return replace(metadata, evidence=metadata.evidence + refused)


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
    if field == "is_free":
        return replace(metadata, is_free=value == "true" if value else None)
    if field == "image_url":
        return replace(metadata, image_url=encoded(value) or None)
    changes: dict[str, Any] = {field: items(value) if field in LISTS else value or None}
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
        published_from=day,
        published_to=day,
        published_at=None,
        published_utc_offset_minutes=None,
        published_precision="day" if day else None,
        published_source=HUMAN,
    )


def _with_instant(metadata: Metadata, field: str, value: str) -> Metadata:
    moment = moment_of(value) if value else None
    instant = moment.astimezone(UTC) if moment else None
    if field == "updated_at":
        return replace(metadata, updated_at=instant)
    offset = moment.utcoffset() if moment else None
    day = moment.date() if moment else metadata.published_date
    return replace(
        metadata,
        published_date=day,
        published_from=day or metadata.published_from,
        published_to=day or metadata.published_to,
        published_at=instant,
        published_utc_offset_minutes=int(offset.total_seconds() // 60) if offset is not None else None,
        published_precision="minute" if moment else "day" if day else metadata.published_precision,
        published_source=HUMAN,
    )


def _evidence_field(field: str) -> str:
    return _EVIDENCE_FIELDS.get(field, field)


def _raw(correction: Correction) -> str:
    return cut(f"{correction.value} ({correction.note})" if correction.note else correction.value)


def _with_evidence(metadata: Metadata, correction: Correction) -> Metadata:
    field = _evidence_field(correction.field)
    values = items(correction.value) if field in LISTS else (correction.value,)
    precision = {"published_date": "day", "published_at": "minute", "updated_at": "minute"}.get(correction.field)
    decided = tuple(
        Evidence(field, value or None, HUMAN, _raw(correction), precision, confidence=1.0, is_chosen=True)
        for value in values or ("",)
    )
    former = tuple(
        replace(row, is_chosen=False) if row.field == field and row.source != HUMAN else row
        for row in metadata.evidence
    )
    return replace(metadata, evidence=decided + former)
