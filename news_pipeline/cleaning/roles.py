"""Roles: what a line of a news document can be, and a line with its role.

Here: the closed list of roles, a source line, a labelled line. Elsewhere: how a role is found (phrases.py, header.py,
tail.py, model.py).
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What one line is to the article."""

    TITLE = "title"
    KICKER = "kicker"
    DATELINE = "dateline"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    URL = "url"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    RELATED = "related"
    NAVIGATION = "navigation"
    COMMENT_FORM = "comment_form"
    SUBSCRIPTION = "subscription"
    TAGS = "tags"
    CORRECTION = "correction"
    COPYRIGHT = "copyright"
    AGENCY_CREDIT = "agency_credit"
    LINK_TEXT = "link_text"
    NOTE = "note"
    """On the author, the company whose news it is, or the outlet and its readers."""
    BOILERPLATE = "boilerplate"
    """Told by the corpus alone: many documents of the site have the line (repetition.py)."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that shows something, with what its layout says."""

    number: int
    """1-based line of the input text (of its first line where wrapped lines were joined)."""
    text: str
    """Visible characters, tidied, without a list marker."""
    indent: int
    """Columns before the text."""
    marker: str
    """The list marker that stood before the text, or an empty string."""
    blanks_before: int
    """Empty lines between this line and the one before."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line, or the tail of one, with its role and why it has it."""

    number: int
    """1-based line of the input text."""
    text: str
    role: Role
    reason: str
    """A short rule name or sentence, for the person who asks why a line is not in the body."""
