"""Finds the moment of publication in the data of a page's scripts, where an application keeps its state.

A state holds many articles: only a moment near the article's own title counts.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from news_pipeline.metadata.page.date_marks import epoch_text
from news_pipeline.metadata.page.json_ld import is_linked_data

MAX_SCRIPT = 2_000_000
MAX_FOUND = 400
"""Moments of one script."""
NEAR = 1500
"""Characters between a title and the moment of the same object."""
MIN_TITLE = 15
LONGEST_FORM = 240
"""Characters of the beginning of a title as a script may write it."""
_KEYS = (
    r"(?:date_?published|published_?(?:at|on|date|time)?|publish_?(?:date|time|ed_?at)|publication_?(?:date|time)|"
    r"pub_?date|(?:meta)?first_?publish\w{0,8}|original_?publish\w{0,8}|display_?date|article_?date)"
)
_WORDS_OF_KEYS = ("ublish", "pub_date", "pubDate", "isplayDate")
"""A script without any of them is not kept."""
_MOMENT = re.compile(
    rf'"(?P<key>{_KEYS})"\s?:\s?(?:"(?P<text>[^"]{{8,40}})"|(?P<number>\d{{10}}(?:\d{{3}})?)(?!\d))', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StateDate:
    """A moment of publication in a state."""

    key: str
    value: str
    """ISO 8601, or as written."""


def scripts_with_dates(root: Any) -> Iterator[str]:
    """What stands around keys of publication in the texts of scripts, except JSON-LD, with its quotes unescaped."""
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < 40 or is_linked_data(script):
            continue
        start = text[:MAX_SCRIPT]
        if any(word in start for word in _WORDS_OF_KEYS):
            yield from _around_moments(start.replace('\\"', '"'))


def _around_moments(text: str) -> Iterator[str]:
    """The parts of a state in which a moment and a title may stand together."""
    first = end = 0
    for match in islice(_MOMENT.finditer(text), MAX_FOUND):
        low, high = max(0, match.start() - NEAR), match.end() + NEAR + LONGEST_FORM
        if low > end:
            if end:
                yield text[first:end]
            first = low
        end = high
    if end:
        yield text[first:end]


def state_dates(scripts: tuple[str, ...], titles: list[str | None]) -> tuple[StateDate, ...]:
    """The moments beside the article's title, if they agree on one day; else ()."""
    wanted = {form for title in titles if title and len(title) >= MIN_TITLE for form in _written_forms(title)}
    found: dict[StateDate, None] = {}
    for script in scripts:
        places = [place for form in wanted for place in _places(script, form)]
        for match in _MOMENT.finditer(script) if places else ():
            if any(abs(match.start() - place) <= NEAR for place in places):
                value = match["text"] or epoch_text(match["number"]) or ""
                found[StateDate(match["key"], value.replace("\\/", "/"))] = None
    dated = [date for date in found if re.match(r"(?:19|20)\d{2}[-/]\d{2}[-/]\d{2}", date.value)]
    return tuple(dated) if len({date.value[:10].replace("/", "-") for date in dated}) == 1 else ()


def _written_forms(title: str) -> tuple[str, ...]:
    """The beginning of the title as scripts write it: plain, and with escapes for what is not ASCII."""
    start = title[:40]
    return start, json.dumps(start)[1:-1]


def _places(text: str, form: str) -> Iterator[int]:
    place = text.find(form)
    while place >= 0:
        yield place
        place = text.find(form, place + len(form))
