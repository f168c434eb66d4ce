"""One document's metadata: gathers the candidates of every field and writes down what was chosen and what was not.

Here: the order of steps. Elsewhere: candidates of plain text (text_candidates.py) and pages (page_dates.py), the
rules of each field (date_choice.py, urls.py, outlets.py, title_choice.py, author_choice.py, agencies.py, language.py).
"""

from dataclasses import replace
from datetime import date

from news_pipeline.metadata.corrections import apply_corrections
from news_pipeline.metadata.credits import agencies
from news_pipeline.metadata.credits.author_choice import choose_authors, page_author_texts
from news_pipeline.metadata.credits.credit_lines import HeaderLine, credit_lines
from news_pipeline.metadata.dates.candidates import DateCandidate, from_dateline, from_file_name, from_url
from news_pipeline.metadata.dates.choice import choose_dates
from news_pipeline.metadata.dates.instants import DateContext
from news_pipeline.metadata.dates.readings import read_dates
from news_pipeline.metadata.dates.text_candidates import body_dates, field_dates, header_dates, told_dates, told_lines
from news_pipeline.metadata.evidence import Evidence, chosen_first, cut
from news_pipeline.metadata.interface import Metadata, MetadataInput
from news_pipeline.metadata.language import CLEAR_LANGUAGE, detect_language, language_code
from news_pipeline.metadata.outlets.address_choice import choose_address, choose_outlet
from news_pipeline.metadata.page.dates import from_page, told_marks
from news_pipeline.metadata.page.page import Page, own_nodes, read_page
from news_pipeline.metadata.titles.choice import choose_title


def extract_metadata(document: MetadataInput) -> Metadata:
    """Every value with its evidence; losing candidates stay in the evidence. Raises nothing on any text."""
    page = read_page(document.html) if document.html else None
    page = own_nodes(page, next((value for value, _ in document.field("url")), None)) if page else None
    address = choose_address(document.field("url"), document.header, page)
    outlet = choose_outlet(
        address, document.field("source") + document.field("domain"), document.header, document.body, page
    )
    title, title_rows = choose_title(document.field("title"), document.header, page, outlet.site_names)
    language, declared, language_rows = _language(document, page, title)
    dates = choose_dates(
        _date_candidates(document, page, address.original, title, language),
        DateContext(outlet.country, outlet.zone, declared or language, _seen(document)),
    )
    bylines = credit_lines(document.header, document.body, language)
    agency_rows = _agencies(document, bylines, page, address.canonical)
    authors, author_rows = choose_authors(document.field("authors"), bylines, page, outlet.site_names, title)
    rows = [
        *title_rows,
        *language_rows,
        *dates.evidence,
        *address.evidence,
        *outlet.evidence,
        *agency_rows,
        *author_rows,
    ]
    found = Metadata(
        title=title,
        language=language,
        published_date=dates.published_date,
        published_at=dates.published_at,
        published_utc_offset_minutes=dates.published_utc_offset_minutes,
        published_precision=dates.published_precision,
        published_source=dates.published_source,
        updated_at=dates.updated_at,
        url=address.canonical,
        original_url=address.original,
        url_key=address.key,
        outlet=outlet.name,
        outlet_domain=outlet.domain,
        outlet_source=outlet.source,
        agencies=tuple(dict.fromkeys(row.value for row in agency_rows if row.value and row.is_chosen)),
        authors=authors,
        evidence=chosen_first(rows),
    )
    return apply_corrections(found, document.corrections)


def _date_candidates(
    document: MetadataInput, page: Page | None, url: str | None, title: str | None, language: str | None
) -> list[DateCandidate]:
    found = field_dates(document.fields, language)
    found += header_dates(document.header, language)
    if not page:
        found += body_dates(document.body, language)
    else:
        found += from_page(page, title, language)
    told = told_marks(page, title) if page else told_lines(document.header)
    found += told_dates(told, "visible_text" if page else "header_line", document.fields)
    if url:
        found += from_url(url)
    found += from_dateline(document.body, language)
    found += from_file_name(document.source_uri)
    return list({(c.reading, c.period, c.kind, c.source, c.raw): c for c in found}.values())


def _seen(document: MetadataInput) -> date | None:
    days = [reading.value for value, _ in document.field("seen") for reading in read_dates(value, whole=True)]
    return max(days, default=None)


def _language(
    document: MetadataInput, page: Page | None, title: str | None
) -> tuple[str | None, str | None, list[Evidence]]:
    """(code, declaration with region, evidence): the body tells; where it is short or unclear, a declaration does.

    Without both, title and body together.
    """
    declarations = [(value, f"json:{key}") for value, key in document.field("language")]
    if page and (declared_by_page := page.declared_language()):
        declarations.append((declared_by_page, "html:lang"))
    rows = [
        Evidence("language", language_code(text), source, cut(text), confidence=0.6) for text, source in declarations
    ]
    sample, source = document.body, "body"
    found = detect_language(sample)
    if not found and title and not any(row.value for row in rows):
        sample, source = f"{title}\n{document.body}", "title_and_body"
        found = detect_language(sample)
    if found:
        rows.append(Evidence("language", found[0], source, cut(sample[:80]), confidence=found[1]))
    is_clear = bool(found) and (found[1] if found else 0.0) >= CLEAR_LANGUAGE
    chosen = rows[-1] if found and is_clear else next((row for row in rows if row.value), None)
    code = chosen.value if chosen else None
    declared = next((text for text, _ in declarations if language_code(text) == code), None)
    return code, declared, [replace(row, is_chosen=row is chosen) for row in rows]


def _agencies(
    document: MetadataInput, bylines: tuple[HeaderLine, ...], page: Page | None, url: str | None
) -> list[Evidence]:
    rows = agencies.dateline_agencies(document.body)
    for line in dict.fromkeys((*bylines, *(line for line in document.header if line.role == "byline"))):
        rows += agencies.byline_agencies(line.text, "byline_line")
    for line in document.header:
        if line.role == "dateline":
            rows += agencies.dateline_agencies(line.text)
    rows += agencies.credit_agencies(document.body, [(line.text, line.role) for line in document.header])
    for value, key in document.field("authors"):
        rows += agencies.byline_agencies(value, f"json:{key}")
    if page:
        for place in page_author_texts(page):
            rows += agencies.byline_agencies(place.text, place.source)
    if url and (own := agencies.own_site_agency(url)):
        rows.append(own)
    return rows
