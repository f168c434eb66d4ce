"""Turns rows into MetadataInput, and the answers of the extraction into rows."""

import json
from dataclasses import fields

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import Correction, HeaderLine, Metadata, MetadataInput
from news_pipeline.metadata.page.facts import unpack
from news_pipeline.readers.document import Field
from news_pipeline.shared.results import Outcome, Row, row_of

_COLUMNS = tuple(field.name for field in fields(Metadata) if field.name != "evidence")


def metadata_rows(rows: list[Row]) -> list[Outcome]:
    """One outcome a row, in order.

    Row columns: article_id, source_uri, facts (of a page, or None), text (of a plain text, or None), arrived_at,
    header (list of {line_number, text, role}), body, fields (JSON text: list of [name, value, key]); perhaps
    corrections (list of {field, value, note}), no_headline (hashes of lines) and lists_others.
    """
    return [_outcome(extract_metadata(_document(row))) for row in rows]


def _document(row: Row) -> MetadataInput:
    header = tuple(
        HeaderLine(int(line["line_number"]), line["text"] or "", str(line["role"])) for line in row["header"] or ()
    )
    given = json.loads(row["fields"] or "[]")
    return MetadataInput(
        source_uri=row["source_uri"] or "",
        text=row.get("text"),
        arrived=row.get("arrived_at"),
        page=unpack(row["facts"]) if row["facts"] else None,
        header=tuple(sorted(header, key=lambda line: line.number)),
        body=row["body"] or "",
        corrections=tuple(
            Correction(str(given["field"]), str(given["value"] or ""), str(given.get("note") or ""))
            for given in row.get("corrections") or ()
        ),
        no_headline=frozenset(row.get("no_headline") or ()),
        lists_others=bool(row.get("lists_others")),
        fields=tuple(Field(str(name), str(value), str(key)) for name, value, key in given if value is not None),
    )


def _outcome(metadata: Metadata) -> Outcome:
    columns = {name: getattr(metadata, name) for name in _COLUMNS}
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in columns.items()}
    return {"article_metadata": [row], "metadata_evidence": [row_of(evidence) for evidence in metadata.evidence]}
