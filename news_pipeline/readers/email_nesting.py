"""Bounds how deep the parts of a message lie in one another, before the standard library takes it apart.

Its parser calls itself for each level, fails at about a thousand, and compares each line with the borders of all levels
around it.
"""

import re

MAX_DEPTH = 20
_MARK = re.compile(
    rb"(?i)(?:\A|[\r\n])(?:content-type:(?P<kind>[^\r\n]*+(?:(?:\r\n?|\n)[ \t][^\r\n]*+)*+)"
    rb"|--(?P<border>[^\r\n]{1,200})(?=[\r\n]|\Z))"
)
_BOUNDARY = re.compile(rb"(?i)\bboundary(?=\*?\d{0,3}\*?\s{0,20}=\s{0,20}\"?(?P<name>[^\"\r\n;]{1,200}))")
_MESSAGE = re.compile(rb"(?i)message(?=/)")


def with_bounded_nesting(data: bytes) -> bytes:
    """The same message. Parts that lie below MAX_DEPTH others are of a kind that nobody takes apart."""
    around: list[bytes] = []
    kept, end, position = [], 0, 0
    while found := _MARK.search(data, position):
        position = found.end()
        if found["border"] is not None:
            _leave(around, found["border"].rstrip())
            continue
        kind = found["kind"]
        for what in (_BOUNDARY.search(kind), _MESSAGE.match(kind, len(kind) - len(kind.lstrip()))):
            if what is None:
                continue
            if len(around) < MAX_DEPTH:
                around.append(what.groupdict().get("name", b"").strip())
            else:
                start = found.start("kind") + what.end()
                kept += [data[end:start], b"-too-deep"]
                end = start
    return b"".join([*kept, data[end:]])


def _leave(around: list[bytes], border: bytes) -> None:
    """A border ends all that lies inside of it, and with two hyphens itself."""
    for name in (border, border.removesuffix(b"--")):
        if name in around:
            place = len(around) - around[::-1].index(name)
            del around[place if name == border else place - 1 :]
            return
