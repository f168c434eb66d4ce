"""Reads the corrections that people write: a CSV text to checked rows. corrected.py applies them to a document.

The file has a header line with `field`, `value`, optionally `note`, and `source_uri` or `url` (or both; each row fills
one). An empty value says that the document has none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from news_pipeline.metadata.about.article_kind import article_kinds
from news_pipeline.metadata.language import language_code
from news_pipeline.metadata.outlets.urls import canonical_url, is_web_address, url_key
from news_pipeline.shared.domains import registered_domain
from news_pipeline.shared.reviewed_csv import read_rows

LISTS = frozenset({"authors", "agencies", "contributing_agencies", "keywords"})
"""Fields with several values, separated by semicolons."""
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
    return len(value) == len("2022-01-08") and moment_of(value) is not None


def _is_instant(value: str) -> bool:
    found = moment_of(value)
    return found is not None and found.tzinfo is not None


def moment_of(value: str) -> datetime | None:
    """The day or moment that a value of ISO 8601 says; None if it is no such value."""
    try:
        found = datetime.fromisoformat(value)
        return found if found.tzinfo is None else found.astimezone(UTC).astimezone(found.tzinfo)
    except (ValueError, OverflowError):
        return None


def _is_text(value: str) -> bool:
    return len(value) <= MAX_VALUE and value.isprintable()


def _is_list(value: str) -> bool:
    return _is_text(value) and bool(items(value))


def items(value: str) -> tuple[str, ...]:
    """The members of a list as the file writes it, each once."""
    return tuple(dict.fromkeys(item.strip() for item in value.split(";") if item.strip()))


_LINE = f"one line of at most {MAX_VALUE} signs", _is_text
_LIST = "names separated by semicolons", _is_list
_DAY = "a day such as 2022-01-08", _is_day
_MOMENT = "a moment with its offset such as 2022-01-08T14:05+06:00", _is_instant
_ADDRESS = "an address such as https://example.com/a", lambda value: bool(canonical_url(value))
_CHECKS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "title": _LINE,
    "outlet": _LINE,
    "authors": _LIST,
    "agencies": _LIST,
    "contributing_agencies": _LIST,
    "language": ("a code of ISO 639-1 such as en", lambda value: language_code(value) == value),
    "published_date": _DAY,
    "published_at": _MOMENT,
    "updated_at": _MOMENT,
    "url": _ADDRESS,
    "outlet_domain": (
        "a registered domain such as example.com",
        lambda value: registered_domain(value) == value,
    ),
    "outlet_country": (
        "a code of ISO 3166 in capitals such as GB",
        lambda value: bool(re.fullmatch("[A-Z]{2}", value)),
    ),
    "section": _LINE,
    "article_kind": (f"one of {', '.join(article_kinds())}", lambda value: value in article_kinds()),
    "is_free": ("true or false", lambda value: value in ("true", "false")),
    "keywords": ("words separated by semicolons", _is_list),
    "image_url": _ADDRESS,
    "image_credit": _LINE,
}
FIELDS = tuple(_CHECKS)
"""What can be corrected, in the order in which corrections of one document apply."""
