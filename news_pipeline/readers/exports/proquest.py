"""Splits exports of ProQuest: text files with a line of underscores around each record, and XML records.

The XML is that of TDM Studio (`RECORD`) and of Historical Newspapers (`Record`), one record a file.
"""

import re
from typing import Any

from news_pipeline.readers.exports.article import Export, ExportedArticle, Lines, blocks, paragraphs_of

NAME = "ProQuest"
_RULE = re.compile(r"\A\s*_{30,}\s*")
_NUMBERED = re.compile(r"\A\s*Document (\d{1,6}) of (\d{1,6})\s*")
_LABEL = re.compile(r"\A([A-Z][A-Za-z/-]*(?: [A-Za-z/-]+){0,4}):(?:\s(.*)|)")
_FIELDS = {
    "title": "title",
    "author": "authors",
    "publication title": "source",
    "publication date": "published",
    "language of publication": "language",
    "section": "section",
    "abstract": "description",
    "document url": "item",  # the database's address of it, not its own
    "proquest document id": "item",
}
_TEXT = "full text"
_LABELS = frozenset(_FIELDS) | frozenset(
    (
        *("subject", "location", "company / organization", "people", "classification", "identifier / keyword"),
        *("publication info", "links", "pages", "number of pages", "publication year", "year", "publisher", "issn"),
        *("place of publication", "country of publication", "publication subject", "source type", "document type"),
        *("copyright", "last updated", "database", "credit", "illustration", "column", "dateline", "first page"),
        *("business indexing term", "number of references", "publication note", "series", "volume", "issue"),
    )
)
_NONE = re.compile(r"(?:not available|none available|full text not available)\W*", re.I)


def is_export(lines: Lines) -> bool:
    """Whether the lines are such an export: a rule of underscores, and the id that ProQuest gives each record."""
    return any(_RULE.fullmatch(line) for line in lines) and any(
        line.startswith("ProQuest document ID:") for line in lines
    )


def stands_alone(line: str) -> bool:
    """Whether a line is no part of a paragraph: a rule, or the label of a value."""
    found = _LABEL.fullmatch(line.rstrip())
    is_label = found is not None and found[1].lower() in _LABELS
    return is_label or any(mark.fullmatch(line) for mark in (_RULE, _NUMBERED))


def split(lines: Lines) -> Export:
    """The articles of an export: what stands between rules and has ProQuest's id."""
    parts: list[list[str]] = [[]]
    counts = []
    for line in lines:
        if _RULE.fullmatch(line):
            parts.append([])
        elif found := _NUMBERED.fullmatch(line):
            counts.append(int(found[2]))
        else:
            parts[-1].append(line)
    records = [part for part in parts if any(line.startswith("ProQuest document ID:") for line in part)]
    return Export(NAME, [_record(part) for part in records], max(counts, default=0) or None)


def _record(lines: Lines) -> ExportedArticle:
    article, values = ExportedArticle(raw="\n".join(lines)), dict[str, list[str]]()
    label = "first line"
    values[label] = []
    for line in lines:
        found = _LABEL.fullmatch(line.rstrip())
        name = found[1].lower() if found else ""
        if found and (name == _TEXT or name in _LABELS) and name not in values:
            label = name
            values[label] = [found[2] or ""]
        else:
            values[label].append(line)
    for name, ours in _FIELDS.items():
        block = next(blocks(values.get(name, [])), [])  # "ProQuest document link" and the like stand below
        lines_of_it = values.get(name, []) if ours == "description" else block
        article.add(ours, " ".join(lines_of_it).strip().rstrip("."), name)
    if not article.has("title"):
        article.add("title", " ".join(values["first line"]), "first line")
    text = values.get(_TEXT, [])
    if not _NONE.fullmatch(" ".join(text).strip()):
        article.paragraphs = paragraphs_of(text)
    return article


def record_of(root: Any, raw: str) -> ExportedArticle:
    """The article of an XML record."""
    article = ExportedArticle(raw=raw)
    stated = (
        ("title", ("Obj/TitleAtt/Title", "RecordTitle")),
        ("published", ("Obj/NumericDate", "NumericPubDate", "Obj/StartDate")),
        ("source", ("DFS/PubFrosting/Title", "Publication/Title")),
        ("language", ("Obj/Language/RawLang", "LanguageCode")),
        ("item", ("URLDocView", "GOID", "RecordID")),
    )
    for ours, paths in stated:
        element = next((found for path in paths if (found := root.find(path)) is not None and found.text), None)
        article.add(ours, "" if element is None else element.text, "" if element is None else element.tag)
    for contributor in root.iter("Author", "Contributor"):
        name = next(
            (
                found.text
                for path in (".//OriginalForm", "OriginalForm")
                if (found := contributor.find(path)) is not None and found.text
            ),
            "",
        )
        if (name and contributor.tag == "Author") or not contributor.findall(".//Author"):
            article.add("authors", name, "OriginalForm")
    texts = [found for path in ("TextInfo/Text", "FullText") if (found := root.find(path)) is not None]
    article.paragraphs = ["".join(texts[0].itertext())] if texts else []
    return article
