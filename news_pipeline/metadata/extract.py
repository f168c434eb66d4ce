"""The metadata of one document: reads the page, asks each field's folder for its choice, and applies corrections."""

from dataclasses import replace
from datetime import UTC, date
from functools import partial

from news_pipeline.metadata.about.description import describe
from news_pipeline.metadata.corrected import apply_corrections
from news_pipeline.metadata.credits.agency_choice import choose_agencies
from news_pipeline.metadata.credits.author_choice import choose_authors
from news_pipeline.metadata.credits.author_notes import with_noted_author
from news_pipeline.metadata.credits.credit_lines import credit_lines
from news_pipeline.metadata.credits.text_authors import weighed_authors
from news_pipeline.metadata.dates.choice import choose_dates
from news_pipeline.metadata.dates.dated_lines import weighed_text_dates
from news_pipeline.metadata.dates.gather import crawl_day, date_candidates, is_dated, shown_order
from news_pipeline.metadata.dates.instants import DateContext
from news_pipeline.metadata.evidence import chosen_first
from news_pipeline.metadata.interface import Metadata, MetadataInput
from news_pipeline.metadata.language import choose_language
from news_pipeline.metadata.near_title import with_title
from news_pipeline.metadata.outlets.address_choice import choose_address
from news_pipeline.metadata.outlets.outlet_choice import choose_outlet
from news_pipeline.metadata.page.likely_dates import weighed_dates
from news_pipeline.metadata.page.page import with_base, without_other_articles
from news_pipeline.metadata.titles.choice import choose_title
from news_pipeline.metadata.titles.page_choice import choose_page_title
from news_pipeline.metadata.titles.text_lines import text_lines
from news_pipeline.metadata.wire_item import wire_item


def extract_metadata(document: MetadataInput) -> Metadata:
    """Every value with its evidence; losing candidates stay in the evidence. Raises nothing on any text."""
    page = document.page
    if page:
        given = next((field.value for field in document.field("url")), None)
        page = without_other_articles(with_base(page, given), given)
    address = choose_address(document.field("url"), document.header, page)
    labels = document.field("source") + document.field("domain")
    outlet = choose_outlet(address, labels, document.header, document.body, page)
    lines = partial(text_lines, document) if page is None else None
    own = (
        choose_page_title(document.header, page, outlet.site_names, body=document.body, url=address.canonical)
        if page
        else []
    )
    title = choose_title(document.field("title"), own, outlet.site_names, lines, document.field("authors"))
    document = replace(document, header=with_title(document.header, title.line, title.title))
    page_language = page.declared_language() if page else None
    language = choose_language(document.field("language"), page_language, document.body, title.title)
    candidates = date_candidates(document, page, address.original, title.title, language.code)
    if page and not is_dated(candidates):
        candidates += weighed_dates(page, title.title, address.canonical, document.body, language.code)
    if document.text is not None and not is_dated(candidates):
        candidates += weighed_text_dates(document.text, document.header, title.line, language.code)
    dates = choose_dates(
        candidates,
        DateContext(
            outlet.country,
            outlet.zone,
            language.declared or language.code,
            crawl_day(document),
            _arrival(document),
            shown_order(document, page, candidates),
        ),
    )
    bylines = credit_lines(document.header, document.body, language.code, of_page=page is not None)
    agencies = choose_agencies(document, bylines, page, address.canonical)
    authors = choose_authors(
        document.field("authors"),
        bylines,
        page,
        outlet.site_names,
        title.title,
        _whole_text(document),
        lists_others=document.lists_others,
    )
    if document.text is not None:
        authors = weighed_authors(authors, document.text, title.line, outlet.site_names, language.code)
        authors = with_noted_author(authors, document.text, document.body)
    about = describe(page, document.fields, address.canonical, title.title, outlet.site_names)
    item = wire_item(document)
    choices = (title, language, dates, address, outlet, agencies, authors, about, item)
    found = Metadata(
        title=title.title,
        language=language.code,
        published_date=dates.published_date,
        published_at=dates.published_at,
        published_utc_offset_minutes=dates.published_utc_offset_minutes,
        published_precision=dates.published_precision,
        published_from=dates.published_from,
        published_to=dates.published_to,
        published_source=dates.published_source,
        updated_at=dates.updated_at,
        url=address.canonical,
        original_url=address.original,
        url_key=address.key or item.key,
        outlet=outlet.name,
        outlet_domain=outlet.domain,
        outlet_source=outlet.source,
        outlet_country=outlet.country,
        agencies=agencies.names,
        contributing_agencies=agencies.contributing,
        authors=authors.names,
        section=about.section,
        article_kind=about.article_kind,
        is_free=about.is_free,
        keywords=about.keywords,
        image_url=about.image_url,
        image_credit=about.image_credit,
        evidence=chosen_first([row for choice in choices for row in choice.evidence]),
    )
    return apply_corrections(found, document.corrections)


def _whole_text(document: MetadataInput) -> str:
    """All that the document says in words."""
    return document.text or "\n".join((*(line.text for line in document.header), document.body))


def _arrival(document: MetadataInput) -> date | None:
    """The day, in UTC, on which the document was first read."""
    return document.arrived.astimezone(UTC).date() if document.arrived else None
