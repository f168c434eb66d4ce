"""Collects the date candidates of one document from all places that may hold one."""

from collections.abc import Sequence
from datetime import date

from news_pipeline.metadata.dates.candidates import PUBLISHED, DateCandidate, from_dateline, from_file_name, from_url
from news_pipeline.metadata.dates.numeric_order import order_in_texts
from news_pipeline.metadata.dates.readings import read_dates
from news_pipeline.metadata.dates.relative import told_dates
from news_pipeline.metadata.dates.text_candidates import body_dates, field_dates, header_dates, told_lines
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.page.dates import from_page, told_marks
from news_pipeline.metadata.page.page import Page


def date_candidates(
    document: MetadataInput, page: Page | None, url: str | None, title: str | None, language: str | None
) -> list[DateCandidate]:
    """The candidates of the document, each once; the text of a page is not searched, only its marks."""
    found = field_dates(document.fields, language)
    found += header_dates(document.header, language)
    found += from_page(page, title, language) if page else body_dates(document.body, language)
    told = told_marks(page, title) if page else told_lines(document.header)
    found += told_dates(told, "visible_text" if page else "header_line", document.fields)
    if url:
        found += from_url(url)
    found += from_dateline(document.body, language)
    found += from_file_name(document.source_uri)
    return list({(c.reading, c.period, c.kind, c.source, c.raw): c for c in found}.values())


def is_dated(candidates: Sequence[DateCandidate]) -> bool:
    """Whether some place says plainly when the document was published."""
    return any(each.kind == PUBLISHED and (each.reading or each.period) for each in candidates)


def shown_order(document: MetadataInput, page: Page | None, candidates: Sequence[DateCandidate]) -> str | None:
    """The order of the document's numeric dates, wherever they stand, if a candidate may be read in two ways."""
    if all(each.reading is None or each.reading.order == "plain" for each in candidates):
        return None
    marks = [mark.text for mark in page.dates] if page else []
    return order_in_texts([document.text or document.body, *marks])


def crawl_day(document: MetadataInput) -> date | None:
    """The latest day on which the record says that it was fetched."""
    days = [reading.value for field in document.field("seen") for reading in read_dates(field.value, whole=True)]
    return max(days, default=None)
