"""Cuts the runs of a WARC file into records (WARC 1.1, ISO 28500:2017), one at a time, whatever is wrong with some.

After a wrong Content-Length the next record is found again, also if it lies inside the block.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.warc.header_lines import header_fields
from news_pipeline.readers.warc.runs import Runs

_MAX_HEADER = 64 * 2**10
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_NEXT_RECORD = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n")
_SWALLOWED = re.compile(rb"\r?\n\r?\n(?=WARC/[01]\.\d+\r?\n)")
_LENGTH = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record, or the place where one should be."""

    number: int
    """From 1. Every record of the file counts, and so do bytes in which no record can be found."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Named fields, by name in lower case."""
    block: bytes = b""
    """Its first MAX_RECORD_BYTES."""
    size: int = 0
    """Its Content-Length; the bytes in `block` if the record is broken."""
    reason: Reason | None = None
    """BAD_WARC or BROKEN_GZIP; None: the record is whole."""
    detail: str = ""


def warc_records(runs: Runs) -> Iterator[WarcRecord]:
    """All records in order. Holds one record."""
    number = 0
    while runs.next_run():
        run = _Run(runs)
        before = number
        while run.skip_newlines():
            number += 1
            yield _record(run, number)
        if number == before and runs.damage:
            number += 1
            yield WarcRecord(number, reason=Reason.BROKEN_GZIP, detail=f"{runs.damage}: at least one record is lost")


def _record(run: "_Run", number: int) -> WarcRecord:
    head = run.head()
    headers = header_fields(head) if head.startswith(b"WARC/") else {}
    length = headers.get("content-length", "").strip()
    if not _LENGTH.fullmatch(length):
        what = "a record without a usable Content-Length" if headers else "no record"
        seen = run.skip_to_record()
        detail = f"{what} where one should begin; {seen:,} bytes passed over"
        return _broken(run, number, headers, head, detail)
    run.drop(len(head))
    size = int(length)
    block = run.take(min(size, MAX_RECORD_BYTES))
    swallowed = _SWALLOWED.search(block) if size > MAX_RECORD_BYTES else None
    had = len(block) if swallowed else len(block) + run.drop(size - len(block))
    if had == size and run.is_at_end_of_record():
        if run.damage and run.is_over():
            return _broken(run, number, headers, block, "its last record cannot be trusted")
        return WarcRecord(number, headers, block, size)
    swallowed = swallowed or _SWALLOWED.search(block)
    if swallowed:
        run.put_back(block[swallowed.end() :])
        block = block[: swallowed.start()]
        had = len(block)
    if had < size:
        return _broken(run, number, headers, block, f"the record has {had:,} of {size:,} bytes")
    more = run.skip_to_record()
    return _broken(run, number, headers, block, f"the record goes on for {more:,} bytes after its Content-Length")


def _broken(run: "_Run", number: int, headers: Mapping[str, str], block: bytes, detail: str) -> WarcRecord:
    if run.damage and run.is_over():
        return WarcRecord(number, headers, block, len(block), Reason.BROKEN_GZIP, f"{run.damage}; {detail}")
    return WarcRecord(number, headers, block, len(block), Reason.BAD_WARC, detail)


class _Run:
    """The bytes of one run. Can look ahead."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._held = b""
        self._at = 0
        self._member = -1
        """Where in `_held` the last gzip member begins."""

    @property
    def damage(self) -> str | None:
        return self._runs.damage

    def is_over(self) -> bool:
        """Whether only newlines are ahead. Passes over them."""
        return not self.skip_newlines()

    def skip_newlines(self) -> bool:
        """Pass over newlines. False: the run is over."""
        while ahead := self._peek(4):
            rest = ahead.lstrip(b"\r\n")
            self._at += len(ahead) - len(rest)
            if rest:
                return True
        return False

    def head(self) -> bytes:
        """What is ahead, up to the first empty line; without one all there is, or 64 KiB. Does not pass over it."""
        size = 4096
        while True:
            ahead = self._peek(size)
            if end := _HEADER_END.search(ahead):
                return ahead[: end.end()]
            if len(ahead) < size or size >= _MAX_HEADER:
                return ahead
            size *= 2

    def is_at_end_of_record(self) -> bool:
        """Whether two newlines are ahead, or any number of them and then a record, a gzip member or the end."""
        ahead = self._peek(16)
        if ahead.startswith((b"\r\n\r\n", b"\n\n")):
            return True
        rest = ahead.lstrip(b"\r\n")
        return rest[:5] == b"WARC/"[: len(rest)] or self._member == self._at + len(ahead) - len(rest)

    def take(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (self._at < len(self._held) or self._fill()):
            part = self._held[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def drop(self, size: int) -> int:
        """Pass over `size` bytes, or all that are left, and return how many it were."""
        left = size
        while left > 0 and (self._at < len(self._held) or self._fill()):
            step = min(left, len(self._held) - self._at)
            self._at += step
            left -= step
        return size - left

    def put_back(self, data: bytes) -> None:
        self._held, self._at, self._member = data + self._held[self._at :], 0, -1

    def skip_to_record(self) -> int:
        """Go at least one byte on, to the next line that begins a record or to the end. Return how many it were."""
        passed = self.drop(1)
        while True:
            if found := _NEXT_RECORD.search(self._held, self._at):
                passed += found.start() - self._at
                self._at = found.start()
                return passed
            tail = max(len(self._held) - 16, self._at)
            passed += tail - self._at
            self._at = tail
            if not self._fill():
                return passed + self.drop(16)

    def _peek(self, size: int) -> bytes:
        while len(self._held) - self._at < size and self._fill():
            pass
        return self._held[self._at : self._at + size]

    def _fill(self) -> bool:
        data = self._runs.read()
        keep = max(self._at - 1, 0)  # one byte back, to see whether a line begins
        self._member = len(self._held) - keep if data and self._runs.at_member else self._member - keep
        self._held, self._at = self._held[keep:] + data, self._at - keep
        return bool(data)
