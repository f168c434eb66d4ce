"""Chooses the text of a news record: the keys of text and HTML by producer. fields.py has the sources."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from news_pipeline.readers.json.fields import JsonObject, folded, is_value, value_at
from news_pipeline.readers.markup import is_markup

# In order of preference, each with the producers that use it.
TEXT_KEYS = (
    "maintext",  # news-please, multilingual_cc_news
    "text",  # newspaper4k, trafilatura, cc_news, RealNews, Webz.io
    "plaintext",  # Fundus, if asked for
    "body",  # Fundus (nested), Event Registry
    "text_content",  # Media Cloud
    "articleBody",  # schema.org
    "full_content",  # exports of NewsAPI with the pages fetched: their `content` is cut short
    "full_text",
    "content",  # NewsAPI
    "article_text",  # tables of articles from here on
    "article",  # CNN/DailyMail
    "body_text",
    "story",
    "raw_text",  # trafilatura
    "content_text",  # JSON Feed
    "fields.bodyText",  # Guardian
    "ocr_eng",  # Chronicling America
)
HTML_KEYS = (
    *("html", "raw_html", "html.content"),
    "content_html",  # JSON Feed
    "fields.body",  # Guardian
    "content.rendered",  # WordPress
)
# mediastack has no other text, NewsAPI often none; the New York Times' archive has the lead paragraph and an abstract
LAST_RESORT = ("description", "summary", "lead_paragraph", "abstract", "snippet", "excerpt.rendered")

_BY_FOLDED = {folded(key): key for key in reversed((*TEXT_KEYS, *HTML_KEYS)) if "." not in key}
"""The keys in other spellings: `Article Text`, `articleText`, `ARTICLE_TEXT`."""
_MAX_KEYS = 500
_FUNDUS_BODY = ("summary", "sections", "headline", "paragraphs")
_FUNDUS_PARTS = ("summary", "sections", "paragraphs")
"""One of them is in the body and in each section; other objects have a headline, too."""
_MAX_DEPTH = 5
_CUT = re.compile(r"\[\+\d{1,7} chars\]\s*\Z")


@dataclass(frozen=True, slots=True)
class ChosenText:
    """The text or HTML of a record, and the key that it came from."""

    text: str
    key: str
    media_type: str
    notes: tuple[str, ...] = ()


def chosen_text(record: JsonObject) -> ChosenText | None:
    """The text or HTML of a record; None: it has neither."""
    found = _chosen(record)
    if found is None or found.key in LAST_RESORT:
        spelt = {_BY_FOLDED[plain]: key for key in list(record)[:_MAX_KEYS] if (plain := folded(key)) in _BY_FOLDED}
        other = _chosen({ours: record[key] for ours, key in spelt.items()}) if spelt else None
        found = replace(other, key=spelt[other.key]) if other else found
    return found


def _chosen(record: JsonObject) -> ChosenText | None:
    text = _first(record, TEXT_KEYS)
    html = _first(record, HTML_KEYS)
    if html and "<" in html[1] and len(html[1]) >= len(text[1] if text else ""):
        return ChosenText(html[1], html[0], "text/html", ("html preferred to text",) if text else ())
    notes: tuple[str, ...] = ()
    if text is None:
        text = _first(record, LAST_RESORT)
        if text is None:
            return None
        notes = (f"only text is the {text[0]}",)
    if cut := _CUT.search(text[1][-100:]):
        notes += (f"cut short by the source: {cut[0].strip()}",)
    return ChosenText(text[1], text[0], "text/html" if is_markup(text[1]) else "text/plain", notes)


def _first(record: JsonObject, keys: tuple[str, ...]) -> tuple[str, str] | None:
    for key in keys:
        if key.partition(".")[0] not in record:
            continue  # 16 times cheaper than to look it up; a megabyte can hold 300,000 empty records
        text = "\n".join(_paragraphs(value_at(record, tuple(key.split("."))), _MAX_DEPTH))
        if is_value(text):
            return key, text
    return None


def _paragraphs(value: object, depth: int) -> Iterator[str]:
    """The strings of a value: itself, the members of a list, the parts of Fundus's body in reading order."""
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, list):
        for member in value:
            yield from _paragraphs(member, depth - 1)
    elif depth and isinstance(value, Mapping) and _is_of_fundus(value):
        for key in _FUNDUS_BODY:
            yield from _paragraphs(value.get(key), depth - 1)


def _is_of_fundus(value: JsonObject) -> bool:
    """Whether an object under the key of a text is Fundus's body or a section of it.

    Others are records within the record, with texts of their own: nested.py opens them.
    """
    members = islice(value.items(), _MAX_KEYS)
    return any(key in value for key in _FUNDUS_PARTS) and not _has_text_key(members)


def _has_text_key(members: Iterable[tuple[str, object]]) -> bool:
    """Whether one of them is a text or HTML under a key of the tables, in any spelling."""
    return any(folded(key) in _BY_FOLDED and is_value(member) for key, member in members)


def has_own_text(record: JsonObject) -> bool:
    """Whether a record has text or HTML of its own. A description alone does not count."""
    return _first(record, TEXT_KEYS + HTML_KEYS) is not None or _has_text_key(record.items())
