"""Knows the outlet of a text by its furniture: "Follow the Example", "More from The Example", "The Example. All rights
reserved".

Only names of outlets.csv count, and only where all furniture names the same outlet. A story that quotes another outlet
says none of these.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news_pipeline.metadata.credits.agencies import agency_named
from news_pipeline.metadata.outlets.known_outlets import outlet_named

MAX_LINE, MAX_LINES = 200, 600
"""Code points of a line, and lines, that are looked at."""
MIN_NAME = 3
"""Characters of a name."""
MAX_WORDS = 6
"""Words of a name."""
ENOUGH = 2
"""Lines that a name of one word needs; of several words one is enough."""
_LEADS = re.compile(
    r"\b(?:more from|follow|about|subscribe to|subscriptions? to|(?:jobs|careers) at|work (?:at|for)|contact|"
    r"advertise (?:with|on|in)|support|emails? from|(?:stories|news|updates|newsletters?|offers) from|"
    r"sign up (?:for|to)|welcome to|download the|stories on|why trust|published by|sections on|brought to you by)"
    r"\s+(?=\w)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"(?:inc|ltd|llc|plc|limited|group|media|newsletters?|newspapers?|app|editorial|staff|team|digital|online|website|"
    r"subscribers?|readers?|jobs|shop)\b",
    re.IGNORECASE,
)
"""Words with a capital that follow a name and are none of it."""
_RIGHTS = re.compile(
    r"^\W{0,8}(?:©|\(c\)|copyright)?[\s©]{0,4}(?:copyright\s)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,©]{0,4}(?P<name>[^\W\d_][^|©]{1,60}?)"
    r"(?:,?\s(?:inc|ltd|llc|limited|plc)\b\.?)?[\s.,©-]{0,6}(?:\d{4}\W{0,6})?all rights reserved",
    re.IGNORECASE,
)
_BETWEEN_BARS = re.compile(r"\s[|·•–—-]\s")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The outlet that the furniture names."""

    name: str
    """As the table writes it."""
    line: str
    """The first line that says so."""


def outlet_of_furniture(lines: Sequence[str], title: str | None) -> Furniture | None:
    """The outlet that the removed lines of a text name as their own; None if none or several do.

    title: of the article. A line that repeats it with a name behind a bar names the outlet.
    """
    found: dict[str, list[str]] = {}
    for line in lines[:MAX_LINES]:
        if 3 < len(line) <= MAX_LINE:
            for name in dict.fromkeys(_named(line.strip(), title)):
                found.setdefault(name, []).append(line.strip())
    counts = Counter({name: len(said) for name, said in found.items() if " " in name or len(said) >= ENOUGH})
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[1][1] * ENOUGH > best[0][1]):
        return None
    return Furniture(best[0][0], found[best[0][0]][0])


def _named(line: str, title: str | None) -> Iterator[str]:
    for lead in _LEADS.finditer(line):
        if name := _longest(line[lead.end() :]):
            yield name
    if (rights := _RIGHTS.search(line)) and (name := _longest(rights["name"])):
        yield name
    parts = _BETWEEN_BARS.split(line)
    if len(parts) > 1 and title and parts[0].strip().casefold() == title.casefold() and (name := _longest(parts[-1])):
        yield name


def _longest(text: str) -> str | None:
    """The longest beginning of the text that is the name of a known outlet, and of no agency."""
    words = list(re.finditer(r"[\w'’&.-]+", text[:80]))[:MAX_WORDS]
    for count in range(len(words), 0, -1):
        rest = text[words[count - 1].end() :].lstrip()
        name = re.sub(r"['’]s$", "", text[: words[count - 1].end()].strip(" .-"))
        goes_on = count < len(words) and rest[:1].isupper() and not _AFTER_NAME.match(rest)
        outlet = outlet_named(name) if len(name) >= MIN_NAME and not name.islower() and not goes_on else None
        if outlet and outlet.name and not agency_named(name):
            return outlet.name
    return None
