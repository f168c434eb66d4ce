"""Finds date candidates in the header lines of plain text, at the top of a body, and in the fields of a record."""

import re
from collections.abc import Sequence

from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.credits.credit_lines import dated_credit
from news_pipeline.metadata.dates.candidates import OTHER, PUBLISHED, RANKS, SEEN, UPDATED, DateCandidate, from_text
from news_pipeline.metadata.dates.periods import read_period
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.dates.relative import MAX_TOLD, ToldText, told_dates
from news_pipeline.metadata.dates.words import label_kind
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.near_title import lines_near_title, title_number
from news_pipeline.readers.document import Field

BYLINE_REACH = 5
"""Lines between a byline and a date that may belong to it where no date stands near the title."""
ABOVE_REACH, BELOW_REACH = 4, 10
"""Lines above and below the title in which a date may stand beside other words."""
MAX_BESIDE_TITLE = 160
MAX_WORDS_BESIDE = 12
"""Words beside the date of such a line; a longer one is a headline or a sentence."""
_NOT_BY_TITLE = frozenset({"title", "comment_form", "caption", "copyright"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARK_AT_END = re.compile(r"[/|•·–—\[(:»>-]$")
_MARK_AT_START = re.compile(r"^(?:[/|•·–—\])«<>#-]|by\b|von\b|par\b|por\b)", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?<=\d{4})(?=[A-Z][a-z]{2,9})")
"""Where a text dump left out the space after a year."""
LABEL_REACH, MAX_LABEL = 2, 30
"""Lines between a label and its date, and characters of a line that is only a label."""
_INTERFACE = re.compile(
    r"\b(?:comments?|min(?:ute)?s?|read|share|views?|words|kommentare?|categor\w+)\b", re.IGNORECASE
)
_SMALL = frozenset({"on", "am", "le", "el", "am:", "posted", "date", "the"})
_BY = re.compile(r"\b(?:by|von|par|por)\b", re.IGNORECASE)
_DATE_ROLES = frozenset({"timestamp", "byline", "dateline"})
_KIND_OF_FIELD = {"published": PUBLISHED, "updated": UPDATED, "seen": SEEN}


def header_dates(header: tuple[HeaderLine, ...], language: str | None) -> list[DateCandidate]:
    """Candidates of lines that hold a date.

    A line under the title beats one above it, where another article's date may stand. A bare date far from the title
    may be the day of the visit. Without any date near the title, one beside the first byline counts.
    """
    near, title = lines_near_title(header), title_number(header)
    found: list[DateCandidate] = []
    for before, line in zip((None, *header), header, strict=False):
        if line.role in _DATE_ROLES:
            above = title is not None and line.number < title
            label = _label_above(before, line)
            found += _line_dates(line, language, is_near=line.number in near, is_above=above, label=label)
        else:
            credit = dated_credit(line, title, language)
            found += [
                DateCandidate(reading, reading.label or PUBLISHED, "header_line", RANKS["header_line"], line.text)
                for reading in (credit.readings if credit else ())
            ]
            if not credit and title is not None:
                found += _beside_title(line, line.number - title, language)
    if not any(candidate.kind == PUBLISHED and candidate.reading for candidate in found):
        return found + _beside_byline(header, language)
    return found


def _beside_title(line: HeaderLine, distance: int, language: str | None) -> list[DateCandidate]:
    """Dates of a short line by the title that says more than a date: a name, a section, a place, minutes of reading.

    The nearer the line, the more it is trusted: further off stands another headline with its date.
    """
    if line.role in _NOT_BY_TITLE or not -ABOVE_REACH <= distance <= BELOW_REACH or len(line.text) > MAX_BESIDE_TITLE:
        return []
    text = _RUN_TOGETHER.sub(" ", line.text.strip())
    readings = read_dates(text, language)
    days = {reading.value for reading in readings if reading.order == "plain"}
    beside = _WORD.findall(_without_dates(text, readings))
    is_sentence = text.endswith((".", "!", "?", ":")) and len(beside) > 5
    if not readings or len(days) > 2 or len(beside) > MAX_WORDS_BESIDE or is_sentence:
        return []
    if not _may_precede(text[: readings[0].start].strip()) or not _may_follow(text[readings[-1].end :].strip()):
        return []
    rank = RANKS["beside_title"] - abs(distance) - (2 if distance < 0 else 0)
    own, rest = _own_of(readings, text)
    return [
        DateCandidate(
            reading,
            reading.label or (PUBLISHED if reading.start == own else rest),
            "header_line",
            RANKS["near_title_labelled"] if reading.label == PUBLISHED else rank,
            line.text,
        )
        for reading in readings
    ]


def _own_of(readings: Sequence[DateReading], text: str) -> tuple[int, str]:
    """Where the date of publication among those of a line begins, and what the others are.

    It is the first, but of two that nothing separates the earlier: a page of WordPress shows one of them only.
    """
    starts = sorted({reading.start for reading in readings})
    first, last = readings[0], readings[-1]
    if len(starts) != 2 or text[first.end : last.start].strip() or first.value == last.value:
        return starts[0], OTHER
    return min((first, last), key=lambda reading: reading.value).start, UPDATED


def _may_precede(words: str) -> bool:
    """Whether words before a date are a name, a section behind a mark, or "by"; "Storm Hits Coast," is a headline."""
    if not words or _MARK_AT_END.search(words) or _BY.search(words) or label_kind(words) == PUBLISHED:
        return True
    if " " not in words and words[0].isupper() and words.isalpha():
        return True  # a section, or a name of one word
    return words.casefold() in _SMALL or (not words.endswith(",") and len(people(words)) == 1)


def _may_follow(words: str) -> bool:
    """Whether words after a date are a name, a section behind a mark, or those of an interface."""
    if not words or _MARK_AT_START.search(words) or _INTERFACE.search(words):
        return True
    return len(people(words)) == 1 or len(_WORD.findall(words)) <= 1


def _without_dates(text: str, readings: Sequence[DateReading]) -> str:
    for reading in reversed(readings):
        text = f"{text[: reading.start]} {text[reading.end :]}"
    return text


def _label_above(before: HeaderLine | None, line: HeaderLine) -> str | None:
    """What a line that is only a label, such as "Published" or "Last updated", announces of the line under it."""
    is_label = before is not None and line.number - before.number <= LABEL_REACH and len(before.text) <= MAX_LABEL
    return label_kind(before.text) if before and is_label and not any(map(str.isdigit, before.text)) else None


def _line_dates(
    line: HeaderLine, language: str | None, *, is_near: bool, is_above: bool, label: str | None = None
) -> list[DateCandidate]:
    found = []
    text = _RUN_TOGETHER.sub(" ", line.text.strip())
    readings = read_dates(text, language, whole=True)
    own, rest = _own_of(readings, text) if readings else (0, OTHER)
    for reading in readings:
        rank = "labelled" if not is_near else "header_above" if is_above else "header_line"
        said = reading.label or label or (UPDATED if rest == UPDATED and reading.start != own else None)
        if said == PUBLISHED and is_near:
            rank = "header_labelled"
        kind = said or (PUBLISHED if is_near else OTHER)
        found.append(DateCandidate(reading, kind, "header_line", RANKS[rank], line.text))
    if not found and is_near and (period := read_period(line.text, language)):
        found.append(DateCandidate(None, PUBLISHED, "header_line", RANKS["header_line"], line.text, period))
    return found


def _beside_byline(header: tuple[HeaderLine, ...], language: str | None) -> list[DateCandidate]:
    byline = next((line.number for line in header if line.role == "byline"), None)
    if byline is None:
        return []
    return [
        DateCandidate(reading, PUBLISHED, "header_line", RANKS["labelled"], line.text)
        for line in header
        if line.role in _DATE_ROLES and abs(line.number - byline) <= BYLINE_REACH
        for reading in read_dates(line.text.strip(), language, whole=True)
        if not reading.label
    ]


def body_dates(body: str, language: str | None) -> list[DateCandidate]:
    """Lines at the top of the body that hold a date and little else: header lines that stayed there."""
    found: list[DateCandidate] = []
    for line in [line.strip() for line in body[:2000].splitlines() if line.strip()][:4]:
        if len(line) > 140:
            break
        readings = read_dates(line, language, whole=True)
        dated = sum(len(raw) for raw in {reading.start: reading.raw for reading in readings}.values())
        rest = len(line) - dated
        found += [
            DateCandidate(reading, reading.label or PUBLISHED, "header_line", RANKS["body_top"], line)
            for reading in readings
            if rest < 12 or (rest < 40 and (reading.label or _BY.search(line)))
        ]
    return found


def field_dates(fields: tuple[Field, ...], language: str | None) -> list[DateCandidate]:
    """Candidates of a record's fields; "5 hours ago" counts only beside a crawl time with a time of day."""
    found: list[DateCandidate] = []
    for field in fields:
        if kind := _KIND_OF_FIELD.get(field.name):
            source, rank = f"json:{field.key}", RANKS["sitemap" if field.key.startswith("sitemap.") else "json"]
            candidates = list(from_text(field.value, kind, source, rank, language))
            found += (
                candidates
                or told_dates([ToldText(field.value, kind)], source, fields)
                or [DateCandidate(None, kind, source, rank, field.value)]
            )
    return found


def told_lines(header: tuple[HeaderLine, ...]) -> list[ToldText]:
    """The header lines near the title that may say "5 hours ago"."""
    near = lines_near_title(header)
    lines = [line.text for line in header if line.number in near and line.role in _DATE_ROLES]
    return [ToldText(text, label_kind(text) or PUBLISHED) for text in lines if len(text) <= MAX_TOLD]
