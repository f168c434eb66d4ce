"""The title of a page by the vote of its places.

A page says its headline in several places, often in two wordings: one for readers, one for search engines. Each place
has a vote; places of nearly the same words share theirs. A wording that stands as a visible heading outside navigation
has one more vote, because people read that one.
"""

import re
from collections.abc import Iterator

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.page.json_ld import is_article, strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.titles.clean import clean_title

_VOTES = {
    "og:title": 1.2,
    "h1": 1.6,
    "json_ld.headline": 1.0,
    "meta:twitter:title": 0.3,
    "title_tag": 0.3,
    "title_line": 0.1,
}
"""Weight of each place of a page; other places have _OTHER_VOTE.

With the heading at 1.2 and at 1.6 (from MIN_HEADING words on) .944 and .935 of titles were right on 107 news pages,
.832 and .854 on 417 general ones, .844 and .872 on 710 modern ones."""
_OTHER_VOTE = 0.2
MIN_HEADING, SHORT_HEADING_VOTE = 4, 1.2
"""Words of a heading that has its full vote, and the vote of a shorter one."""
_VISIBLE_VOTE = 1.2
_SAME_WORDS = 0.8
"""Share of common words from which two wordings count as one."""
_MIN_TAIL = 15
"""Characters of a headline that stands without its kicker."""
_METAS = ("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title", "cxenseparse:title")
_KICKER_END = (":", "-", "–", "—", "|")


def title_rows(header: tuple[HeaderLine, ...], page: Page, site_names: tuple[str, ...]) -> list[Evidence]:
    """Every place that names a title, with how far such a place is trusted; a value of None is no title."""
    own = [title_row(raw, source, trust, site_names) for raw, source, trust in _page_titles(page)]
    named = [line for line in header if line.role == "title"]
    own += [title_row(line.text, "title_line", 0.3 if own else 0.85, site_names) for line in named]
    return [row for row in own if row.raw_text.strip()]


def title_row(raw: str, source: str, trust: float, site_names: tuple[str, ...]) -> Evidence:
    """One candidate of a title, cleaned."""
    return Evidence("title", clean_title(raw, site_names), source, cut(raw), confidence=trust)


def _page_titles(page: Page) -> Iterator[tuple[str, str, float]]:
    """(text, source, trust) of each place that names a title."""
    for node in page.nodes:
        for text in strings(node.get("headline"))[:1]:
            yield text, "json_ld.headline" if is_article(node) else "json_ld_page.headline", 0.8
    if og_title := page.meta("og:title"):
        yield og_title, "og:title", 0.79
    marks = [mark for mark in page.headlines if mark.name == "h1"]
    for number, mark in enumerate(([mark for mark in marks if not mark.aside] or marks)[:3]):
        yield mark.text, "h1" if number == 0 else "h1_more", 0.78
    for name in _METAS:
        if content := page.meta(name):
            yield content, f"meta:{name}", 0.65
    if page.title_tag:
        yield page.title_tag, "title_tag", 0.55


def elected(rows: list[Evidence], page: Page) -> Evidence:
    """The row with most votes; of equal ones that of the weightiest place, then the first."""
    places = list({row.source: row for row in reversed(rows)}.values())[::-1]
    words = {row.source: words_of(row.value or "") for row in places}
    visible = [words_of(mark.text) for mark in page.headlines if mark.name == "heading"]
    votes: dict[str, float] = {}
    for row in places:
        kin = [other for other in places if is_alike(words[row.source], words[other.source])]
        votes[row.source] = sum(_vote(other) for other in kin)
        if any(is_alike(words[row.source], shown) for shown in visible):
            votes[row.source] += _VISIBLE_VOTE
    best = max(votes.values())
    winners = [row for row in places if votes[row.source] > best - 1e-6]
    return _without_kicker(max(winners, key=_vote), places)


def _vote(row: Evidence) -> float:
    """The weight of a place; a heading of a few words may be the site's or a person's name."""
    is_short = row.source == "h1" and len((row.value or "").split()) < MIN_HEADING
    return SHORT_HEADING_VOTE if is_short else _VOTES.get(row.source, _OTHER_VOTE)


def words_of(text: str) -> frozenset[str]:
    """The words of a wording; of a text with fewer than three, as in Japanese without spaces, its characters too."""
    found = re.findall(r"\w+", text.casefold())
    return frozenset(found if len(found) > 2 else [*found, *"".join(found)])


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings share so many words that they count as one."""
    return bool(one and other) and len(one & other) / len(one | other) >= _SAME_WORDS


def may_be_alike(one: frozenset[str], line: frozenset[str]) -> bool:
    """Whether a part of a line with these words may be alike; spares most lines a closer look."""
    return len(one & line) >= _SAME_WORDS * len(one)


def _without_kicker(chosen: Evidence, rows: list[Evidence]) -> Evidence:
    """The chosen row, or a heading or shared headline that is the same text without its kicker ("Economy: ")."""
    text = chosen.value or ""
    for row in rows:
        tail = row.value or ""
        is_tail = _MIN_TAIL < len(tail) < len(text) and text.endswith(tail)
        if is_tail and text[: -len(tail)].rstrip().endswith(_KICKER_END) and _VOTES.get(row.source, 0.0) >= 1:
            return row
    return chosen
