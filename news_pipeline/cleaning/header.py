"""Header: the lines above an article's text that name it, date it, sign it and locate it.

Here: which of a text's first lines are title, kicker, byline, timestamp, URL. Elsewhere: what they mean (metadata/),
lines below (tail.py).
"""

import re
from itertools import takewhile

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_url,
    stock_phrase,
)
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

LOOKED_AT = 14
"""Lines of header at most."""
_FIELD = re.compile(
    r"^(?P<name>title|headline|url|link|source url|canonical|date|published|pubdate|authors?|by|byline)\s*:"
    r"\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_FIELD_ROLES = {
    **dict.fromkeys(("title", "headline"), Role.TITLE),
    **dict.fromkeys(("url", "link", "source url", "canonical"), Role.URL),
    **dict.fromkeys(("date", "published", "pubdate"), Role.TIMESTAMP),
    **dict.fromkeys(("author", "authors", "by", "byline"), Role.BYLINE),
}
_DATELINE = re.compile(
    r"""^(?:[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’/-]*[ ,]*){1,6}   # place
        (?:,?\ \w{3,9}\.?\ \d{1,2})?\s*                            # day
        (?:\([A-Za-z\ /.-]{2,30}\))?\s*(?:--|[-–—])\s+\S           # agency
      | ^\([A-Za-z\ /.-]{2,30}\)\s*(?:--|[-–—])?\s*\S              # agency alone""",
    re.VERBOSE,
)
_DATE_AND_OUTLET = re.compile(r"^(?:[\w.'’&-]+ ){1,5}(?:\w+day,? )?[A-Z]\w{2,8}\.? \d{1,2},? (?:19|20)\d\d.{0,40}$")


def has_dateline(text: str) -> bool:
    """True if the paragraph opens with a place, an agency, or both: "HELSINKI, July 16 (Reuters) - "."""
    return bool(_DATELINE.match(text[:120]))


def is_prose(text: str) -> bool:
    """True for a line that reads as a sentence of a story rather than as a heading."""
    words = count_words(text)
    if has_dateline(text) and words >= 12:
        return True
    return (words >= 9 and ends_sentence(text) and not text.rstrip("\"”’'").endswith(("?", "!"))) or words >= 45


def label_header(lines: list[SourceLine]) -> list[LabelledLine]:
    """Labels for the lines of the header: a prefix of `lines`, perhaps empty; the first line of the story ends it.

    A first line that is a full sentence is a title only when a line of date, byline or URL stands right below it.
    """
    labels: list[LabelledLine] = []
    titled = False
    for i, line in enumerate(lines[:LOOKED_AT]):
        label = _evidence(line)
        if label is None and not titled and _may_be_title(line, lines[i + 1 :]):
            label = LabelledLine(line.number, line.text, Role.TITLE, "headline above the text")
        if label is None:
            label = _kicker(line, lines[i + 1 :], titled=titled)
        if label is None:
            break
        titled = titled or label.role is Role.TITLE
        labels.append(label)
    if len(labels) < len(lines):
        return labels
    return list(takewhile(lambda label: label.role is not Role.KICKER, labels))


def _evidence(line: SourceLine) -> LabelledLine | None:
    text = line.text
    field = _FIELD.match(text[:400])
    if field and count_words(text) <= 45:
        role = _FIELD_ROLES[field["name"].lower()]
        if _fits(role, field["value"]):
            return LabelledLine(line.number, text, role, f"header field: {field['name'].lower()}")
    if is_url(text):
        return LabelledLine(line.number, text, Role.URL, "a line that is one URL")
    if is_date_line(text):
        return LabelledLine(line.number, text, Role.TIMESTAMP, "a line of dates and times only")
    if len(text) <= 90 and _DATE_AND_OUTLET.match(text) and not ends_sentence(text):
        return LabelledLine(line.number, text, Role.TIMESTAMP, "a name and a date")
    if is_byline(text):
        return LabelledLine(line.number, text, Role.BYLINE, "names of authors")
    return None


def _fits(role: Role, value: str) -> bool:
    if role is Role.URL:
        return is_url(value)
    if role is Role.TIMESTAMP:
        return any(c.isdigit() for c in value) and len(value) <= 120
    return count_words(value) <= (12 if role is Role.BYLINE else 40)


def _may_be_title(line: SourceLine, below: list[SourceLine]) -> bool:
    text, words = line.text, count_words(line.text)
    if line.marker or not below or words < 2 or len(text) > 300 or has_photo_credit(text) or stock_phrase(text):
        return False
    next_is_evidence = _evidence(below[0]) is not None
    if text.rstrip(" \"”’'`»)").endswith((".", "。", "।")) and not text.endswith(")"):
        return next_is_evidence and words <= 20
    if has_dateline(text) and words > 14:
        return False
    if next_is_evidence:
        return words <= 40
    return (
        words <= 25
        and not text.endswith((":", ",", ";"))
        and not below[0].text[:1].islower()
        and any(is_prose(b.text) for b in below[:8])
    )


def _kicker(line: SourceLine, below: list[SourceLine], *, titled: bool) -> LabelledLine | None:
    """A short line between header lines, such as a section's name, belongs to the header too."""
    if (
        not titled
        and count_words(line.text) <= 3
        and not ends_sentence(line.text)
        and below
        and _may_be_title(below[0], below[1:])
    ):
        return LabelledLine(line.number, line.text, Role.KICKER, "short line above the headline")
    return None
