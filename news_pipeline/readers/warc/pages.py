"""Reads WARC files, as Common Crawl's CC-NEWS, Heritrix, wget and Browsertrix write them.

A record is a document if it holds HTML or text that came with status 200. Records of other kinds (warcinfo, request,
metadata, revisit, pictures) are passed over; a file that has nothing else is refused with their number.
Resuming unpacks the records before `start` again, at the speed of gzip, and parses none of their pages.
"""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.charsets import codec_of
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.markup import is_page
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.warc.http_message import (
    HttpResponse,
    Undecodable,
    charset_in,
    decoded_body,
    media_type_in,
    parse_response,
)
from news_pipeline.readers.warc.records import WarcRecord, warc_records
from news_pipeline.readers.warc.runs import Runs
from news_pipeline.readers.whole_files import document_of_bytes
from news_pipeline.shared.hashing import digest

_READ_AS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_HTTP_OK = 200
_SAMPLE_BYTES = 2000
_MAX_KINDS_NAMED = 5
_MAX_KINDS = 1000
_FIELDS = (("url", "WARC-Target-URI"), ("seen", "WARC-Date"))


def read_warc(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """Each page of HTML or text. Its number counts all records of the file, of whatever type."""
    runs = Runs(stream)
    others: Counter[str] = Counter()
    has_answer = False
    for record in warc_records(runs):
        if record.number <= start:
            continue
        outcome = _outcome(record)
        if not isinstance(outcome, str):
            has_answer = True
            yield outcome
        elif outcome in others or len(others) < _MAX_KINDS:
            others[outcome] += 1
    if start or has_answer:
        return
    if not others:
        yield Unreadable(None, runs.fingerprint, Reason.EMPTY_FILE, "no record: there is nothing to read")
    else:
        most_frequent = sorted(others.items(), key=lambda item: (-item[1], item[0]))[:_MAX_KINDS_NAMED]
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in most_frequent)
        detail = f"no page of HTML or text among the records: {kinds}"
        yield Unreadable(None, runs.fingerprint, Reason.NO_RECORDS, detail)


def _outcome(record: WarcRecord) -> Document | Unreadable | str:
    """The page in a record, its refusal, or in words the kind of a record that has no page."""
    kind = record.headers.get("warc-type", "").lower()[:40]
    if kind not in {"response", "resource", "conversion"} and (kind or not record.reason):
        return f"{kind or 'untyped'} records"
    if record.reason:
        url = record.headers.get("warc-target-uri", "")[:200]
        return _refused(record, record.reason, f"{record.detail} {f'({url})' if url else ''}".strip())
    if kind != "response":
        content_type = record.headers.get("content-type", "")
        return _page(record, record.block, media_type_in(content_type), charset_in(content_type))
    response = parse_response(record.block)
    if response is None:
        if record.headers.get("content-type", "").lower().startswith("application/http"):
            return _refused(record, Reason.BAD_WARC, "the response does not begin with an HTTP status line")
        return "responses that are not HTTP"
    return _http_page(record, response)


def _http_page(record: WarcRecord, response: HttpResponse) -> Document | Unreadable | str:
    media_type = response.media_type or media_type_in(record.headers.get("warc-identified-payload-type", ""))
    if media_type and media_type not in _READ_AS:
        return f"responses of type {media_type[:40]}"
    if response.status != _HTTP_OK:
        return _refused(record, Reason.HTTP_STATUS, f"the server answered with HTTP status {response.status}")
    if record.size > MAX_RECORD_BYTES:
        return _refused(record, Reason.TOO_LARGE, f"{record.size:,} bytes in one response")
    body = decoded_body(response)
    if isinstance(body, Undecodable):
        return _refused(record, body.reason, body.detail)
    return _page(record, body, media_type, response.charset)


def _page(record: WarcRecord, body: bytes, media_type: str, charset: str | None) -> Document | Unreadable | str:
    if not media_type and is_page(body[:_SAMPLE_BYTES].decode("latin-1")):
        media_type = "text/html"
    if media_type not in _READ_AS:
        return f"records of type {media_type[:40] or 'unknown'}"
    if record.size > MAX_RECORD_BYTES:
        return _refused(record, Reason.TOO_LARGE, f"{record.size:,} bytes in one record")
    if not body.strip():
        return _refused(record, Reason.NO_TEXT, "the page is empty")
    cut = record.headers.get("warc-truncated", "")[:40]
    return document_of_bytes(
        body,
        _READ_AS[media_type],
        record=record.number,
        charset=charset if charset and codec_of(charset) else None,
        fields=_fields(record),
        notes=(f"cut short by the crawler: {cut}",) if cut else (),
    )


def _fields(record: WarcRecord) -> tuple[Field, ...]:
    found = ((name, key, record.headers.get(key.lower(), "")) for name, key in _FIELDS)
    # the grammar of WARC 1.0 has angle brackets around the address, and wget writes them
    return tuple(Field(name, value.removeprefix("<").removesuffix(">"), key) for name, key, value in found if value)


def _refused(record: WarcRecord, reason: Reason, detail: str) -> Unreadable:
    return Unreadable(record.number, digest(record.block) if record.block else "", reason, detail)
