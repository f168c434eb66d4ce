"""Chooses the title of a page: the places vote (page_votes.py), and a model weighs every wording (weighing.py).

Where the page's own data state a headline, the vote stands unless the model is clearly surer of another wording: the
model alone had 9 of 100 titles of news pages wrong more than the vote.
"""

from collections.abc import Sequence
from dataclasses import replace

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.near_title import title_text
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.titles.page_candidates import PageTitle, key_of, page_titles
from news_pipeline.metadata.titles.page_features import title_features
from news_pipeline.metadata.titles.page_votes import elected, title_rows
from news_pipeline.metadata.weighing import probabilities

LEAD = 0.6
"""Probability by which another wording must be surer than the elected one that the page's data state."""
SHOWN = 3
"""Wordings that stay as evidence though only a heading or a part of a title says them."""


def elected_title(header: tuple[HeaderLine, ...], page: Page, site_names: tuple[str, ...]) -> str | None:
    """The wording with most votes; None if no place names any."""
    rows = [row for row in title_rows(header, page, site_names) if row.value]
    return elected(rows, page).value if rows else None


def choose_page_title(
    header: tuple[HeaderLine, ...], page: Page, site_names: tuple[str, ...], *, body: str, url: str | None
) -> list[Evidence]:
    """All candidates with their probabilities, at most one of them chosen."""
    rows = title_rows(header, page, site_names)
    named = [row for row in rows if row.value]
    voted = elected(named, page) if named else None
    line = title_text(header)
    titles = page_titles(page, line, site_names)
    chances = probabilities("title", title_features(titles, page, body, url, voted.value if voted else None))
    by_key = {key_of(title.value): chance for title, chance in zip(titles, chances, strict=True)}
    rows = [replace(row, confidence=round(by_key.get(key_of(row.value), 0.0), 3) if row.value else 0.0) for row in rows]
    rows += _others(rows, titles, chances)
    value = _whole(_chosen(voted.value if voted else None, titles, chances), titles)
    chosen = next((row for row in rows if row.value is not None and row.value == value), None)
    return [replace(row, is_chosen=row is chosen) for row in rows]


def _others(rows: Sequence[Evidence], titles: Sequence[PageTitle], chances: Sequence[float]) -> list[Evidence]:
    """The likeliest wordings that no row has yet."""
    known = {key_of(row.value) for row in rows if row.value}
    best = sorted(zip(titles, chances, strict=True), key=lambda pair: -pair[1])[:SHOWN]
    return [
        Evidence("title", title.value, title.source, cut(title.places[0][1]), confidence=round(chance, 3))
        for title, chance in best
        if key_of(title.value) not in known
    ]


def _whole(value: str | None, titles: Sequence[PageTitle]) -> str | None:
    """The wording, or the one that goes on with a quotation where an attribute of the page ended at its first sign."""
    longer = (
        title.value for title in titles if value and title.value.startswith(value) and not title.has("title_line")
    )
    return next((each for each in longer if value and each[len(value) :].lstrip()[:1] == '"'), value)


def _chosen(voted: str | None, titles: Sequence[PageTitle], chances: Sequence[float]) -> str | None:
    """The elected wording, or the likeliest one where it leads."""
    if not titles:
        return voted
    best, chance = max(zip(titles, chances, strict=True), key=lambda pair: pair[1])
    own = next(
        (p for title, p in zip(titles, chances, strict=True) if voted and key_of(title.value) == key_of(voted)), 0.0
    )
    is_stated = any(title.has("json_ld.headline") for title in titles)
    leads = chance > own + (LEAD if is_stated else 0.0)
    return best.value if leads or voted is None else voted
