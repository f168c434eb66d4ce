"""The roles that a line of a news document can have, and lines without and with one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What one line is to the article."""

    TITLE = "title"
    KICKER = "kicker"
    """A short line above the headline, such as the name of a section."""
    DATELINE = "dateline"
    """A paragraph of the story that opens with a place, an agency, or both."""
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    URL = "url"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    RELATED = "related"
    """A headline or teaser of another story, or the heading above such."""
    NAVIGATION = "navigation"
    COMMENT_FORM = "comment_form"
    """A form for readers' comments, and the comments below it."""
    SUBSCRIPTION = "subscription"
    """An offer or notice to the reader: newsletters, subscriptions, cookies, rules for comments."""
    TAGS = "tags"
    CORRECTION = "correction"
    COPYRIGHT = "copyright"
    AGENCY_CREDIT = "agency_credit"
    LINK_TEXT = "link_text"
    """The text of a link at the end of a line of the story, such as "read more"."""
    NOTE = "note"
    """On the author, the company whose news it is, or the outlet and its readers."""
    BOILERPLATE = "boilerplate"
    """A line without a role by its wording that many documents of the site have (boilerplate.py)."""


class RoleWithReason(NamedTuple):
    """What was found for a line."""

    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line, or the tail of one, with its role and why it has it."""

    number: int
    """1-based line of the input text."""
    text: str
    role: Role
    reason: str
    """A short rule name or sentence, for the person who asks why a line is not in the body. Empty for lines in it."""


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

    def labelled(self, role: Role, reason: str) -> LabelledLine:
        """The line with a role."""
        return LabelledLine(self.number, self.text, role, reason)
