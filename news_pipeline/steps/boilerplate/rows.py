"""Turns rows into documents and sites and back, for the loops that count lines and lists of authors, and judge them."""

import json
from collections.abc import Mapping

from news_pipeline.cleaning.boilerplate import counted_lines, is_boilerplate, is_no_headline
from news_pipeline.cleaning.document_site import site_of
from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.credits.list_edges import lists_others
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.results import Outcome, Row, TableRows


def line_rows(rows: list[Row]) -> list[Outcome]:
    """One outcome a document, from the columns `source_uri`, `media_type`, `text` and `fields`."""
    return [_lines_of(row) for row in rows]


def _lines_of(row: Row) -> Outcome:
    fields = [(str(name), str(value)) for name, value, _ in json.loads(row["fields"] or "[]") if value is not None]
    text, media_type = row["text"] or "", row["media_type"] or "text/plain"
    site = site_of(row["source_uri"], media_type, text, fields)
    if site is None:
        return {"document_sites": [], "document_lines": [], "listed_authors": []}
    lines = counted_lines(text, media_type)
    return {
        "document_sites": [
            {
                "site": site.name,
                "found_in": site.found_in,
                "document_key": site.document_key,
                "text_hash": digest64(*(str(line.hash) for line in lines)),
            }
        ],
        "document_lines": [
            {"line_number": line.number, "line_hash": line.hash, "word_count": line.words} for line in lines
        ],
        "listed_authors": [
            {"place": place, "name_hash": digest64(name.casefold())} for place, name in enumerate(_listed(fields), 1)
        ],
    }


def _listed(fields: list[tuple[str, str]]) -> tuple[str, ...]:
    """The people whom a record lists as its authors, each once, in order."""
    return tuple(
        dict.fromkeys(person for name, value in fields if name == "authors" for person in people(value, is_field=True))
    )


def repeated_rows(found: Mapping[str, list[Row]]) -> TableRows:
    """What the documents of some sites show: lines that are boilerplate, or no headline, and lists that hold others."""
    return {
        "repeated_lines": [dict(row) for row in found["counts"] if is_boilerplate(row)],
        "lines_without_headline": [
            {"site": row["site"], "line_hash": row["line_hash"]} for row in found["counts"] if is_no_headline(row)
        ],
        "sites_listing_others": [{"site": row["site"]} for row in found["lists"] if lists_others(row)],
    }
