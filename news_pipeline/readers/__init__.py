"""Readers: the bytes of one file -> documents with the text and the fields that they carry.

Here: text, HTML, Markdown, e-mail, JSON and JSON lines, WARC, RSS and Atom, each also with gzip, in any encoding; a new
format is one entry in formats.py. Elsewhere: what is an article in them
(cleaning/), which date, outlet or title is right (metadata/), the landing folder and the tables (assets/, stages.py).
"""

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.files import read_documents
from news_pipeline.readers.formats import media_type_of
from news_pipeline.readers.repair import repaired_mojibake

__all__ = ["Document", "Field", "Unreadable", "media_type_of", "read_documents", "repaired_mojibake"]
