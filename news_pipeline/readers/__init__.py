"""Readers: the bytes of one file become documents, with the text and the fields that they carry.

Text, HTML, Markdown, mail, JSON, tables, WARC, feeds and what agencies send are read, gzipped and in archives too.
A new format is one entry in formats.py.

What does not belong here: what is an article in a document (cleaning/), which of several dates, outlets or titles is
right (metadata/), the landing folder, the raw store and the tables (storage/, steps/ingestion/).
"""

from news_pipeline.readers.document import Document, Field, Listed, Unreadable
from news_pipeline.readers.formats import media_type_of, read_documents
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired_mojibake

__all__ = [
    "Document",
    "Field",
    "Listed",
    "Reason",
    "Unreadable",
    "media_type_of",
    "read_documents",
    "repaired_mojibake",
]
