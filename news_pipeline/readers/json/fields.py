"""What the keys of news records mean, whoever produced them: one table from our field names to the producers' keys.

The meaning of `date` and `source` depends on the record. The keys of the text itself are in text.py.

Sources, as of November 2026: news-please (fhamborg/news-please, module newsplease.NewsArticle), Fundus
(flairNLP/fundus, module fundus.scraping.article), newspaper4k `Article.to_json()`, trafilatura
`extract(output_format="json")` and `bare_extraction`, NewsAPI and mediastack (api-evangelist JSON schemas), GDELT DOC
2.0 ArtList, Hugging Face vblagoje/cc_news and intfloat/multilingual_cc_news, RealNews (rowanz/grover, module
realnews.process_ccrawl), Media Cloud (story-indexer, module indexer.story, and its exports), Webz.io
(docs.webz.io/reference/output), Event Registry (newsapi.ai/documentation), schema.org NewsArticle.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
        "webUrl",  # Guardian
        "web_url",  # New York Times
    ),
    "title": (
        "title",  # nearly all
        "headline",  # schema.org
        "article_title",  # Media Cloud
        "title_page",  # news-please
        "title_rss",
        "thread.title",  # Webz.io
        "thread.title_full",
        "fields.headline",  # Guardian
        "webTitle",
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
        "webPublicationDate",  # Guardian
        "date_published",  # JSON Feed
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
    "authors": (
        *("authors", "author"),
        "fields.byline",  # Guardian
        "_embedded.author",  # WordPress, if asked for
    ),
    "source": (
        "source.name",  # NewsAPI
        "source.title",  # Event Registry
        "source-hostname",  # trafilatura: a name, not a host
        "sitename",
        "meta_site_name",  # newspaper4k
        "publisher",  # Fundus, schema.org
        "media_name",  # Media Cloud
        "thread.site_title",  # Webz.io
        "fields.publication",  # Guardian
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
    "section": ("section", "articleSection", "article_section", "section_name", "category"),
    "keywords": ("keywords", "meta_keywords", "tags"),
    "image": ("image_url", "urlToImage", "top_image", "main_image", "image"),
}

MORE_KEYS: dict[str, tuple[str, ...]] = {
    "url": (
        "weburl", "articleurl", "storyurl", "pageurl", "permalink", "canonicalurl", "canonical", "href",
        "guid",
    ),
    "title": (
        "headlinemain", "heading", "storytitle", "newstitle", "seotitle",
    ),
    "published": (
        "publisheddate", "datepublished", "pubdate", "publishdate", "publishingdate", "publicationdate",
        "publishedon", "publishedtime", "publishtime", "publishedts", "publishtimestamp",
        "publishedtimestamp", "publicationtime", "publisheddatetime", "publishdatetime",
        "publicationdatetime", "published", "publishedat", "publishat", "firstpublished", "firstpublishedat",
        "firstpublicationdate", "webpublicationdate", "displaydate", "dateline", "issued", "dateissued",
        "issuedate", "posted", "postedat", "postedon", "posteddate", "postdate", "dateposted", "releasedate",
        "releasedat", "articledate", "newsdate", "storydate", "articlepublishedtime", "createdat",
        "datecreated", "created", "creationdate", "datetime", "timestamp", "time", "pubtime", "day",
    ),
    "updated": (
        "updateddate", "dateupdated", "lastupdated", "lastmodified", "modifieddate", "datemodified",
        "updatedat", "modifiedat", "lastmod", "updatetime", "modifiedtime",
    ),
    "seen": (
        "crawldate", "crawledat", "crawltime", "scrapedat", "scrapedate", "scrapedtime", "fetchedat",
        "fetchdate", "retrievedat", "retrieveddate", "dateretrieved", "collectedat", "downloaddate",
        "downloadedat", "accessdate",
    ),
    "authors": (
        "authors", "author", "authornames", "authorname", "byline", "creator", "creators", "dccreator",
        "writer", "writers", "writtenby", "journalist", "journalists", "reporter", "reporters",
        "contributors",
    ),
    "source": (
        "sourcename", "publishername", "publication", "outlet", "outletname", "newspaper", "sitename",
        "newssource", "medianame", "newsoutlet", "website", "site",
    ),
    "domain": (
        "sourcedomain", "sitedomain", "hostname", "host", "netloc", "sourceuri", "sourceurl",
    ),
    "language": (
        "languagecode", "langcode", "locale",
    ),
    "description": (
        "abstract", "subtitle", "standfirst", "deck", "excerpt", "teaser",
    ),
}  # fmt: skip
"""Names that exports of scrapers, search engines, content systems and spreadsheets use, in small letters without
separators: `publisheddate` stands for `published_date`, `publishedDate` and `Published Date`. FIELD_KEYS go first."""
_WRAPPED = (
    "name", "$date", "$numberLong", "@value", "value", "#text", "_text", "rendered", "original", "main",
    "date", "dateTime", "datetime", "iso", "iso8601", "raw", "seconds", "_seconds", "timestamp", "epoch",
    "title", "full_name", "fullName", "displayName", "display_name", "byline",
)  # fmt: skip
"""Keys of an object that hold its one value: of databases (MongoDB, Firestore), JSON-LD, WordPress, converted XML."""
_GIVEN_NAMES = ("given", "givenName", "given_name", "first", "firstName", "first_name", "firstname")
_FAMILY_NAMES = ("family", "familyName", "family_name", "last", "lastName", "last_name", "lastname", "surname")
_DEPTH = 4
_SEPARATORS = re.compile(r"[\W_]+")

# In a record of Event Registry, `date` is when it found the article; these keys are its own. For others (trafilatura,
# cc_news) `date` is the day of publication.
_DATE_MEANS_SEEN = ("dateTimePub", "dateTime", "isDuplicate")

_OF_A_PAGE = ("ocr_eng", "title_normal")
"""Chronicling America's records are pages of newspapers: `title` is the newspaper's, `publisher` a person."""
_MEDIUM = re.compile(r"(?:\.? \[[a-z ]{3,40}\]|\.)\Z")
"""What cataloguers put behind a newspaper's name: `Evening Quay. [volume]` (MARC 21, field 245, subfield h)."""

# What serialisers of Python (news-please), JavaScript and pandas write for a missing value.
_NO_VALUE = frozenset(["", "None", "null", "undefined", "nan", "NaN", "NaT"])
_MAX_VALUES = 200
_MAX_KEYS = 500
_MAX_WRITTEN = 20_000
"""Characters of a list that is written as text."""
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_DATES = frozenset({"published", "updated", "seen"})


def folded(key: str) -> str:
    """A key without case, spaces and marks: `Published At`, `published_at` and `publishedAt` are the same."""
    return _SEPARATORS.sub("", key).casefold()


_PATHS = tuple((name, key, tuple(key.split("."))) for name, keys in FIELD_KEYS.items() for key in keys)
_KNOWN = frozenset({"date", "source"}.union(key for keys in FIELD_KEYS.values() for key in keys))
_MORE = {
    name: tuple(
        dict.fromkeys(
            [folded(key) for key in FIELD_KEYS[name] if "." not in key]
            + [{"published": "date"}.get(name, name)]
            + list(keys)
        )
    )
    for name, keys in MORE_KEYS.items()
}
"""FIELD_KEYS in other spellings ("Author", "PublishDate") first, then MORE_KEYS."""
_ANY_MORE = frozenset(plain for names in _MORE.values() for plain in names)


def fields_of(record: JsonObject) -> tuple[Field, ...]:
    """The record's values under our names: those of the table in its order, then `date`, `source` and MORE_KEYS."""
    found = [
        Field(name, value, key + suffix)
        for name, key, path in _PATHS
        if path[0] in record  # most are not: without this, a flood of tiny records takes four times as long
        for value, suffix in _values_of(name, value_at(record, path))
    ]
    for value, suffix in _values_of("published", record.get("date")):
        name = "seen" if any(key in record for key in _DATE_MEANS_SEEN) else "published"
        found.append(Field(name, value, "date" + suffix))
    source = record.get("source")
    if isinstance(source, str):
        found.extend(Field(_kind_of_source(value), value, "source") for value, _ in _values(source))
    if any(key in record for key in _OF_A_PAGE):
        found = [
            replace(each, name="source", value=_MEDIUM.sub("", each.value)) if each.name == "title" else each
            for each in found
            if each.key != "publisher"
        ]
    return tuple(dict.fromkeys((*found, *_more_fields(record, {field.name for field in found}))))


def _more_fields(record: JsonObject, present: set[str]) -> Iterator[Field]:
    """Fields under the names of MORE_KEYS, for those of our names that the record has not got yet."""
    missing = {name: names for name, names in _MORE.items() if name not in present}
    if not missing:
        return
    folded_keys = {folded(str(key)): str(key) for key in reversed(list(record)[:_MAX_KEYS])}
    if _ANY_MORE.isdisjoint(folded_keys):
        return
    for name, names in missing.items():
        for plain in names:
            key = folded_keys.get(plain)
            if key is not None and key not in _KNOWN:
                for value, suffix in _values_of(name, record.get(key)):
                    if name == "source":
                        yield Field(_kind_of_source(value), value, key + suffix)
                    elif name != "url" or "/" in value:
                        yield Field(name, value, key + suffix)


def _values_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The values of one field: a list of authors may be written as text, a date as an object of its parts."""
    if name == "authors" and isinstance(value, str):
        value = _written_list(value)
    if name in _DATES and isinstance(value, Mapping) and (day := _day_of_parts(value)):
        yield day, ""
        return
    yield from _values(value, is_person=name == "authors")


def _written_list(text: str) -> object:
    """The list that a text writes as JSON, Python or NumPy do; the text itself if it is none."""
    bare = text.strip()
    if len(bare) > _MAX_WRITTEN or not (bare[:1] in "[({" and bare[-1:] in "])}") or not bare[1:-1].strip():
        return text if bare not in ("[]", "()", "{}") else None
    try:
        return json.loads(bare)
    except (ValueError, RecursionError):
        pass
    if bare[0] == "[" and (quoted := _QUOTED.findall(bare)) and "," not in _QUOTED.sub("", bare):
        return [one or other for one, other in quoted]  # NumPy writes no commas
    try:
        value = ast.literal_eval(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return text
    return sorted(map(str, value)) if isinstance(value, set) else list(value) if isinstance(value, tuple) else value


def _day_of_parts(value: Mapping[str, object]) -> str | None:
    """`2022-03-04` of an object with year, month and day."""
    parts = [value.get(key) for key in ("year", "month", "day")]
    if not all(isinstance(part, str) and part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = (int(str(part)) for part in parts)
    return f"{year:04d}-{month:02d}-{day:02d}"


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


def _values(value: object, *, is_person: bool = False, depth: int = _DEPTH) -> Iterator[tuple[str, str]]:
    """Each string in a value, and what to add to its key. An object gives its one value, a list its members'."""
    if isinstance(value, str):
        if is_value(value):
            yield storable(value), ""
    elif isinstance(value, list) and depth:
        for member in value[:_MAX_VALUES]:
            yield from _values(member, is_person=is_person, depth=depth - 1)
    elif isinstance(value, Mapping) and depth:
        if is_person and "name" not in value and (name := _name_of_parts(value)):
            yield storable(name), ".name"
            return
        for key in _WRAPPED:
            inner = list(_values(value.get(key), is_person=is_person, depth=depth - 1))
            if inner:
                yield from ((text, f".{key}{suffix}") for text, suffix in inner)
                return


def _name_of_parts(value: Mapping[str, object]) -> str | None:
    """A person's name of its given and family name."""
    parts = [
        next((part for key in keys if isinstance(part := value.get(key), str) and is_value(part)), "")
        for keys in (_GIVEN_NAMES, _FAMILY_NAMES)
    ]
    return " ".join(parts).strip() if all(parts) else None


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
