"""Chooses the title among the record's, the page's and the lines of a text.

A page says its headline in several places, often in two wordings: one for readers, one for search engines. Each place
has a vote; places of nearly the same words share theirs. A wording that stands as a visible heading outside navigation
has one more vote, because people read that one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.page.json_ld import is_article, strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.titles.clean import clean_title
from news_pipeline.metadata.titles.line_choice import THRESHOLD, likely_titles
from news_pipeline.metadata.titles.text_lines import TextLine
from news_pipeline.readers.document import Field

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
_LABELS = ("title:", "headline:", "titel:", "titre:", "título:", "titolo:")
MAX_LABELLED = 20
"""Lines of a text among which one may say "Title:"."""
_LABELLED = "title_line_labelled"
_KICKER_END = (":", "-", "–", "—", "|")


@dataclass(frozen=True, slots=True)
class TitleChoice:
    """The title of a document, and all candidates."""

    title: str | None
    evidence: tuple[Evidence, ...]
    line: int | None = None
    """Of a text: number of the line that it is on."""


def choose_title(
    fields: tuple[Field, ...],
    header: tuple[HeaderLine, ...],
    page: Page | None,
    site_names: tuple[str, ...],
    lines: Sequence[TextLine] = (),
) -> TitleChoice:
    """The record's title, else the page's by vote, else the most probable of `lines`, those of a plain text."""
    given = [_row(field.value, f"json:{field.key}", 0.9, site_names) for field in fields]
    own = [_row(raw, source, trust, site_names) for raw, source, trust in _page_titles(page)] if page else []
    if page:
        named = [line for line in header if line.role == "title"]
        own += [_row(_unlabelled(line.text), "title_line", 0.3 if own else 0.85, site_names) for line in named]
    rows = [row for row in (*given, *own) if row.raw_text.strip()]
    chosen = next((row for row in rows if row in given and row.value), None)
    if chosen is None and page and any(row.value for row in own):
        chosen = _elected([row for row in rows if row.value], page)
    of_text = _of_text(lines, site_names) if page is None else []
    if chosen is None and of_text and (of_text[0][0].confidence >= THRESHOLD or of_text[0][0].source == _LABELLED):
        chosen = of_text[0][0] if of_text[0][0].value else None
    rows += [row for row, _ in of_text]
    number = _line_of(chosen, of_text) if chosen else None
    return TitleChoice(
        chosen.value if chosen else None, tuple(replace(row, is_chosen=row is chosen) for row in rows), number
    )


def _of_text(lines: Sequence[TextLine], site_names: tuple[str, ...]) -> list[tuple[Evidence, int]]:
    """The likely titles of a text with their lines, the best first; a line that says "Title:" is the only one."""
    for line in lines[:MAX_LABELLED]:
        if (bare := _unlabelled(line.text)) != line.text.strip() and bare and line.role == "title":
            return [(_row(bare, _LABELLED, 0.95, site_names), line.number)]
    likely = likely_titles(lines)
    return [(_row(each.text, "title_line", each.probability, site_names), each.number) for each in likely]


def _line_of(chosen: Evidence, of_text: Sequence[tuple[Evidence, int]]) -> int | None:
    """The line that says the chosen title, which a record may have said too."""
    words = _words(chosen.value or "")
    return next(
        (number for row, number in of_text if row is chosen or (row.value and _alike(words, _words(row.value)))), None
    )


def _row(raw: str, source: str, trust: float, site_names: tuple[str, ...]) -> Evidence:
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


def _elected(rows: list[Evidence], page: Page) -> Evidence:
    """The row with most votes; of equal ones that of the weightiest place, then the first."""
    places = list({row.source: row for row in reversed(rows)}.values())[::-1]
    words = {row.source: _words(row.value or "") for row in places}
    visible = [_words(mark.text) for mark in page.headlines if mark.name == "heading"]
    votes: dict[str, float] = {}
    for row in places:
        kin = [other for other in places if _alike(words[row.source], words[other.source])]
        votes[row.source] = sum(_vote(other) for other in kin)
        if any(_alike(words[row.source], shown) for shown in visible):
            votes[row.source] += _VISIBLE_VOTE
    best = max(votes.values())
    winners = [row for row in places if votes[row.source] > best - 1e-6]
    return _without_kicker(max(winners, key=_vote), places)


def _vote(row: Evidence) -> float:
    """The weight of a place; a heading of a few words may be the site's or a person's name."""
    is_short = row.source == "h1" and len((row.value or "").split()) < MIN_HEADING
    return SHORT_HEADING_VOTE if is_short else _VOTES.get(row.source, _OTHER_VOTE)


def _words(text: str) -> frozenset[str]:
    """The words; of a text with fewer than three, as in Japanese without spaces, its characters too."""
    found = re.findall(r"\w+", text.casefold())
    return frozenset(found if len(found) > 2 else [*found, *"".join(found)])


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) / len(one | other) >= _SAME_WORDS


def _without_kicker(chosen: Evidence, rows: list[Evidence]) -> Evidence:
    """The chosen row, or a heading or shared headline that is the same text without its kicker ("Economy: ")."""
    text = chosen.value or ""
    for row in rows:
        tail = row.value or ""
        is_tail = _MIN_TAIL < len(tail) < len(text) and text.endswith(tail)
        if is_tail and text[: -len(tail)].rstrip().endswith(_KICKER_END) and _VOTES.get(row.source, 0.0) >= 1:
            return row
    return chosen


def _unlabelled(text: str) -> str:
    stripped = text.strip()
    for label in _LABELS:
        if stripped.casefold().startswith(label):
            return stripped[len(label) :].strip()
    return stripped
