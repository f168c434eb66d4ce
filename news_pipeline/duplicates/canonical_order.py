"""Orders articles with one text: the first is the likely original, whatever the order in which they arrived."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)
_MOST_WORDS = 10**9


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """Place in canonical order: the smaller comes first."""

    off_agency_site: bool
    latest: datetime
    """End of the time in which the article may have appeared."""
    earliest: datetime
    missing_words: int
    article_id: str

    def rule_against(self, second: "Rank") -> str:
        """The rule that puts this article first: `agency_site`, `earliest`, `dated`, `fullest` or `smallest_id`."""
        if self.off_agency_site != second.off_agency_site:
            return "agency_site"
        if (self.latest, self.earliest) != (second.latest, second.earliest):
            return "earliest" if second.latest < _NEVER and self.latest <= second.earliest else "dated"
        return "fullest" if self.missing_words != second.missing_words else "smallest_id"

    @property
    def sort_key(self) -> str:
        """Text whose order is that of the ranks, for SQL."""
        moments = (moment.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0") for moment in (self.latest, self.earliest))
        words = f"{_MOST_WORDS + self.missing_words:010d}"
        return " ".join((str(int(self.off_agency_site)), *moments, words, self.article_id))


class _Time(NamedTuple):
    """The first and the last moment at which an article may have appeared."""

    earliest: datetime
    latest: datetime


def rank_of(article_id: str, published: str | None, word_count: int, *, is_agency_site: bool) -> Rank:
    """`published` is an ISO 8601 date or instant; anything else counts as no date."""
    time = _time_of((published or "").strip())
    return Rank(not is_agency_site, time.latest, time.earliest, -word_count, article_id)


def _time_of(published: str) -> _Time:
    """A date stands for that day in UTC; a time without zone is one in UTC."""
    try:
        moment = datetime.fromisoformat(published)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return _Time(moment, moment + _DAY if len(published) <= len("2022-01-08") else moment)
    except (ValueError, OverflowError):
        return _Time(_NEVER, _NEVER)
