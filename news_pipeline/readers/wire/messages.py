"""Reads text messages of news agencies, IPTC 7901 and ANPA 1312: control characters part header, text and trailer.

Both frame a message alike: SOH, header, STX, text, ETX, trailer, EOT (IPTC 7901 recommendation, chapter 2; ANPA 84-2).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.encoding import NotText, decode
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired, storable
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.shared.hashing import digest

_FRAME = re.compile(rb"\x01([^\x01\x02]{0,2000})\x02([^\x01\x03]*)(?:\x03([^\x01\x04]{0,500})\x04?)?")
_HEAD = re.compile(rb"[\x00\x16\r\n ]*\x01[^\x01\x02]{1,400}\x02")
_DATED = re.compile(
    r"\d{6}\S?(?: ?[A-Z]{3,4})? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{2,4}", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")


def is_message(head: bytes) -> bool:
    """Whether a file begins with the frame of such a message."""
    return _HEAD.match(head) is not None


def read_messages(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A file of one or more messages. Each is a record, from 1; the header is a note."""
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        yield data
        return
    found = list(_FRAME.finditer(data))
    for number, frame in enumerate(found, 1):
        if number > start:
            yield _message(frame[0], [part or b"" for part in frame.groups()], number)
    if not found:
        detail = "no message: SOH, a header and STX are not there"
        yield Unreadable(None, digest(data), Reason.NO_RECORDS, detail)


def _message(frame: bytes, parts: list[bytes], number: int) -> Document | Unreadable:
    decoded = [decode(part) for part in parts]
    header, body, trailer = ("" if isinstance(part, NotText) else part.text for part in decoded)
    text, repairs = repaired(_CONTROLS.sub("\n", body.replace("\r", "")))
    if not text.strip():
        return Unreadable(number, digest(frame), Reason.NO_TEXT, "a message without text")
    encoding = decoded[1].encoding if not isinstance(decoded[1], NotText) else "utf-8"
    sent = _DATED.search(_line(trailer))
    fields = (Field("published", sent[0], "trailer"),) if sent else ()
    notes = (f"header of the message: {_line(header)[:300]}",)
    return Document(
        number, digest(frame), "text/plain", text.strip("\n"), encoding, fields, notes + repairs, len(frame)
    )


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", storable(text)).split())
