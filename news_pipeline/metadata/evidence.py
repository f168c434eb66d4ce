"""The evidence for a value: what was found where, and how far it is trusted."""

from dataclasses import dataclass

RAW_LIMIT = 300
"""Code points of the source that a row of evidence repeats."""

UNLIKELY = "not likely enough"
"""Why a candidate that a model weighs is refused: its probability is below the field's threshold."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate value of one field."""

    field: str
    value: str | None
    """Normalised; ISO 8601 for dates. None: seen, but no single value can be read from it."""
    source: str
    """Where it stood, such as `header_line`, `json_ld.datePublished`, `meta:article:published_time`, `url_path`."""
    raw_text: str
    """Exactly as it stands in the source, cut to RAW_LIMIT."""
    precision: str | None = None
    """Of a date: minute, day, month, year."""
    zone_basis: str | None = None
    """Of a time of day: offset, abbreviation, outlet (its home zone), none."""
    confidence: float = 0.5
    """0 to 1. Of titles, of authors in texts, and of dates that no place of a page or text states plainly: the
    probability that it is right; of authors of pages the measured share of right ones; else a rank of trust."""
    is_chosen: bool = False
    """The article has this value."""
    refused: str | None = None
    """Why it could not be chosen, such as `after arrival` or `no date can be read`."""


def cut(raw: str) -> str:
    """The raw text within RAW_LIMIT."""
    return raw[:RAW_LIMIT]


def chosen_first(candidates: list[Evidence]) -> tuple[Evidence, ...]:
    """Without exact repetitions; chosen rows first, then by trust, in a stable order."""
    return tuple(sorted(dict.fromkeys(candidates), key=lambda row: (not row.is_chosen, -row.confidence)))
