"""Reads text messages of news agencies, IPTC 7901 and ANPA 1312: control characters part header, text and trailer.

Both frame a message alike: SOH, header, STX, text, ETX, trailer, EOT (IPTC 7901 recommendation, chapter 2; ANPA 84-2).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.encoding import Decoded, NotText, decode
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired, storable
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.readers.wire.anpa import is_anpa, read_anpa
from news_pipeline.readers.wire.iptc_7901 import read_iptc_7901
from news_pipeline.shared.hashing import digest

_FRAME = re.compile(rb"\x01([^\x01\x02]{0,2000})\x02([^\x01\x03]*)(?:\x03([^\x01\x04]{0,500})\x04?)?")
_HEAD = re.compile(rb"[\x00\x16\r\n ]*\x01[^\x01\x02]{1,400}\x02")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
_LINE_ENDS = re.compile(r"\r+\n|\r")
_NOTHING = Decoded("", "utf-8")


def is_message(head: bytes) -> bool:
    """Whether a file begins with the frame of such a message."""
    return _HEAD.match(head) is not None


def read_messages(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A file of one or more messages. Each is a record, from 1; header and trailer are notes."""
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        yield data
        return
    found = list(_FRAME.finditer(data))
    for number, frame in enumerate(found, 1):
        if number > start:
            yield _message(frame[0], [part or b"" for part in frame.groups()], number)
    if not found:
        detail = "no message: SOH, a header and STX are not there; rename it to .txt if it is a text"
        yield Unreadable(None, digest(data), Reason.NO_RECORDS, detail)


def _message(frame: bytes, parts: list[bytes], number: int) -> Document | Unreadable:
    if not any(parts):
        return Unreadable(number, digest(frame), Reason.NO_TEXT, "a message without text: no title")
    decoded = [decode(part) if part else _NOTHING for part in parts]
    header, body, trailer = (
        "" if isinstance(part, NotText) else _LINE_ENDS.sub("\n", storable(part.text)) for part in decoded
    )
    read = read_anpa if is_anpa(header, body) else read_iptc_7901
    message = read(header, body, _line(trailer))
    text, repairs = repaired("\n\n".join(_CONTROLS.sub(" ", paragraph).strip() for paragraph in message.paragraphs))
    if not re.search(r"\w", text):
        title = next((field.value for field in message.fields if field.name == "title"), "no title")[:80]
        return Unreadable(number, digest(frame), Reason.NO_TEXT, f"a message without text: {title}")
    encoding = decoded[1].encoding if not isinstance(decoded[1], NotText) else "utf-8"
    notes = [f"header of the message: {_line(header)[:300]}"]
    notes += [f"trailer of the message: {_line(trailer)[:300]}"] if _line(trailer) else []
    notes += [] if b"\x03" in frame else ["the message breaks off: it has no end of text"]
    fields = tuple(dict.fromkeys(message.fields))
    return Document(number, digest(frame), "text/plain", text, encoding, fields, (*notes, *repairs), len(frame))


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", storable(text)).split())
