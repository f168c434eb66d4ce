"""Turns rows into documents for cleaning, and its answers into rows; what a page says of itself is a row, too."""

from news_pipeline.cleaning.boilerplate import Repeated, in_many_documents, repeated_hash
from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.cleaning.roles import LabelledLine
from news_pipeline.readers.page_tree import PageTree, parse_page
from news_pipeline.shared.results import Outcome, Rejected, Row


def clean_rows(rows: list[Row]) -> list[Outcome]:
    """One outcome a row, in order, from the columns `text`, `media_type`, `site` and `repeated_lines`."""
    return [_outcome(row) for row in rows]


def _outcome(row: Row) -> Outcome:
    repeated = in_many_documents(row.get("site") or "", row.get("repeated_lines") or ())
    text, media_type = row["text"] or "", row["media_type"] or "text/plain"
    tree = parse_page(text) if media_type == "text/html" else None
    document = clean(text, media_type, repeated, tree)
    if isinstance(document, Rejected):
        return document
    article = {"body": document.body, "word_count": document.word_count, "extractor": document.extractor}
    # an answer without captions hashes as in earlier versions, so nothing downstream is done again
    captions = {"captions": document.captions} if document.captions else {}
    return {
        "clean_articles": [{**article, **captions, **_told_by_page(document)}],
        "removed_lines": [_removed(line, document, repeated) for line in document.removed],
        **({} if tree is None else {"page_facts": [{"facts": _facts(tree)}]}),
    }


def _facts(tree: PageTree) -> str:
    """What the metadata need of a page: it is parsed here alone."""
    from news_pipeline.metadata.page.facts import pack  # noqa: PLC0415  what texts do not need
    from news_pipeline.metadata.page.page import page_of  # noqa: PLC0415

    return pack(page_of(tree))


def _told_by_page(document: CleanedDocument) -> Row:
    """The kind of page, what is missing, and letters that were lost; nothing where nothing is told."""
    told: Row = {"lost_letters": document.lost_letters} if document.lost_letters else {}
    if document.page_kind:
        told |= {"page_kind": document.page_kind, "page_kind_probability": document.page_kind_probability}
    if document.incomplete_reason:
        told |= {"is_complete": False, "incomplete_reason": document.incomplete_reason}
    return told


def _removed(line: LabelledLine, document: CleanedDocument, repeated: Repeated) -> Row:
    # like captions: the lines of a text keep the answer of earlier versions
    outside = {"is_outside": True} if line.number in document.outside else {}
    return {
        **outside,
        "line_number": line.number,
        "text": line.text,
        "role": line.role.value,
        "reason": line.reason,
        "line_hash": repeated_hash(line, repeated),
    }
