"""What goes into the extraction of one document's metadata and what comes out.

Here: the two types. Elsewhere: the extraction (extract.py), columns (stage.py), evidence (evidence.py).
"""

from dataclasses import dataclass
from datetime import date, datetime

from news_pipeline.metadata.credits.credit_lines import HeaderLine
from news_pipeline.metadata.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document as a person decided it; see corrections.py for the fields and forms of values."""

    field: str
    value: str
    """As written; empty: the field has no value."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MetadataInput:
    """What earlier steps know about one document."""

    source_uri: str
    media_type: str
    html: str | None
    header: tuple[HeaderLine, ...]
    """All lines that cleaning removed, in order."""
    body: str
    fields: tuple[tuple[str, str, str], ...]
    """(name, value, key in the record); names: url, title, published, updated, seen, authors, source, domain, language,
    description."""
    corrections: tuple[Correction, ...] = ()
    """What a person decided about this document."""

    def field(self, name: str) -> tuple[tuple[str, str], ...]:
        """(value, key) of the record's fields of that name, without empty ones and spelt-out nulls."""
        return tuple(
            (v.strip(), k) for n, v, k in self.fields if n == name and v.strip() not in ("", "None", "null", "nan")
        )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says about itself; None and () where it does not say."""

    title: str | None
    language: str | None
    published_date: date | None
    """The outlet's local day."""
    published_at: datetime | None
    """Aware, UTC; only with a known time of day and zone."""
    published_utc_offset_minutes: int | None
    published_precision: str | None
    published_source: str | None
    updated_at: datetime | None
    url: str | None
    """Canonical."""
    original_url: str | None
    url_key: str | None
    """The canonical address with scheme and www folded, for comparison."""
    outlet: str | None
    outlet_domain: str | None
    outlet_source: str | None
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    evidence: tuple[Evidence, ...]
