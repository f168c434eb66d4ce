"""Reads RSS and Atom files: each entry is a record.

feedparser (Kurt McKee, https://feedparser.readthedocs.io) parses them. Its readings of dates are not used: it takes an
unknown zone for UTC.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from news_pipeline.readers.charsets import declared_charset
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.encoding import Decoded, NotText, decode
from news_pipeline.readers.json.fields import is_value
from news_pipeline.readers.markup import as_page, is_markup, with_bounded_tags
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired, storable
from news_pipeline.readers.sitemap import listed_in
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.shared.hashing import digest

_PROLOG = re.compile(
    r"\s+|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^<>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s*)?>", re.S | re.I
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,80})")
_ROOTS = {"rss", "feed", "rdf", "channel"}
_OTHER_ROOTS = {
    "sitemapindex": (Reason.SITEMAP, "an index of sitemaps: put those that it names into the folder"),
    **dict.fromkeys(
        ("mets", "alto"),
        (Reason.PAGE_LAYOUT, "METS or ALTO, the layout of a scanned page: convert it to a text for each article"),
    ),
}
_MARKS = re.compile(r"<[A-Za-z/!]|&(?:#\w{1,8}|\w{2,30});")
_NO_CHARACTER = re.compile(r"&#(?:5529[6-9]|55[3-9]\d\d|5[67]\d{3}|x[dD][89a-fA-F][0-9a-fA-F]{2});")
"""A reference to a surrogate: feedparser raises on it. Private-use characters up to 57999 are hit too."""
_FEEDPARSER_ERRORS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""Seen so far: ValueError, for an attribute's name space with a space in it. The others are a precaution."""
_MAX_AUTHORS = 200
_FREE_TAGS = 100_000
_MIN_TAG_CHARACTERS = 8
"""Of text, for each tag of a feed that has more: feedparser takes 20 microseconds a tag. Honest feeds have over 15."""
_FEED_HEADERS = {"content-type": "application/xml; charset=utf-8"}
"""Overrides what the XML declares: we have decoded it already."""

Entry = Mapping[str, Any]


def read_feed(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.rss`, `.atom` or `.xml` file. XML of another kind is refused; of a sitemap with what it says of addresses."""
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        if start == 0 or data.reason == Reason.BROKEN_GZIP:
            yield data
        return
    decoded = decode(data, declared=declared_charset(data))
    refusal = _refusal(decoded, data)
    if isinstance(decoded, NotText) or refusal:
        if refusal and start == 0:
            yield refusal
        return
    try:
        parsed = _parsed(with_bounded_tags(_NO_CHARACTER.sub("&#65533;", storable(decoded.text))))
    except _FEEDPARSER_ERRORS as error:
        if start == 0:
            detail = f"the XML is broken in a way that stops the parser ({type(error).__name__}); repair it"
            yield Unreadable(None, digest(data), Reason.BAD_FEED, detail)
        return
    if not parsed["entries"] and start == 0:
        yield Unreadable(None, digest(data), Reason.NO_RECORDS, f"a feed without entries{_fault(parsed)}")
    for number, entry in enumerate(parsed["entries"], 1):
        if number > start:
            yield _document(entry, parsed, decoded, number)


def _refusal(decoded: Decoded | NotText, data: bytes) -> Unreadable | None:
    content_hash = digest(data)
    if isinstance(decoded, NotText):
        detail = f"looks like {decoded.looks_like} where XML was expected"
        return Unreadable(None, content_hash, Reason.NOT_TEXT, detail)
    if not decoded.text.strip("\0 \t\r\n\ufeff"):
        return Unreadable(None, content_hash, Reason.EMPTY_FILE, "only white space: there is nothing to read")
    root, kind = _root(decoded.text), _kind(decoded.text)
    if kind in _ROOTS:
        return _flood(decoded.text, content_hash)
    if kind == "urlset":
        return _sitemap(data, content_hash)
    if kind in _OTHER_ROOTS:
        return Unreadable(None, content_hash, *_OTHER_ROOTS[kind])
    seen = f"its root is <{root}>" if root else "it is no XML"
    detail = f"neither RSS nor Atom: {seen}; convert it to text, HTML or JSON lines"
    return Unreadable(None, content_hash, Reason.NOT_A_FEED, detail)


def _flood(text: str, content_hash: str) -> Unreadable | None:
    tags = text.count("<")
    if tags <= max(_FREE_TAGS, len(text) // _MIN_TAG_CHARACTERS):
        return None
    detail = f"{tags:,} tags in {len(text):,} characters: it is no feed of articles"
    return Unreadable(None, content_hash, Reason.BAD_FEED, detail)


def _sitemap(data: bytes, content_hash: str) -> Unreadable:
    listed = listed_in(data)
    spoken_of = sum(bool(each.fields) for each in listed)
    detail = (
        f"a sitemap: what it says of {spoken_of:,} addresses is evidence for documents that have them; "
        "put the pages themselves into the folder"
    )
    return Unreadable(None, content_hash, Reason.SITEMAP, detail, listed=listed)


def _kind(text: str) -> str:
    """The name of the root element without its name space, in small letters."""
    return (_root(text) or "").rpartition(":")[2].lower()


def _root(text: str) -> str | None:
    """The name of the root element."""
    position = len(text) - len(text.lstrip("\ufeff\0 \t\r\n"))
    while found := _PROLOG.match(text, position):
        position = found.end()
    root = _ROOT.match(text, position)
    return root[1] if root else None


def _parsed(text: str) -> Mapping[str, Any]:
    import feedparser  # noqa: PLC0415 - 0.1 s, and most files are no feeds

    # a stream, never the bytes: feedparser tries those as a file name or an address first
    found: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=_FEED_HEADERS, sanitize_html=False, resolve_relative_uris=False
    )
    return found


def _document(entry: Entry, parsed: Mapping[str, Any], decoded: Decoded, number: int) -> Document | Unreadable:
    fields = _fields(entry, parsed)
    body, media_type, notes = _body(entry)
    seen = "\0".join([*(f"{field.key}\0{field.value}" for field in fields), body]).encode("utf-8", "replace")
    kind, status = _string(entry.get("wp_post_type")), _string(entry.get("wp_status"))
    if kind not in ("", "post", "page") or status not in ("", "publish", "inherit"):
        detail = f"WordPress calls it {kind or 'a post'}, {status or 'published'}: no published article"
        return Unreadable(number, digest(seen), Reason.NO_TEXT, detail)
    text, repairs = repaired(body)
    if not text.strip():
        detail = f"an entry without text; it has: {', '.join(sorted({f.name for f in fields})) or 'nothing'}"
        return Unreadable(number, digest(seen), Reason.NO_TEXT, detail)
    return Document(
        record=number,
        content_hash=digest(seen),
        media_type=media_type,
        text=as_page(text) if media_type == "text/html" else text,
        encoding=decoded.encoding,
        fields=fields,
        notes=decoded.notes + notes + repairs + (("the XML of the feed is broken",) if parsed.get("bozo") else ()),
        byte_size=len(seen),
    )


def _body(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """The longest content, else the summary; its media type; a note if it is only the summary."""
    contents = [(_string(part.get("value")), _string(part.get("type"))) for part in _list(entry, "content")]
    value, kind = max(contents, key=lambda content: len(content[0]), default=("", ""))
    notes: tuple[str, ...] = ()
    summary = _string(entry.get("summary"))
    if not value.strip() and summary.strip():
        value, notes = summary, ("only text is the summary",)
        detail = entry.get("summary_detail")
        kind = _string(detail.get("type")) if isinstance(detail, Mapping) else ""
    is_html = is_markup(value) if kind == "text/plain" else bool(_MARKS.search(value))
    return value, "text/html" if is_html else "text/plain", notes


def _fields(entry: Entry, parsed: Mapping[str, Any]) -> tuple[Field, ...]:
    feed = parsed["feed"]
    plain = {key: _string(value) for key, value in entry.items()}  # entry["updated"] falls back to `published`
    is_rss = str(parsed.get("version") or "").startswith("rss")
    named = [("url", "feedburner_origlink"), ("url", "link"), ("title", "title"), ("published", "published")]
    # in RSS, feedparser's `updated` is always Dublin Core's date, with which RSS 1.0 dates its items
    named.append(("published" if is_rss and not plain.get("published") else "updated", "updated"))
    found = [Field(name, plain.get(key, ""), f"entry.{key}") for name, key in named]
    found += [Field("authors", name, "entry.author") for name in _authors(entry)]
    if not _authors(entry) and not is_rss:  # RFC 4287, 4.2.1: an entry without authors has those of the feed
        found += [Field("authors", name, "feed.author") for name in _authors(feed)]
    source = entry.get("source")
    of_entry = _string(source.get("title")) if isinstance(source, Mapping) else ""
    title = _string(feed.get("title"))
    found.append(
        Field("source", of_entry, "entry.source") if of_entry.strip() else Field("source", title, "feed.title")
    )
    found.append(Field("language", _string(feed.get("language")), "feed.language"))
    if _list(entry, "content"):
        found.append(Field("description", plain.get("summary", ""), "entry.summary"))
    return tuple(Field(each.name, storable(each.value), each.key) for each in found if is_value(each.value))


def _authors(of: Entry) -> list[str]:
    names = [_string(author.get("name")) for author in _list(of, "authors")[:_MAX_AUTHORS]]
    return [name for name in names if is_value(name)]


def _list(of: Entry, key: str) -> list[Mapping[str, Any]]:
    value = of.get(key)
    return [member for member in value if isinstance(member, Mapping)] if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fault(parsed: Mapping[str, Any]) -> str:
    return f"; the XML is broken: {storable(str(parsed.get('bozo_exception')))[:200]}" if parsed.get("bozo") else ""
