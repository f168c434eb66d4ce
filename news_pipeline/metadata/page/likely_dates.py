"""Every day that a page shows or hints at, with what speaks for it as the day of publication, as numbers for a model.

page/dates.py has the places that say plainly what their date is. Here are also the dates in asides, far from the
headline, at the ends of titles, at the beginning of the text and in addresses: most of them are other days.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from news_pipeline.metadata.dates.candidates import OTHER, PUBLISHED, RANKS, UPDATED, DateCandidate
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.page.dates import MAX_BESIDE, from_page
from news_pipeline.metadata.page.headline import headline_order
from news_pipeline.metadata.page.marks import Mark
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.weighing import probabilities
from news_pipeline.shared.domains import split_url

EARLIEST = 1995
"""Year before which no page shows when it was published."""
THRESHOLD = 0.8
"""Probability from which a date counts where no place says plainly when the page was published."""
SHOWN = 3
"""Likely dates that stay as evidence."""
MAX_LIKELY = 120
"""Dates of a page that are weighed; an index of a newspaper shows more."""
_NAMES = ("time", "class", "text", "data", "title", "address", "body_start", "image")
_SOURCES = {"time": "time_element", "data": "data_attribute", "title": "title_tag", "address": "url_path",
            "body_start": "body_start", "image": "image_path"}  # fmt: skip
_AT_END = re.compile(r"(?:[|–—·:(-]|^)\s*(?P<end>[^|–—·()]{6,30}?)\)?\s*$")
_AT_START = re.compile(r"^(?P<end>[^|–—·()„\"“]{6,24}?)\s*(?:[|–—:„\"“-])")
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?:(?P<a>\d{1,2})[-_.](?P<b>\d{1,2})[-_.](?P<y>20\d{2})|(?P<year>20\d{2})[-_/]?(?P<m>\d{2})[-_/]?(?P<d>\d{2}))(?!\d)"
)
_YEAR_MONTH = re.compile(r"/(?P<y>20\d{2})[/-]?(?P<m>0[1-9]|1[0-2])?(?!\d)")


@dataclass(frozen=True, slots=True)
class LikelyDate:
    """One day at one place."""

    candidate: DateCandidate
    name: str
    """Of _NAMES."""
    order: int
    """Number of the element in the walk over the page; -1 outside of it."""
    aside: bool
    beside: int
    """Characters beside the date."""
    text: str

    @property
    def reading(self) -> DateReading:
        """The date, which every likely date has."""
        if self.candidate.reading is None:
            raise ValueError(self.text)
        return self.candidate.reading


def likely_dates(page: Page, title: str | None, url: str | None, body: str, language: str | None) -> list[LikelyDate]:
    """The dates in the order of the page, no updates among them."""
    found = [
        *_of_marks(page, language),
        *_of_titles(page, title, language),
        *_of_body(body, language),
        *_of_addresses(page, url),
    ]
    return [each for each in found if _may_count(each)][:MAX_LIKELY]


def _may_count(each: LikelyDate) -> bool:
    """No update or other day, none of long ago or in a sentence; in an aside only one that says what it is."""
    is_said = PUBLISHED in (each.candidate.says, each.reading.label)
    is_sentence = each.name == "text" and each.beside >= MAX_BESIDE and not each.reading.label
    is_other = each.candidate.kind != PUBLISHED or each.reading.value.year < EARLIEST
    return not (is_other or is_sentence or (each.aside and not is_said))


def _of_marks(page: Page, language: str | None) -> Iterator[LikelyDate]:
    for mark in page.dates:
        if mark.name.startswith("itemprop:"):
            continue
        text = mark.value if mark.name in ("time", "data") and mark.value else mark.text
        readings = read_dates(text, language, whole=mark.name != "text") or read_dates(mark.text, language, whole=True)
        kind = _said(mark, language)
        dated = sum(len(raw) for raw in {reading.start: reading.raw for reading in readings}.values())
        for reading in readings[:3]:
            yield _likely(
                reading, mark.name, mark.text, reading.label or kind, mark=mark, beside=len(mark.text) - dated
            )


def _said(mark: Mark, language: str | None) -> str:
    label = next((reading.label for reading in read_dates(mark.text, language, whole=True) if reading.label), None)
    return label or mark.says or ""


def _likely(  # noqa: PLR0913  the parts of a likely date
    reading: DateReading, name: str, text: str, kind: str = "", *, mark: Mark | None = None, beside: int = 0
) -> LikelyDate:
    source = _SOURCES.get(name, "visible_text")
    known = kind if kind in (UPDATED, OTHER) else PUBLISHED
    says = PUBLISHED if kind == PUBLISHED else mark.says if mark else ""
    candidate = DateCandidate(reading, known, source, RANKS["only_day"], text, says=says)
    return LikelyDate(candidate, name, mark.order if mark else -1, mark.aside if mark else False, beside, text)


def _of_titles(page: Page, title: str | None, language: str | None) -> Iterator[LikelyDate]:
    for text in dict.fromkeys(each for each in (page.title_tag, page.meta("og:title"), title) if each):
        for pattern in (_AT_END, _AT_START):
            if match := pattern.search(text):
                for reading in read_dates(match["end"], language, whole=True):
                    yield _likely(reading, "title", text, "", beside=len(match["end"].strip()) - len(reading.raw))


def _of_body(body: str, language: str | None) -> Iterator[LikelyDate]:
    for line in [line.strip() for line in body[:3000].splitlines() if line.strip()][:3]:
        for reading in read_dates(line[:160], language)[:2]:
            yield _likely(reading, "body_start", line[:160], reading.label or "", beside=reading.start)


def _of_addresses(page: Page, url: str | None) -> Iterator[LikelyDate]:
    for name, text in (("address", url), ("image", page.meta("og:image"))):
        parts = split_url(text) if text else None
        for match in _IN_ADDRESS.finditer(f"{parts.path}?{parts.query}") if parts else ():
            order = (match["y"], match["b"], match["a"]) if match["y"] else (match["year"], match["m"], match["d"])
            try:
                day = date(*(int(part) for part in order))
            except ValueError:
                continue
            for reading in read_dates(day.isoformat()):
                yield _likely(reading, name, match[0], "")


def weighed_dates(
    page: Page, title: str | None, url: str | None, body: str, language: str | None
) -> list[DateCandidate]:
    """The likeliest dates with their probabilities: the best, if it is sure enough, as one of publication."""
    likely = likely_dates(page, title, url, body, language)
    chances = probabilities("date", date_features(likely, page, title, url, list(from_page(page, title, language))))
    best = sorted(zip(chances, likely, strict=True), key=lambda pair: -pair[0])[:SHOWN]
    return [
        replace(each.candidate, kind=PUBLISHED if i == 0 and chance >= THRESHOLD else OTHER, chance=round(chance, 3))
        for i, (chance, each) in enumerate(best)
    ]


def date_features(
    likely: Sequence[LikelyDate], page: Page, title: str | None, url: str | None, head: Sequence[DateCandidate]
) -> dict[str, list[float]]:
    """Features by name, each with one value a likely date. head: what the page's head and marks say plainly."""
    headline = headline_order(page, title)
    days = [each.reading.value for each in likely]
    counts, inside = Counter(days), Counter(each.reading.value for each in likely if not each.aside)
    distinct = sorted(set(days))
    visible = sorted({each.reading.value for each in likely if not each.aside and each.order >= 0})
    said = [c for c in head if c.reading and c.source.startswith(("json_ld", "meta:", "itemprop"))]
    updated = {c.reading.value for c in said if c.kind == UPDATED and c.reading}
    bylines = [mark.order for mark in page.bylines if not mark.aside]
    last = max((mark.order for mark in page.dates), default=0) or 1
    parts = split_url(url) if url else None
    match = _YEAR_MONTH.search(parts.path) if parts else None
    shapes = Counter((each.name, re.sub(r"\d", "0", each.reading.raw)) for each in likely)
    rows = []
    for each in likely:
        reading, day = each.reading, each.reading.value
        distance = each.order - headline if headline is not None and each.order >= 0 else 9999
        near = min((abs(each.order - order) for order in bylines), default=9999) if each.order >= 0 else 9999
        row = {f"is_{name}": float(each.name == name) for name in _NAMES}
        row |= {
            "aside": float(each.aside),
            "says_published": float(each.candidate.says == PUBLISHED),
            "says_other": float(each.candidate.kind == OTHER),
            "label_published": float(reading.label == PUBLISHED),
            "label": float(bool(reading.label)),
            "distance": float(distance),
            "far": float(min(abs(distance), 9999)),
            "is_below": float(0 <= distance < 9999),
            "order": each.order / last,
            "to_byline": float(near),
            "beside": float(each.beside),
            "length": float(len(each.text)),
            "clock": float(reading.clock is not None),
            "weekday": float(reading.weekday is not None),
            "is_plain": float(reading.order == "plain"),
            "same_day": float(counts[day]),
            "same_day_inside": float(inside[day]),
            "days": float(len(distinct)),
            "days_inside": float(len(visible)),
            "is_last_day": float(day == distinct[-1]),
            "is_first_day": float(day == distinct[0]),
            "is_last_inside": float(bool(visible) and day == visible[-1]),
            "is_first_inside": float(bool(visible) and day == visible[0]),
            "dates": float(len(likely)),
            "same_shape": float(shapes[each.name, re.sub(r"\d", "0", reading.raw)]),
            "is_update_too": float(day in updated) if updated else -1.0,
            "after_update": float(day > max(updated)) if updated else -1.0,
            "year_in_address": float(int(match["y"]) == day.year) if match else -1.0,
            "month_in_address": float(int(match["m"]) == day.month) if match and match["m"] else -1.0,
            "year": float(day.year),
            "is_january_first": float((day.month, day.day) == (1, 1)),
            "starts_line": float(reading.start < 3),
            "has_headline": float(headline is not None),
        }
        rows.append(row)
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}
