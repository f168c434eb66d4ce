"""What goes into the extraction of one document's metadata, and what comes out."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from news_pipeline.metadata.evidence import Evidence
from news_pipeline.metadata.page.page import Page
from news_pipeline.readers.document import Field

_NOTHING = ("", "None", "null", "nan")


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line that cleaning took out of the body, with the role that cleaning gave it."""

    number: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document as a person decided it; corrections.py checks fields and values."""

    field: str
    value: str
    """As written; empty: the field has no value."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MetadataInput:
    """What earlier steps know about one document."""

    source_uri: str
    page: Page | None
    """What a web page says about itself; None of a text."""
    header: tuple[HeaderLine, ...]
    """All lines that cleaning removed, in order."""
    body: str
    fields: tuple[Field, ...]
    """What the record itself says, in its order."""
    corrections: tuple[Correction, ...] = ()
    """What a person decided about this document."""
    text: str | None = None
    """Of a plain text: the document as it was read, with all its lines."""
    no_headline: frozenset[int] = frozenset()
    """Of a plain text: hashes of lines that are the headline of no document of its site (cleaning/boilerplate.py)."""
    lists_others: bool = False
    """Whether long lists of its site hold people of other articles behind the author (credits/list_edges.py)."""
    arrived: datetime | None = None
    """When the document was first read: nothing was published later. Never evidence for a date."""

    def field(self, name: str) -> tuple[Field, ...]:
        """The record's fields of that name, values stripped, without empty ones and spelt-out nulls."""
        found = (replace(field, value=field.value.strip()) for field in self.fields if field.name == name)
        return tuple(field for field in found if field.value not in _NOTHING)


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
    published_from: date | None
    """First day that the evidence allows: of a month or year its first, else the day itself."""
    published_to: date | None
    """Last day that the evidence allows; where only an update is known its day, without a first day."""
    published_source: str | None
    updated_at: datetime | None
    url: str | None
    """Canonical."""
    original_url: str | None
    url_key: str | None
    """The canonical address for comparison, see outlets/urls.py."""
    outlet: str | None
    outlet_domain: str | None
    outlet_source: str | None
    outlet_country: str | None
    """ISO 3166."""
    agencies: tuple[str, ...]
    """Whose copy it is."""
    contributing_agencies: tuple[str, ...]
    """Which helped."""
    authors: tuple[str, ...]
    section: str | None
    article_kind: str | None
    """A kind of about/article_kinds.csv."""
    is_free: bool | None
    keywords: tuple[str, ...]
    image_url: str | None
    image_credit: str | None
    evidence: tuple[Evidence, ...]
