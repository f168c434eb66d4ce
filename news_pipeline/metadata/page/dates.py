"""Finds the date candidates of a page: what its head says, what its elements mark, what stands near its headline."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from news_pipeline.metadata.dates.candidates import OTHER, PUBLISHED, RANKS, UPDATED, DateCandidate, from_text
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.dates.relative import MAX_TOLD, ToldText
from news_pipeline.metadata.dates.words import label_kind
from news_pipeline.metadata.outlets.urls import is_front_page
from news_pipeline.metadata.page.headline import headline_order
from news_pipeline.metadata.page.json_ld import is_article, strings
from news_pipeline.metadata.page.marks import Mark
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.page.state import state_dates
from news_pipeline.shared.word_tables import word_table

MAX_BESIDE = 45
"""Characters beside a date that is the point of its line."""
_TITLE_END = re.compile(r"(?:\s[|–—·-]\s+|（)(?P<end>[^|–—·（）]{6,30})）?$")
_ITEM = "itemprop:datePublished"
_GENERAL = "general"
"""Kind of metas that only call themselves a date, as `date` and `created` do. They are trusted less."""
_KEYS = (("datePublished", PUBLISHED), ("dateModified", UPDATED), ("uploadDate", OTHER), ("dateCreated", OTHER))


def from_page(page: Page, title: str | None, language: str | None) -> Iterator[DateCandidate]:
    """Everything that the page marks as a date, or that stands as one near its headline.

    What is only likely counts where nothing clearer is there: the date at the end of the page's title, the only day
    that the page shows, a moment in a script beside the article's own title, the day in a front page's masthead.
    """
    found = [*_from_head(page, language)]
    headline = headline_order(page, title)
    inside = [mark for mark in page.dates if not mark.aside]
    visible = [candidate for mark in inside for candidate in _from_mark(mark, headline, language)]
    yield from found
    yield from visible
    if _is_dated(visible):
        return
    likely = [*_from_title(page, language), *_named_day(visible)]
    if not _is_dated(found) and not _is_dated(likely):
        likely += _from_asides(page, language)
    likely = likely or [*_only_day(visible)]
    if not _is_dated(found) and not _is_dated(likely):
        likely += [*_from_state(page, title, language), *_from_front_page(page, language)]
    yield from likely


def told_marks(page: Page, title: str | None) -> list[ToldText]:
    """The short dated elements near the headline that may say "5 hours ago"."""
    headline = headline_order(page, title)
    marks = [
        mark for mark in page.dates if mark.name in ("time", "class") and not mark.aside and len(mark.text) <= MAX_TOLD
    ]
    near = [mark for mark in marks if headline is not None and _is_near(mark, headline)]
    return [ToldText(mark.text, label_kind(mark.text) or mark.says or PUBLISHED) for mark in near]


def _is_dated(candidates: list[DateCandidate]) -> bool:
    return any(candidate.kind == PUBLISHED and candidate.reading for candidate in candidates)


def _from_head(page: Page, language: str | None) -> Iterator[DateCandidate]:
    for node in page.nodes:
        place = "json_ld" if is_article(node) else "json_ld_page"
        for key, kind in _KEYS:
            given = node.get(key)
            number = isinstance(given, int | float) and not isinstance(given, bool)
            for text in (str(given),) if number else strings(given, "@value")[:3]:
                source = f"json_ld.{key}"
                found = list(from_text(text, kind, source, RANKS[place], language))
                yield from found or [DateCandidate(None, kind, source, RANKS[place], text)]
    for meta in page.metas:
        if meaning := _meta_kinds().get(meta.name):
            kind, place = (PUBLISHED, "meta_general") if meaning == _GENERAL else (meaning, "meta")
            yield from from_text(meta.content, kind, f"meta:{meta.name}", RANKS[place], language)


@cache
def _meta_kinds() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in word_table(__package__, "date_metas.csv")}


def _from_mark(mark: Mark, headline: int | None, language: str | None) -> Iterator[DateCandidate]:
    is_near = headline is not None and _is_near(mark, headline)
    if mark.name.startswith("itemprop:"):
        kind = UPDATED if "odified" in mark.name else PUBLISHED
        yield from from_text(mark.value, kind, mark.name, RANKS["itemprop"], language)
    elif mark.name in ("time", "data"):
        yield from _from_machine(mark, language, is_near=is_near)
    else:
        yield from _from_visible(mark, language, is_near=is_near)


def _is_near(mark: Mark, headline: int) -> bool:
    """Whether the mark stands so near the headline that it dates the article; a text without a dated class nearer."""
    distance = mark.order - headline
    return -3 <= distance <= 25 if mark.name == "text" else -20 <= distance <= 60


def _from_machine(mark: Mark, language: str | None, *, is_near: bool) -> Iterator[DateCandidate]:
    """A `time` element or a `data-` attribute; the words around it say more than the names of its classes."""
    readings = read_dates(mark.text, language, whole=True)
    label = next((reading.label for reading in readings if reading.label), None)
    if not readings and mark.text.casefold().startswith("updated"):
        label = UPDATED
    kind = (label or mark.says or PUBLISHED) if is_near else OTHER
    is_marked = PUBLISHED in (label, mark.says if not label else None) and is_near
    rank = RANKS["time_marked" if is_marked else "time_element"]
    source = "time_element" if mark.name == "time" else "data_attribute"
    for candidate in from_text(mark.value or mark.text, kind, source, rank, language):
        yield replace(candidate, says=label or mark.says)


def _from_visible(mark: Mark, language: str | None, *, is_near: bool) -> Iterator[DateCandidate]:
    readings = read_dates(mark.value, language, whole=mark.name == "class")
    if not readings and is_near and mark.name == "text" and len(mark.value) <= MAX_BESIDE:
        readings = read_dates(mark.value.rpartition(", ")[2], language, whole=True)  # "Jane Doe, 8.5.12"
    dated = sum(len(raw) for raw in {reading.start: reading.raw for reading in readings}.values())
    for reading in readings:
        kind, rank = _visible_kind(reading, mark, is_near=is_near)
        if reading.label or len(mark.value) - dated < MAX_BESIDE:
            yield DateCandidate(reading, kind, "visible_text", RANKS[rank], mark.value, says=mark.says)


def _visible_kind(reading: DateReading, mark: Mark, *, is_near: bool) -> tuple[str, str]:
    if reading.label == PUBLISHED and (is_near or mark.name == "class"):
        return PUBLISHED, "near_title_labelled" if is_near else "labelled"
    if reading.label:
        return reading.label, "labelled"
    if mark.says == UPDATED:
        return UPDATED, "labelled"
    if is_near:
        return PUBLISHED, "near_title_labelled" if mark.says else "near_title"
    return OTHER, "near_title"


def _from_title(page: Page, language: str | None) -> Iterator[DateCandidate]:
    """A date that is the last part of the page's title, where some sites put the day of the article."""
    match = _TITLE_END.search(page.title_tag or "")
    for reading in read_dates(match["end"], language, whole=True) if match else ():
        if len(reading.raw) == len(match["end"].strip() if match else ""):
            yield DateCandidate(
                reading, reading.label or PUBLISHED, "title_tag", RANKS["only_day"], page.title_tag or ""
            )


def _named_day(found: list[DateCandidate]) -> Iterator[DateCandidate]:
    """The day of publication by the class of elements anywhere, if all of them name the same."""
    named = [c for c in found if c.says == PUBLISHED and c.reading and c.kind == OTHER and not c.reading.label]
    if len({candidate.reading.value for candidate in named if candidate.reading}) == 1:
        yield from (replace(candidate, kind=PUBLISHED, rank=RANKS["only_day"]) for candidate in named)


def _from_asides(page: Page, language: str | None) -> list[DateCandidate]:
    """Dates of elements that say "published" themselves, though they stand in what looks like an aside.

    Templates put the day of the article into a footer. Several days are those of other articles, and none counts.
    """
    marks = [mark for mark in page.dates if mark.aside and (mark.name.startswith(_ITEM) or mark.says == PUBLISHED)]
    found = [
        candidate
        for mark in marks
        for candidate in from_text(mark.value or mark.text, PUBLISHED, _aside_source(mark), RANKS["only_day"], language)
    ]
    return found if len({candidate.reading.value for candidate in found if candidate.reading}) == 1 else []


def _aside_source(mark: Mark) -> str:
    return mark.name if mark.name.startswith(_ITEM) else "time_element" if mark.name == "time" else "visible_text"


def _only_day(found: list[DateCandidate]) -> Iterator[DateCandidate]:
    """The one full date that a page shows, if nothing names it otherwise; with a weekday it may be today's."""
    days = {candidate.reading.value for candidate in found if candidate.reading}
    if len(days) != 1:
        return
    for candidate in found:
        reading = candidate.reading
        if reading and not reading.label and not reading.weekday and candidate.kind == OTHER:
            yield replace(candidate, kind=PUBLISHED, rank=RANKS["only_day"])


def _from_state(page: Page, title: str | None, language: str | None) -> Iterator[DateCandidate]:
    for found in state_dates(page.scripts, [title, page.meta("og:title")]):
        yield from from_text(found.value, PUBLISHED, f"script.{found.key}", RANKS["script"], language)


def _from_front_page(page: Page, language: str | None) -> Iterator[DateCandidate]:
    """The day with its weekday in the masthead of a site's front page: the day of that edition."""
    addresses = [url for url in (page.canonical, page.meta("og:url")) if url]
    if not addresses or not all(is_front_page(url) for url in addresses):
        return
    dated = [
        (mark, reading) for mark in page.dates if mark.name == "class" for reading in read_dates(mark.value, language)
    ]
    shown = [(mark, reading) for mark, reading in dated if reading.weekday == reading.value.isoweekday()]
    if len({reading.value for _, reading in shown}) == 1:
        for mark, reading in shown:
            if len(mark.value) - len(reading.raw) < MAX_BESIDE and not reading.label:
                yield DateCandidate(reading, PUBLISHED, "front_page", RANKS["only_day"], mark.value)
