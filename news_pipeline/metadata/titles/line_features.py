"""What speaks for and against each line of a text as its title, as numbers for the trees of line_choice.py."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from news_pipeline.metadata.titles.text_lines import BODY, Part, TextLine, parts_of

MIN_PART, MAX_PART = 8, 300
"""Characters of a title."""
_LONG_LINE = 80
"""Characters from which a line of the body is a paragraph; the first of them begins the story."""
_LEAD, _OPENING = 60, 300
"""Words of the story's first lines, and of its opening."""
_BEYOND = 40
"""Lines after the story's first that are looked at: a title that stands below its story is none."""
_SEARCHED = 200
"""Lines among which a wording is looked for again."""
_FAR = 30
_SHORT = 160
"""Characters of a line that may hold a date or a byline."""
_ROLES = (
    "title", "kicker", "dateline", "byline", "timestamp", "url", "caption", "related", "navigation", "comment_form",
    "subscription", "tags", "copyright", "note", "link_text", BODY,
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d|\bago\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W*(?:by|von|par|por|written by|author)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@|\.com\b")


@dataclass(frozen=True, slots=True)
class _Story:
    """What the features ask of the whole text."""

    first: int
    """Index of the line that begins the story."""
    lead: frozenset[str]
    opening: frozenset[str]
    counts: Counter[str]
    """Of the words of the story."""
    before: Sequence[float]
    """For each line, the share of the body's characters that stand before it."""
    dates: tuple[int, ...]
    bylines: tuple[int, ...]
    lines: Counter[str]
    """How often each line stands in the text, in small letters."""
    top: str
    """The first lines in small letters."""
    spread: Counter[str]
    """In how many lines each word stands."""


def candidates(lines: Sequence[TextLine]) -> tuple[list[Part], dict[str, list[float]]]:
    """The parts of lines that may be the title, and for each feature its value for each of them."""
    if not lines:
        return [], {}
    story = _story(lines)
    last = max((i for i, line in enumerate(lines) if line.role == BODY), default=len(lines) - 1)
    end = min(len(lines), max(story.first + 6, min(last, story.first + _BEYOND)))
    found: list[Part] = []
    values: dict[str, list[float]] = {}
    for index in range(end):
        if len(lines[index].text) > MAX_PART + 50:
            continue
        of_line = _line_features(lines, index, story)
        for part in parts_of(lines[index], index):
            words = _words(part.text)
            if MIN_PART <= len(part.text) <= MAX_PART and words:
                found.append(part)
                for name, value in {**of_line, **_part_features(part, words, story)}.items():
                    values.setdefault(name, []).append(float(value))
    return found, values


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _story(lines: Sequence[TextLine]) -> _Story:
    body = [i for i, line in enumerate(lines) if line.role == BODY]
    first = next((i for i in body if len(lines[i].text) >= _LONG_LINE), body[0] if body else 0)
    words = [word for i in body if i >= first for word in _words(lines[i].text)]
    passed, before = 0, []
    for line in lines:
        before.append(passed)
        passed += len(line.text) if line.role == BODY else 0
    short = [(i, line) for i, line in enumerate(lines) if len(line.text) < _SHORT]
    return _Story(
        first=first,
        lead=frozenset(words[:_LEAD]),
        opening=frozenset(words[:_OPENING]),
        counts=Counter(words),
        before=[share / max(1, passed) for share in before],
        dates=tuple(i for i, line in short if _DATED.search(line.text)),
        bylines=tuple(i for i, line in short if line.role == "byline" or _BY.match(line.text)),
        lines=Counter(line.text.casefold() for line in lines),
        top=" \n ".join(line.text.casefold() for line in lines[:_SEARCHED]),
        spread=Counter(word for line in lines for word in set(_words(line.text))),
    )


def _line_features(lines: Sequence[TextLine], index: int, story: _Story) -> dict[str, float]:
    """Where the line stands, and what stands around it."""
    line = lines[index]
    above = lines[index - 1] if index else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    date, byline = _distance(index, story.dates), _distance(index, story.bylines)
    around = [
        len(other.text) for i, other in enumerate(lines[max(0, index - 3) : index + 4], max(0, index - 3)) if i != index
    ]
    return {
        "lines_to_story": max(-60, min(60, story.first - index)),
        "body_before": story.before[index],
        "lines_above": min(index, 200),
        "way_to_story": index / max(1, story.first),
        "to_date": max(-12, min(12, date)),
        "from_date": min(abs(date), _FAR),
        "to_byline": max(-12, min(12, byline)),
        "from_byline": min(abs(byline), _FAR),
        "characters_below": min(len(below.text), 400) if below else 0,
        "characters_above": min(len(above.text), 400) if above else 0,
        "byline_below": bool(below and _BY.match(below.text)),
        "date_below": bool(below and _DATED.search(below.text[:_SHORT])),
        "characters_around": sum(around) / max(1, len(around)),
        "text_lines": len(lines),
        "role": _ROLES.index(line.role) if line.role in _ROLES else len(_ROLES),
        "is_titled": line.role == "title",
        "is_body": line.role == BODY,
        "is_related": line.role == "related",
        "blank_above": min(line.number - above.number - 1, 4) if above else 0,
        "blank_below": min(below.number - line.number - 1, 4) if below else 0,
    }


def _distance(index: int, places: Sequence[int]) -> int:
    """Lines from `index` to the nearest of the places; 99 without any."""
    return min((place - index for place in places), key=abs, default=99)


def _part_features(part: Part, words: list[str], story: _Story) -> dict[str, float]:
    """What the wording is like, and how much of it the story says too."""
    text, folded = part.text, part.text.casefold()
    long = [word for word in words if len(word) > 3] or words
    distinct = set(long)
    written = _WORD.findall(text)
    beside = part.beside.casefold()
    return {
        "characters": len(text),
        "words": len(words),
        "capitalised": sum(word[0].isupper() for word in written) / len(words),
        "small": sum(word.islower() for word in written) / len(words),
        "capitals": text.isupper(),
        "ends": text[-1] in ".!?…:;,",
        "full_stop": text[-1] == ".",
        "question": text[-1] == "?",
        "digits": sum(character.isdigit() for character in text) / len(text),
        "dated": bool(_DATED.search(text)),
        "year": bool(_YEAR.search(text)),
        "by": bool(_BY.match(text)),
        "address": bool(_ADDRESS.search(text)),
        "in_lead": sum(word in story.lead for word in long) / len(long),
        "in_lead_number": sum(word in story.lead for word in distinct),
        "in_opening": sum(word in story.opening for word in long) / len(long),
        "in_opening_number": sum(word in story.opening for word in distinct),
        "in_story": sum(word in story.counts for word in long) / len(long),
        "rare": sum(1 / (1 + story.counts[word]) for word in long) / len(long),
        "often": sum(min(story.counts[word], 8) for word in distinct) / len(distinct),
        "again": story.lines[folded] - (part.kind == 0),
        "inside_others": min(story.top.count(folded), 6),
        "kind": part.kind,
        "parts": part.parts,
        "beside_again": bool(beside) and (story.lines[beside] > 0 or story.top.count(beside) > 1),
        "beside_characters": len(beside),
        "commas": text.count(","),
        "colon": ":" in text,
        "quotes": any(mark in text for mark in "\"“”‘’'"),
        "spread": sum(story.spread[word] for word in long) / len(long) / max(1, sum(story.lines.values())) * 100,
    }
