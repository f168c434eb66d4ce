"""Reads e-mail newsletters: a message is one document, its headers are the fields.

The standard library's `email` takes the message apart. Header words and bodies are decoded here: the library's modern
policy raises on some broken headers, and gives U+FFFD for bytes in a charset that it does not know.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from html import unescape
from typing import BinaryIO

from news_pipeline.readers.binary import signature
from news_pipeline.readers.charsets import codec_of
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.email_nesting import MAX_DEPTH, with_bounded_nesting
from news_pipeline.readers.encoding import NotText, decode
from news_pipeline.readers.forwarded_email import Forwarded, bare_subject, forwarded, is_passed_on, unquoted
from news_pipeline.readers.markup import as_page
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired, storable
from news_pipeline.readers.whole_files import document_of_bytes, whole_file
from news_pipeline.shared.hashing import digest

_EMAIL_HEADERS = ("from", "subject", "date", "received", "mime-version", "message-id", "to")
_FIELDS = (("url", "Archived-At"), ("title", "Subject"), ("published", "Date"), ("language", "Content-Language"))
_FOLD = re.compile(r"\r?\n")
_TAG = re.compile(r"<[^<>]{0,5000}>|&\w{2,30};|&#\w{1,8};")
_LINE_TAG = re.compile(r"<(?:br|p|div|hr|h\d|tr|li|blockquote)\b[^<>]{0,5000}>|</(?:p|div|h\d|tr|li|blockquote)>", re.I)
_ANY_TAG = re.compile(r"<[^<>]{0,5000}>")
_LETTER = re.compile(r"\w")
_PRIVATE = re.compile(
    r"@(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|t-online|freenet|protonmail|proton|"
    r"mail|yandex|qq|163|126|orange|free|laposte|libero|virgilio|wp|o2|seznam|rambler)\.[a-z.]{2,6}\b",
    re.IGNORECASE,
)
"""Addresses that private people have: no outlet sends from them."""
_MAX_PARTS = 1000


def read_email(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.eml` file: its HTML if that shows a word, else its plain text. Attachments are left out, with a note."""
    if start:
        return
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        yield data
        return
    if not data.strip():
        yield Unreadable(None, digest(data), Reason.EMPTY_FILE, "only white space: there is nothing to read")
        return
    message = message_from_bytes(with_bounded_nesting(data.lstrip()), policy=compat32)
    headers = _headers(message, _charset_of(message, data))
    if signature(data) or not any(name in headers for name in _EMAIL_HEADERS):
        kind = signature(data) or "no e-mail: it does not begin with headers such as From and Subject"
        yield Unreadable(None, digest(data), Reason.NOT_AN_EMAIL, f"looks like {kind}" if signature(data) else kind)
        return
    yield _document(message, headers, data)


def _document(message: "Message[str, str]", headers: dict[str, str], data: bytes) -> Document | Unreadable:
    parts = list(_leaves(message, MAX_DEPTH))[:_MAX_PARTS]
    if is_passed_on(headers.get("subject", "")) and (attached := _attached_message(parts)):
        return _passed_on(attached, data)
    html = [part for part in parts if _is_text(part, "text/html") and _has_words(part)]
    chosen = html or [part for part in parts if _is_text(part, "text/plain")]
    bodies = [(_payload(part), part) for part in chosen]
    body, part = max(bodies, key=lambda each: len(each[0]), default=(b"", message))
    if not body.strip():
        kinds = ", ".join(sorted({part.get_content_type()[:60] for part in parts}))
        detail = f"an e-mail without text; its parts are: {storable(kinds)}; put what is attached into the folder"
        return Unreadable(None, digest(data), Reason.NO_TEXT, detail)
    charset = _charset(part)
    media_type = "text/html" if html else "text/plain"
    fields = _fields(headers)
    found = document_of_bytes(body, media_type, charset=charset, fields=fields, notes=_notes(parts, len(chosen)))
    if isinstance(found, Unreadable):
        reason = Reason.NO_TEXT if found.reason == Reason.EMPTY_FILE else found.reason
        return Unreadable(None, digest(data), reason, found.detail)
    inner = forwarded(found.text) if found.media_type == "text/plain" else None
    if inner and inner.text.strip():
        notes = (*found.notes, "the forwarded message, without what stands around it")
        found = replace(found, text=inner.text, fields=_inner_fields(fields, inner), notes=notes)
    elif found.media_type == "text/plain":
        found = replace(found, text=unquoted(found.text))
    elif is_passed_on(headers.get("subject", "")) and (inner := forwarded(_shown_lines(found.text))):
        notes = (*found.notes, "forwarded: day and sender are those of the inner message")
        found = replace(found, fields=_inner_fields(fields, inner), notes=notes)
    return Document(
        record=None,
        content_hash=digest(data),
        media_type=found.media_type,
        text=as_page(found.text) if found.media_type == "text/html" else found.text,
        encoding=found.encoding,
        fields=found.fields,
        notes=found.notes,
        byte_size=len(data),
    )


def _shown_lines(html: str) -> str:
    """The text of a page, its lines as they are shown."""
    return unescape(_ANY_TAG.sub("", _LINE_TAG.sub("\n", html)))


def _attached_message(parts: list["Message[str, str]"]) -> "Message[str, str] | None":
    """The only message that is attached to another, unless one is attached to that in turn."""
    payloads = [part.get_payload() for part in parts if part.get_content_type() == "message/rfc822"]
    found = [payload[0] for payload in payloads if isinstance(payload, list) and payload]
    inner = found[0] if len(found) == 1 else None
    if not isinstance(inner, Message):
        return None
    is_nested = any(part.get_content_type() == "message/rfc822" for part in _leaves(inner, MAX_DEPTH))
    return None if is_nested else inner


def _passed_on(message: "Message[str, str]", data: bytes) -> Document | Unreadable:
    found = _document(message, _headers(message, _charset_of(message, data)), data)
    if isinstance(found, Unreadable):
        return found
    return replace(found, notes=(*found.notes, "the attached message, without the one that passes it on"))


def _leaves(message: "Message[str, str]", depth: int) -> Iterator["Message[str, str]"]:
    """The parts that are no multipart, in order. A message inside the message is one part."""
    payload = message.get_payload()
    if not message.get_content_type().startswith("multipart/") or not isinstance(payload, list) or not depth:
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _leaves(part, depth - 1)


def _is_text(part: "Message[str, str]", content_type: str) -> bool:
    return part.get_content_type() == content_type and not _is_attachment(part) and not part.is_multipart()


def _is_attachment(part: "Message[str, str]") -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _has_words(part: "Message[str, str]") -> bool:
    """Whether HTML shows a word. A newsletter of one picture does not: its words are in the plain text."""
    html = _payload(part).decode("latin-1")
    begin = html.lower().find("<body")
    return _LETTER.search(_TAG.sub(" ", html[max(begin, 0) :])) is not None


def _payload(part: "Message[str, str]") -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: "Message[str, str]") -> str | None:
    """The charset that the part declares, if we know it."""
    found = re.search(
        r"charset\*?\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", str(part.get("content-type", ""))[:2000], re.I
    )
    return found[1] if found and codec_of(found[1]) else None


def _notes(parts: list["Message[str, str]"], chosen: int) -> tuple[str, ...]:
    attached = sum(not _is_text(part, "text/html") and not _is_text(part, "text/plain") for part in parts)
    notes = (f"{attached} {'attachment' if attached == 1 else 'attachments'} left out",) if attached else ()
    return (*notes, f"the longest of {chosen} parts of its kind") if chosen > 1 else notes


def _charset_of(message: "Message[str, str]", data: bytes) -> str | None:
    """The charset of headers with bytes that are not ASCII: that of the body, else that of the whole message.

    A header alone is too short to tell Latin-1 from Latin-2.
    """
    declared = next((found for part in _leaves(message, MAX_DEPTH) if (found := _charset(part))), None)
    if declared and codec_of(declared) not in ("ascii", "us-ascii"):
        return declared
    decoded = decode(data)
    return None if isinstance(decoded, NotText) else decoded.encoding


def _headers(message: "Message[str, str]", charset: str | None) -> dict[str, str]:
    """The decoded headers that we use, by name in lower case. Of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), value)
    wanted = {*_EMAIL_HEADERS, *(key.lower() for _, key in _FIELDS)}
    return {name: _decoded(str(value), charset) for name, value in found.items() if name in wanted}


def _decoded(value: str, charset: str | None) -> str:
    """A header's encoded words (RFC 2047) as text. Bytes that are not ASCII are UTF-8, or else in `charset`."""
    unfolded = " ".join(line.strip(" \t") for line in _FOLD.split(value)).strip()
    if not unfolded.isascii():
        data = unfolded.encode("utf-8", "surrogateescape")
        with suppress(UnicodeDecodeError, LookupError):
            return " ".join(repaired(data.decode("utf-8"))[0].split())
        with suppress(UnicodeDecodeError, LookupError):
            return " ".join(repaired(data.decode(codec_of(charset or "") or "utf-8"))[0].split())
    try:
        words = decode_header(unfolded) if unfolded.isascii() else [(unfolded, None)]
    except HeaderParseError:
        words = [(unfolded, None)]
    text = "".join(_word(word, charset) for word, charset in words)
    return " ".join(repaired(text)[0].split())


def _word(word: str | bytes, charset: str | None) -> str:
    data = word.encode("utf-8", "surrogateescape") if isinstance(word, str) else word
    decoded = decode(data, declared=charset)
    return data.decode("utf-8", "replace") if isinstance(decoded, NotText) else decoded.text


def _fields(headers: dict[str, str]) -> tuple[Field, ...]:
    found = []
    for name, key in _FIELDS:
        value = headers.get(key.lower(), "")
        found.append(Field(name, value.removeprefix("<").removesuffix(">") if name == "url" else value, key))
    subject = headers.get("subject", "")
    found = [replace(each, value=bare_subject(each.value)) if each.name == "title" else each for each in found]
    sender = headers.get("from", "")
    if not is_passed_on(subject) and not _PRIVATE.search(parseaddr(sender)[1]):
        found.append(Field("source", parseaddr(sender)[0] or sender, "From"))
    return tuple(each for each in found if each.value)


def _inner_fields(fields: tuple[Field, ...], inner: Forwarded) -> tuple[Field, ...]:
    """The fields with those of the forwarded message in place of the forwarder's."""
    sender = inner.headers.get("from", "")
    named = (
        ("title", bare_subject(inner.headers.get("subject", "")), "forwarded.Subject"),
        ("published", inner.headers.get("date", ""), "forwarded.Date"),
        ("source", "" if _PRIVATE.search(sender) else (parseaddr(sender)[0] or sender).strip(' "*'), "forwarded.From"),
    )
    given = [Field(name, storable(value), key) for name, value, key in named if value]
    kept = [each for each in fields if each.name not in {"source", *(field.name for field in given)}]
    return (*kept, *given)
