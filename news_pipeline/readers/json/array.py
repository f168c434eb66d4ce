"""Cuts a JSON array into its elements, one at a time, whatever is wrong with some of them.

Only brackets and strings tell where an element ends. After an element whose quotes or brackets do not close, the next
object that has text is found again. A parser such as ijson gives values without their bytes, and stops for good at the
first fault.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES, take
from news_pipeline.readers.document import Unreadable
from news_pipeline.readers.json.nested import opened
from news_pipeline.readers.json.record import DECODER, Parsed, parse, too_large
from news_pipeline.readers.json.text import chosen_text

# Group 1 is empty for a string that does not end in the buffer. Possessive quantifiers: no string is tried twice.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[\[\]{},]', re.DOTALL)
_COLON = re.compile(rb"\s*:")
_NEXT_OBJECT = re.compile(r',\s*(?=\{\s*")')
_GOES_ON = {b",": re.compile(rb"\s*(?:\Z|\{)"), b"]": re.compile(rb"\s*(?:\Z|[,}])")}
_MAX_ATTEMPTS = 1000


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the array."""

    data: bytes
    """Its bytes without white space around them; the first MAX_RECORD_BYTES if it is TOO_LARGE."""
    parsed: Parsed | Unreadable
    is_whole: bool = True
    """False: the file ended, or the limit was reached, before a comma or bracket."""


@dataclass(frozen=True, slots=True)
class ArrayEnd:
    """Comes after the last element."""

    fault: str | None
    """Why there is no closing bracket; None: there is one."""
    rest: bytes
    """The bytes read beyond the bracket."""


def array_start(data: bytes, path: tuple[str, ...]) -> int | None:
    """The position after the `[` of the array under `path`, in the object that `data` begins with; None: not there."""
    wanted = [key.encode() for key in path]
    if any(b'"%b"' % key not in data for key in wanted):
        return None  # without this, deep JSON is walked through for each name that an array may have
    keys: list[bytes] = []  # the present key at each depth; b"" in an array
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if mark.startswith(b'"'):
            if keys and _COLON.match(data, token.end()):
                keys[-1] = mark[1:-1]
        elif mark in b"[{":
            if mark == b"[" and keys == wanted:
                return token.end()
            keys.append(b"")
        elif mark in b"]}":
            if keys:
                keys.pop()
            if not keys:
                return None
    return None


def elements(buffer: bytes, chunks: Iterator[bytes]) -> Iterator[Element | ArrayEnd]:
    """The elements of the array whose `[` is just before `buffer`. `chunks` has the bytes after `buffer`.

    Holds one element and one chunk. An element hides the next ones if its quotes or brackets do not close. Then it ends
    where the next object that has text begins.
    """
    begin = position = depth = 0
    while True:
        position, depth, mark = _next_mark(buffer, position, depth)
        if not mark:
            buffer, position, begin = buffer[begin:], position - begin, 0
            if len(buffer) <= MAX_RECORD_BYTES and (more := take(chunks, max(len(buffer), 1))):
                buffer += more
                continue
        data = buffer[begin : position - 1] if mark else buffer
        element = _element(data, is_whole=bool(mark))
        hides_others = isinstance(element.parsed, Unreadable) and not (mark and _GOES_ON[mark].match(buffer, position))
        if hides_others and (found := _next_object(data)):
            yield _element(data[: found[0]])
            begin = position = begin + found[1]
            depth = 0
            continue
        if element.data or mark == b",":
            yield element
        if mark != b",":
            yield ArrayEnd(None, buffer[position:]) if mark else ArrayEnd("the array does not end", b"")
            return
        begin = position


def _next_mark(buffer: bytes, position: int, depth: int) -> tuple[int, int, bytes]:
    """Where the element ends: the position after its comma or the array's `]`, depth 0, and that mark.

    No mark: the position and depth to go on from once the buffer has more.
    """
    for token in _TOKEN.finditer(buffer, position):
        mark = token[0]
        if mark.startswith(b'"'):
            if not token[1]:
                return token.start(), depth, b""
        elif mark in b"[{":
            depth += 1
        elif mark == b",":
            if depth == 0:
                return token.end(), 0, mark
        elif depth:
            depth -= 1
        elif mark == b"]":
            return token.end(), 0, mark
    return len(buffer), depth, b""


def _element(data: bytes, *, is_whole: bool = True) -> Element:
    data = data.strip()
    if len(data) > MAX_RECORD_BYTES:
        data = data[:MAX_RECORD_BYTES]
        return Element(data, too_large(data, None, "the element"))
    return Element(data, parse(data), is_whole)


def _next_object(data: bytes) -> tuple[int, int] | None:
    """Where the broken object ends, and where the next one begins that parses and has text."""
    text = data.decode("latin-1")  # one character for each byte; the structure of JSON is ASCII
    for gap in islice(_NEXT_OBJECT.finditer(text), _MAX_ATTEMPTS):
        try:
            value, _ = DECODER.raw_decode(text, gap.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, Mapping) and chosen_text(opened(value)[0]):
            return gap.start(), gap.end()
    return None
