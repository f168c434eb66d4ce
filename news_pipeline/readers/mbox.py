"""Reads mbox files: the messages of a folder of mail, one after the other, each as an `.eml` file."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES, ByteSource, lines
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.email_message import read_email
from news_pipeline.readers.reasons import Reason
from news_pipeline.shared.hashing import digest

# RFC 4155: "From ", the sender, the time; it follows an empty line. Mozilla writes "From - ", some write no time.
_BEGIN = re.compile(rb"From \S+(?: .*\d{4}.*)?\r?\Z")
_QUOTED = re.compile(rb">+From ")


def read_mbox(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.mbox` file. Each message is a record, from 1."""
    source = ByteSource(stream)
    number, size = 0, 0
    held: list[bytes] = []
    was_blank = True
    for line in lines(source):
        data = line.data
        if was_blank and _BEGIN.match(data):
            if number > start:
                yield _message(held, size, number)
            number, size, held = number + 1, 0, []
        elif number:
            size += len(data) + 1
            if size <= MAX_RECORD_BYTES:
                held.append(data[1:] if _QUOTED.match(data) else data)
        elif data.strip():
            detail = (
                "no mbox file: it does not begin with a line such as `From sender@example.org Sat Jan  8 14:05:00 2022`"
            )
            yield Unreadable(None, digest(data), Reason.NOT_AN_EMAIL, detail)
            return
        was_blank = not data.strip()
    if number > start and not (source.broken and not held):
        yield _message(held, size, number)
    if source.broken:
        detail = f"{source.broken}; the messages before it were read: fetch the file again"
        yield Unreadable(None, source.fingerprint, Reason.BROKEN_GZIP, detail)
    elif not number:
        yield Unreadable(None, source.fingerprint, Reason.EMPTY_FILE, "only white space: there is nothing to read")


def _message(held: list[bytes], size: int, number: int) -> Document | Unreadable:
    data = b"\n".join(held)
    if size > MAX_RECORD_BYTES:
        detail = f"the message is over {MAX_RECORD_BYTES // 2**20} MiB"
        return Unreadable(number, digest(data), Reason.TOO_LARGE, detail)
    if not data.strip():
        return Unreadable(number, digest(data), Reason.NO_TEXT, "a message without headers and text")
    return replace(next(read_email(io.BytesIO(data), 0)), record=number)
