"""Finds every day that the lines of a plain text say, with what speaks for it as the day of publication, as numbers.

text_candidates.py has the places that say plainly what their date is. Here are also dates far from the title, in lines
that cleaning took for links, at the beginning and end of the story: most of them are other days.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from news_pipeline.metadata.dates.candidates import OTHER, PUBLISHED, RANKS, UPDATED, DateCandidate
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.dates.words import label_kind
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.weighing import probabilities

THRESHOLD = 0.75
"""Probability from which a day counts where no place says plainly when the text was published."""
SHOWN = 3
"""Days that stay as evidence."""
EARLIEST = 1990
MAX_LINE, MAX_LINES, MAX_DATED = 300, 4_000, 60
"""Code points of a line, lines of a text, and lines with a date that are looked at."""
MAX_LABEL = 30
"""Characters of a line that is only a label of the date in the next."""
FAR = 200
"""Lines from which on distances are not told apart."""
_MAY_BE_DATED = re.compile(r"\d{4}|\d[./]\d{1,2}[./]\d{2}")
_BY = re.compile(r"(?:^|\W)(?:by|von|par|por|author|written)\b", re.IGNORECASE)
_READING_TIME = re.compile(r"\b\d{1,3}\s?-?\s?min(?:ute)?s?\b", re.IGNORECASE)
_COMMENT = re.compile(r"\b(?:comments?|repl(?:y|ies)|says|said|wrote|likes?|points?|kommentare?)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROLES = ("timestamp", "related", "byline", "dateline", "boilerplate", "comment_form", "tags", "body")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One day in one line."""

    index: int
    """Of the line among those with text."""
    number: int
    """Of the line in the text."""
    text: str
    reading: DateReading
    kind: str
    """published, updated or other where a label says so, else empty."""
    place: int
    """Which date of the line it is."""


def dated_lines(lines: Sequence[tuple[int, str]], language: str | None) -> list[DatedLine]:
    """The days in their order. lines: (number, text) of each line with text."""
    found: list[DatedLine] = []
    dated = 0
    for index, (number, raw) in enumerate(lines[:MAX_LINES]):
        text = raw.strip()
        if len(text) > MAX_LINE or not _MAY_BE_DATED.search(text):
            continue
        readings = [each for each in read_dates(text, language) if each.value.year >= EARLIEST]
        if not readings:
            readings = [each for each in read_dates(text, language, whole=True) if each.value.year >= EARLIEST]
        before = lines[index - 1][1] if index else ""
        above = label_kind(before) if len(before) <= MAX_LABEL and not any(map(str.isdigit, before)) else None
        starts = sorted({each.start for each in readings})
        found += [
            DatedLine(index, number, text, each, each.label or above or "", starts.index(each.start))
            for each in readings
        ]
        dated += bool(readings)
        if dated >= MAX_DATED:
            break
    return found


def _is_other(each: DatedLine, title: int | None) -> bool:
    """Whether the day is a quoted post's, or with its weekday in a masthead above the title, where today's stands."""
    is_above = title is not None and each.index < title
    return "://" in each.text or (is_above and each.reading.weekday is not None and not each.kind)


def weighed_text_dates(
    text: str, header: tuple[HeaderLine, ...], title: int | None, language: str | None
) -> list[DateCandidate]:
    """The likeliest days with their probabilities: the best, if it is sure enough, as one of publication.

    header: the lines that cleaning took out. title: number of the title's line.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    found = dated_lines(lines, language)
    usable, features = day_features(found, lines, {line.number: line.role for line in header}, title)
    best = sorted(zip(probabilities("text_date", features), usable, strict=True), key=lambda pair: -pair[0])[:SHOWN]
    return [
        DateCandidate(
            each.reading,
            PUBLISHED if i == 0 and chance >= THRESHOLD else OTHER,
            "dated_line",
            RANKS["only_day"],
            each.text,
            chance=round(chance, 3),
        )
        for i, (chance, each) in enumerate(best)
    ]


def day_features(
    found: Sequence[DatedLine], lines: Sequence[tuple[int, str]], roles: dict[int, str], title: int | None
) -> tuple[list[DatedLine], dict[str, list[float]]]:
    """The days that may be the publication's, and their features by name, each with one value a day."""
    at = next((i for i, (number, _) in enumerate(lines) if number == title), None)
    usable = [each for each in found if each.kind != UPDATED and not _is_other(each, at)]
    days = Counter(each.reading.value for each in usable)
    distinct = sorted(days)
    updated = [each for each in found if each.kind == UPDATED]
    shapes = Counter(re.sub(r"\d", "0", each.reading.raw) for each in usable)
    last = max(1, len(lines) - 1)
    near = min((abs(each.index - at) for each in updated), default=FAR) if at is not None else FAR
    rows = []
    for order, each in enumerate(usable):
        reading, day = each.reading, each.reading.value
        distance = max(-FAR, min(FAR, each.index - at)) if at is not None else FAR
        rest = f"{each.text[: reading.start]} {each.text[reading.end :]}"
        role = roles.get(each.number, "body")
        row = {f"is_{name}": float(role == name) for name in _ROLES}
        row |= {
            "distance": float(distance),
            "far": float(abs(distance)),
            "has_title": float(at is not None),
            "label_published": float(each.kind == PUBLISHED),
            "label_other": float(each.kind == OTHER),
            "beside": float(len(_WORD.findall(rest))),
            "before": float(len(_WORD.findall(each.text[: reading.start]))),
            "length": float(len(each.text)),
            "starts_line": float(reading.start < 3),
            "ends_line": float(len(each.text) - reading.end < 3),
            "by": float(bool(_BY.search(rest))),
            "reading_time": float(bool(_READING_TIME.search(rest))),
            "comment": float(bool(_COMMENT.search(rest))),
            "copyright": float(bool(_COPYRIGHT.search(rest))),
            "clock": float(reading.clock is not None),
            "weekday": float(reading.weekday is not None),
            "is_plain": float(reading.order == "plain"),
            "place": float(each.place),
            "same_day": float(days[day]),
            "days": float(len(distinct)),
            "dates": float(len(usable)),
            "same_shape": float(shapes[re.sub(r"\d", "0", reading.raw)]),
            "is_last_day": float(day == distinct[-1]),
            "is_first_day": float(day == distinct[0]),
            "order": float(order),
            "index": float(each.index),
            "position": each.index / last,
            "to_end": float(min(FAR, last - each.index)),
            "updates": float(len(updated)),
            "update_near": float(near),
            "after_update": float(any(day > other.reading.value for other in updated)),
            "is_sentence": float(rest.rstrip().endswith((".", "!", "?")) and len(rest) > MAX_LABEL),
        }
        rows.append(row)
    return usable, {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}
