"""The header of an article's own text: which of its first lines are title, kicker, byline, timestamp or URL."""

import re
from itertools import takewhile

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.line_model import is_furniture
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_dateline,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_prose,
    is_url,
    stock_phrase,
)
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

HEADER_LINES = 14
"""The most lines of a header."""
LINES_OF_LEAD = 2
"""Lines of a lead that may stand above a byline."""
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
_FUSED_DATE = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2},? (?:19|20)\d\d)"
)
"""Where a name and a date stood in two elements, and nothing between them: "Harbour PressApril 28, 2023"."""
_DATE_AND_OUTLET = re.compile(r"^(?:[\w.'’&-]+ ){1,5}(?:\w+day,? )?[A-Z]\w{2,8}\.? \d{1,2},? (?:19|20)\d\d.{0,40}$")


def label_header(lines: list[SourceLine], *, has_title: bool = False) -> list[LabelledLine]:
    """Labels for lines of the header: among the first of `lines`, perhaps none. The first line of the story ends it.

    A first line that is a full sentence is a title only when a date, a byline or a URL stands right below it. If no
    line would be left for the story, the header ends above its first kicker. `has_title`: the headline is known from
    elsewhere, so no line is taken for it or for a kicker by its place: it is the story's lead, and may stand above a
    byline and a date. On pages, 94 of 174 lines that were taken so were of the story.
    """
    labels: list[LabelledLine] = []
    is_known = has_title
    for i, line in enumerate(lines[:HEADER_LINES]):
        below = lines[i + 1 :]
        label = _evidence(line)
        if label is None and not has_title and _may_be_title(line, below):
            label = line.labelled(Role.TITLE, "headline above the text")
        if label is None and not has_title and _is_kicker(line, below):
            label = line.labelled(Role.KICKER, "short line above the headline")
        if label is None and is_known and any(map(_evidence, below[:LINES_OF_LEAD])) and i < LINES_OF_LEAD:
            continue
        if label is None:
            break
        has_title = has_title or label.role is Role.TITLE
        labels.append(label)
    if len(labels) < len(lines):
        return labels
    return list(takewhile(lambda label: label.role is not Role.KICKER, labels))


def _evidence(line: SourceLine) -> LabelledLine | None:
    """A line that its own form gives away: a named field, a URL, a date, a byline."""
    text = line.text
    field = _FIELD.match(text[:400])
    if field and count_words(text) <= 45:
        role = _FIELD_ROLES[field["name"].lower()]
        if _fits(role, field["value"]):
            return line.labelled(role, f"header field: {field['name'].lower()}")
    if is_url(text):
        return line.labelled(Role.URL, "a line that is one URL")
    if is_date_line(text):
        return line.labelled(Role.TIMESTAMP, "a line of dates and times only")
    if len(text) <= 90 and _DATE_AND_OUTLET.match(_FUSED_DATE.sub(" ", text)) and not ends_sentence(text):
        return line.labelled(Role.TIMESTAMP, "a name and a date")
    if is_byline(text):
        return line.labelled(Role.BYLINE, "names of authors")
    return None


def _fits(role: Role, value: str) -> bool:
    if role is Role.URL:
        return is_url(value)
    if role is Role.TIMESTAMP:
        return any(c.isdigit() for c in value) and len(value) <= 120
    return count_words(value) <= (12 if role is Role.BYLINE else 40)


def _may_be_title(line: SourceLine, below: list[SourceLine]) -> bool:
    text, words = line.text, count_words(line.text)
    if line.marker or not below or words < 2 or len(text) > 300 or has_photo_credit(text):
        return False
    if stock_phrase(text) or is_furniture(text):
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


def _is_kicker(line: SourceLine, below: list[SourceLine]) -> bool:
    """True for a short line, such as a section's name, right above what may be the headline."""
    is_short = count_words(line.text) <= 3 and not ends_sentence(line.text)
    return is_short and bool(below) and _may_be_title(below[0], below[1:])
