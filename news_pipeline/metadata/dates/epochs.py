"""Reads moments that are written as a number: seconds, milliseconds, microseconds or nanoseconds since 1970 (POSIX)."""

import re
from datetime import UTC, datetime

_NUMBER = re.compile(r"(?P<whole>\d{9,19})(?:\.\d{1,9})?|(?P<float>\d(?:\.\d{1,18})?[eE]\+?\d{1,2})")
_EARLIEST = 631_152_000
"""The year 1990. Smaller numbers are something else."""
_LATEST = 4_102_444_800
"""The year 2100."""


def epoch_moment(text: str) -> datetime | None:
    """The moment to the second, aware and in UTC; None if the text is no such number, or it is not of 1990 to 2099."""
    match = _NUMBER.fullmatch(text.strip()[:40])
    if not match:
        return None
    number = int(float(match["float"])) if match["float"] else int(match["whole"])
    for unit in (1, 10**3, 10**6, 10**9):
        if _EARLIEST < number // unit < _LATEST:
            return datetime.fromtimestamp(number // unit, UTC)
    return None
