"""Joins the lines of a paragraph that a page breaks."""

import re

_ENDS = re.compile(r"[.!?:\"”»]\W*\Z")
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]\Z")


def goes_on(before: str, after: str) -> bool:
    """Whether a paragraph is cut: it ends without a stop, and what follows begins with a small letter."""
    return _ENDS.search(before) is None and after[:1].islower()


def with_next_line(before: str, after: str) -> str:
    """Two lines of one paragraph as one. A hyphen at the end goes where the next line begins with a small letter."""
    if _HYPHEN.search(before) and after[:1].islower():
        return before[:-1] + after
    return f"{before} {after}"
