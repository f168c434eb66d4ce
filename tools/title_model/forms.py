"""Forms of a text that the title model learns from, with and without a line that is its title."""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

SHARE_OF_LINE = 0.6
"""How often a header has a line, if the gold knows what it says."""
SHARE_OF_SHUFFLED = 0.5
"""How often byline, date and address stand in another order."""


def flat(text: str) -> str:
    """Without empty lines and indentation, which other programs do not write."""
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))


def untitled(text: str, titles: Sequence[str]) -> str:
    """Without the lines that hold one of the titles, in any case."""
    folded = [title.casefold() for title in titles]
    return "\n".join(line for line in text.split("\n") if not any(title in line.casefold() for title in folded))


def article(row: dict[str, Any], *, with_title: bool) -> str | None:
    """The article's own text below a header, as archives export it; None without a body. A row gives the same form."""
    if not row.get("body"):
        return None
    chance = random.Random(row["page"])  # noqa: S311  training data, no secrets
    lines = list(_header_lines(row, chance))
    if chance.random() < SHARE_OF_SHUFFLED:
        chance.shuffle(lines)
    return "\n".join([*([row["title"]] if with_title else []), *lines, row["body"]])


def _header_lines(row: dict[str, Any], chance: random.Random) -> Iterator[str]:
    authors = row.get("authors") or []
    names = " and ".join([authors] if isinstance(authors, str) else authors)
    if names and chance.random() < SHARE_OF_LINE:
        yield chance.choice(("By {}", "by {}", "{}")).format(names)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or "") and chance.random() < SHARE_OF_LINE:
        day = date.fromisoformat(row["date"])
        form = chance.choice(("%Y%m%d", "%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "Published: %d %b %Y %H:%M", "%d.%m.%Y"))
        yield day.strftime(form)
    if row.get("url") and chance.random() < SHARE_OF_LINE:
        yield row["url"]
