"""What the keys of news records mean, whoever produced them: one table from our field names to the producers' keys.

The meaning of `date` and `source` depends on the record. The keys of the text itself are in text.py.

Sources, as of November 2026: news-please (fhamborg/news-please, module newsplease.NewsArticle), Fundus
(flairNLP/fundus, module fundus.scraping.article), newspaper4k `Article.to_json()`, trafilatura
`extract(output_format="json")` and `bare_extraction`, NewsAPI and mediastack (api-evangelist JSON schemas), GDELT DOC
2.0 ArtList, Hugging Face vblagoje/cc_news and intfloat/multilingual_cc_news, RealNews (rowanz/grover, module
realnews.process_ccrawl), Media Cloud (story-indexer, module indexer.story, and its exports), Webz.io
(docs.webz.io/reference/output), Event Registry (newsapi.ai/documentation), schema.org NewsArticle.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from news_pipeline.readers.document import Field
from news_pipeline.readers.repair import storable

JsonObject = Mapping[str, Any]

FIELD_KEYS: dict[str, tuple[str, ...]] = {
    "url": (
        "url",  # nearly all
        "canonical_link",  # newspaper4k
        "html.responded_url",  # Fundus
        "html.requested_url",
        "thread.url",  # Webz.io
        "original_url",  # Media Cloud
        "link",
        "normalized_url",
        "url_mobile",  # GDELT
        "mainEntityOfPage",  # schema.org
    ),
    "title": (
        "title",  # nearly all
        "headline",  # schema.org
        "article_title",  # Media Cloud
        "title_page",  # news-please
        "title_rss",
        "thread.title",  # Webz.io
        "thread.title_full",
    ),
    "published": (
        "date_publish",  # news-please, multilingual_cc_news
        "publishing_date",  # Fundus
        "publish_date",  # newspaper4k, RealNews (MM-DD-YYYY), Media Cloud
        "publication_date",  # Media Cloud
        "publishedAt",  # NewsAPI
        "published_at",  # mediastack
        "dateTimePub",  # Event Registry
        "datePublished",  # schema.org
        "published",  # Webz.io
        "thread.published",
        "pub_date",  # Media Cloud
        "publish_day",
    ),
    "updated": ("date_modify", "dateModified", "updated_at", "updated", "modified"),
    "seen": (  # when a crawler fetched or found it, which says nothing about publication
        "date_download",  # news-please
        "filedate",  # trafilatura: the day of extraction
        "seendate",  # GDELT
        "crawled",  # Webz.io
        "collect_date",  # Media Cloud
        "warc_date",  # RealNews
        "html.crawl_date",  # Fundus
        "dateTime",  # Event Registry
    ),
    "authors": ("authors", "author"),
    "source": (
        "source.name",  # NewsAPI
        "source.title",  # Event Registry
        "source-hostname",  # trafilatura: a name, not a host
        "sitename",
        "meta_site_name",  # newspaper4k
        "publisher",  # Fundus, schema.org
        "media_name",  # Media Cloud
        "thread.site_title",  # Webz.io
    ),
    "domain": (
        "source_domain",  # news-please
        "hostname",  # trafilatura
        "domain",  # GDELT, cc_news, RealNews, Media Cloud
        "canonical_domain",  # Media Cloud
        "source.uri",  # Event Registry
        "thread.site_full",  # Webz.io
        "thread.site",
        "source_url",  # Media Cloud, as an address
        "media_url",
    ),
    "language": ("language", "lang", "meta_lang", "full_language", "inLanguage"),
    "description": ("description", "summary", "meta_description"),
}

# In a record of Event Registry, `date` is when it found the article; these keys are its own. For others (trafilatura,
# cc_news) `date` is the day of publication.
_DATE_MEANS_SEEN = ("dateTimePub", "dateTime", "isDuplicate")

# What serialisers of Python (news-please), JavaScript and pandas write for a missing value.
_NO_VALUE = frozenset(["", "None", "null", "undefined", "nan", "NaN", "NaT"])
_MAX_VALUES = 200

_PATHS = tuple((name, key, tuple(key.split("."))) for name, keys in FIELD_KEYS.items() for key in keys)


def fields_of(record: JsonObject) -> tuple[Field, ...]:
    """The record's values under our names: those of the table in its order, then `date` and `source`."""
    found = [
        Field(name, value, key + suffix)
        for name, key, path in _PATHS
        for value, suffix in _values(value_at(record, path))
    ]
    for value, _ in _values(record.get("date")):
        name = "seen" if any(key in record for key in _DATE_MEANS_SEEN) else "published"
        found.append(Field(name, value, "date"))
    source = record.get("source")
    if isinstance(source, str):
        found.extend(Field(_kind_of_source(value), value, "source") for value, _ in _values(source))
    return tuple(found)


def value_at(record: JsonObject, path: tuple[str, ...]) -> Any:
    """The value under a path of keys; None: there is none."""
    value: Any = record
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def is_value(value: object) -> bool:
    """Whether a JSON value is a string with content: not `None`, `null`, `NaN` or white space."""
    return isinstance(value, str) and value.strip() not in _NO_VALUE


def _values(value: object) -> Iterator[tuple[str, str]]:
    """Each string in a value, and what to add to its key. An object gives its `name`, a list what its members give."""
    for member in value[:_MAX_VALUES] if isinstance(value, list) else (value,):
        named, suffix = (member.get("name"), ".name") if isinstance(member, Mapping) else (member, "")
        if isinstance(named, str) and is_value(named):
            yield storable(named), suffix


def _kind_of_source(value: str) -> str:
    """`url` for the address of a page (trafilatura), `domain` for a host or front page (mediastack), else `source`."""
    text = value.strip()
    if any(character.isspace() for character in text):
        return "source"
    has_scheme = text.lower().startswith(("http://", "https://"))
    try:
        parts = urlsplit(text if has_scheme else "//" + text)
        host = parts.hostname or ""
    except ValueError:
        return "source"
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or not labels[-1].isalpha() or len(labels[-1]) < 2:
        return "source"
    if parts.path.strip("/") or parts.query:
        return "url" if has_scheme else "source"
    return "domain"
