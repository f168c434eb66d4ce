"""Canonical order: which of several articles with one text comes first, whatever the order in which they arrived.

Here: the order, as values that sort and as text that sorts the same in SQL. Elsewhere: who is compared with whom
(link_portion.sql), who speaks for a group (groups.py).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)
_MOST_WORDS = 10**9


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Place in canonical order: the smaller comes first."""

    off_agency_site: bool
    latest: datetime
    """End of the time in which the article may have appeared."""
    earliest: datetime
    missing_words: int
    article_id: str

    def rule_against(self, second: "Place") -> str:
        """The rule that puts this place first: `agency_site`, `earliest`, `dated`, `fullest` or `smallest_id`."""
        if self.off_agency_site != second.off_agency_site:
            return "agency_site"
        if (self.latest, self.earliest) != (second.latest, second.earliest):
            return "earliest" if second.latest < _NEVER and self.latest <= second.earliest else "dated"
        return "fullest" if self.missing_words != second.missing_words else "smallest_id"

    @property
    def sort_key(self) -> str:
        """Text whose order is that of the places."""
        moments = (moment.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0") for moment in (self.latest, self.earliest))
        words = f"{_MOST_WORDS + self.missing_words:010d}"
        return " ".join((str(int(self.off_agency_site)), *moments, words, self.article_id))


def place_of(article_id: str, published: str | None, word_count: int, *, is_agency_site: bool) -> Place:
    """`published` is an ISO 8601 date or instant; what is none counts as no date."""
    earliest, latest = _time_of(published)
    return Place(not is_agency_site, latest, earliest, -word_count, article_id)


def _time_of(published: str | None) -> tuple[datetime, datetime]:
    """First and last moment that the text stands for. A date is that day in UTC; so is a time without zone."""
    try:
        moment = datetime.fromisoformat((published or "").strip())
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment, moment + _DAY) if len((published or "").strip()) <= len("2022-01-08") else (moment, moment)
    except (ValueError, OverflowError):
        return _NEVER, _NEVER
