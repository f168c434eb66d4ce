"""What speaks for and against each line of a text as its title, as numbers for the trees of line_choice.py."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.characters import UNSPACED
from news_pipeline.cleaning.line_model import is_furniture, line_model
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from news_pipeline.cleaning.phrases import is_date_line, is_url
from news_pipeline.metadata.titles.text_lines import BODY, REPEATED, Part, TextLine, parts_of

MIN_PART, MAX_PART = 8, 300
"""Characters of a title."""
_LONG_LINE = 80
"""Characters from which a line of the body is a paragraph; the first of them begins the story."""
_LEAD, _OPENING = 60, 300
"""Words of the story's first lines, and of its opening."""
_BEYOND = 6
"""Lines after the story's first that are looked at: of 124 titles of web pages none stands further down."""
FEWEST_WORDS = 3
"""Of a title, unless cleaning calls it one, or its script has no spaces."""
SHORTEST = 2
"""Words of a line that is no part of another and has a longer word of the story's first lines: "Bridge closes"."""
_BEHIND = 12
"""Lines behind the last candidate whose dates and bylines count."""
_SLACK = 50
_NEVER = frozenset((REPEATED, "timestamp", "url"))
"""Roles of lines that are no title."""
_SEARCHED = 200
"""Lines among which a wording is looked for again."""
_FAR = 30
_MOST_COUNTED = 8
_SHORT = 160
"""Characters of a line that may hold a date or a byline."""
_ROLES = (
    "title", "kicker", "dateline", "byline", "timestamp", "url", "caption", "related", "navigation", "comment_form",
    "subscription", "tags", "copyright", "note", "link_text", BODY,
)  # fmt: skip
_SHORT_WORD = 3
"""Letters of a word that says little of what a line is about."""
_SIGNS = re.compile(r"[\W_]+")
_SLUG = re.compile(r"[^\W\d_]+")
_MAY_BE_DATED = re.compile(r"\d|ago", re.IGNORECASE)
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


Features = dict[str, npt.NDArray[np.float64]]
"""By name, one value a candidate."""


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
    end: int
    """Index behind the last line that may be the title."""
    dates: list[int]
    bylines: list[int]
    lines: Counter[str]
    """How often each line stands in the text, in small letters."""
    top: str
    """The first lines in small letters."""
    spread: Counter[str]
    """In how many short lines each word stands."""
    odds: LineOdds
    address: frozenset[str]
    """The longer words of addresses that stand near the top as lines of their own."""


def upper_lines(lines: Iterable[TextLine]) -> list[TextLine]:
    """The lines among which the title is looked for: no more of them are asked for than up to the story's beginning."""
    found: list[TextLine] = []
    rest = iter(lines)
    for line in rest:
        found.append(line)
        if _begins_story(line):
            return [*found, *islice(rest, _BEYOND - 1)]
    return found[: _first_of_story(found) + _BEYOND]


def candidates(lines: Sequence[TextLine]) -> tuple[list[Part], Features]:
    """The parts of lines that may be the title, and for each feature its value for each of them."""
    if not lines:
        return [], {}
    story = _story(lines)
    found: list[Part] = []
    rows: list[tuple[float, ...]] = []
    for index in range(story.end):
        line = lines[index]
        if not holds_titles(line):
            continue
        of_line: tuple[float, ...] = ()
        for part in parts_of(line, index):
            words = _words(part.text)
            if MIN_PART <= len(part.text) <= MAX_PART and _may_be_title(line, part, words, story):
                of_line = of_line or _line_features(lines, index, story)
                found.append(part)
                rows.append((*of_line, *_part_features(part, words, story)))
    if not found:
        return [], {}
    table = np.array(rows, np.float64).T
    features = dict(zip((*_OF_LINE, *_OF_PART), table, strict=True))
    return found, features | _beside_rivals(features)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def holds_titles(line: TextLine) -> bool:
    """Whether the line or a part of it may be a title; asked first, as most lines are short ones of menus."""
    text = line.text
    if len(text) > MAX_PART + _SLACK or line.role in _NEVER or is_url(text) or is_date_line(text):
        return False
    return line.role == "title" or not text.isascii() or len(_SIGNS.split(text, SHORTEST)) >= SHORTEST


def _may_be_title(line: TextLine, part: Part, words: Sequence[str], story: _Story) -> bool:
    if not words:  # a rule of signs, whatever role it was given
        return False
    if len(words) < FEWEST_WORDS and line.role != "title" and not UNSPACED.search(part.text):
        is_whole = part.kind == 0 and len(words) == SHORTEST
        if not is_whole or story.lead.isdisjoint(word for word in words if len(word) > _SHORT_WORD):
            return False
    return line.role == "title" or not is_furniture(part.text)


def _is_dated(text: str) -> bool:
    return bool(_MAY_BE_DATED.search(text) and _DATED.search(text))


def _begins_story(line: TextLine) -> bool:
    return line.role == BODY and len(line.text) >= _LONG_LINE


def _first_of_story(lines: Sequence[TextLine]) -> int:
    """Index of the body's first paragraph; without one, of its first line, and without that 0."""
    short = next((i for i, line in enumerate(lines) if line.role == BODY), 0)
    return next((i for i, line in enumerate(lines) if _begins_story(line)), short)


def _story(lines: Sequence[TextLine]) -> _Story:
    first = _first_of_story(lines)
    words = _words("\n".join(line.text for line in lines[first:] if line.role == BODY))
    sizes = np.array([len(line.text) if line.role == BODY else 0 for line in lines], np.float64)
    end = min(len(lines), first + _BEYOND)
    short = [(i, line) for i, line in enumerate(lines[: end + _BEHIND]) if len(line.text) < _SHORT]
    folded = [line.text.casefold() for line in lines[:_SEARCHED]]
    return _Story(
        first=first,
        end=end,
        lead=frozenset(words[:_LEAD]),
        opening=frozenset(words[:_OPENING]),
        counts=Counter(words),
        before=((np.cumsum(sizes) - sizes) / max(1.0, float(sizes.sum()))).tolist(),
        dates=[i for i, line in short if _is_dated(line.text)],
        bylines=[i for i, line in short if line.role == "byline" or _BY.match(line.text)],
        lines=Counter(folded),
        top=" \n ".join(folded),
        spread=Counter(word for _, line in short for word in set(_words(line.text))),
        odds=line_model().odds,
        address=frozenset(word for line in lines[: end + _BEHIND] for word in _words_of_address(line.text)),
    )


def _words_of_address(text: str) -> list[str]:
    """The longer words of a line that is one address."""
    return [word for word in _SLUG.findall(text.casefold()) if len(word) > _SHORT_WORD] if is_url(text) else []


_OF_LINE = (
    "lines_to_story", "body_before", "lines_above", "way_to_story", "to_date", "from_date", "to_byline", "from_byline",
    "characters_below", "characters_above", "byline_below", "date_below", "characters_around", "text_lines", "role",
    "is_titled", "is_body", "is_related", "blank_above", "blank_below",
)  # fmt: skip


def _line_features(lines: Sequence[TextLine], index: int, story: _Story) -> tuple[float, ...]:
    """Where the line stands, and what stands around it."""
    line = lines[index]
    above = lines[index - 1] if index else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    date, byline = _distance(index, story.dates), _distance(index, story.bylines)
    around = [len(other.text) for other in lines[max(0, index - 3) : index + 4]]
    return (
        max(-60, min(60, story.first - index)),
        story.before[index],
        min(index, 200),
        index / max(1, story.first),
        max(-12, min(12, date)),
        min(abs(date), _FAR),
        max(-12, min(12, byline)),
        min(abs(byline), _FAR),
        min(len(below.text), 400) if below else 0,
        min(len(above.text), 400) if above else 0,
        bool(below and _BY.match(below.text)),
        date == 1,
        (sum(around) - len(line.text)) / max(1, len(around) - 1),
        len(lines),
        _ROLES.index(line.role) if line.role in _ROLES else len(_ROLES),
        line.role == "title",
        line.role == BODY,
        line.role == "related",
        min(line.number - above.number - 1, 4) if above else 0,
        min(below.number - line.number - 1, 4) if below else 0,
    )


def _distance(index: int, places: Sequence[int]) -> int:
    """Lines from `index` to the nearest of the places; 99 without any."""
    at = bisect_left(places, index)
    return min((place - index for place in places[max(0, at - 1) : at + 1]), key=abs, default=99)


_OF_PART = (
    "characters", "words", "capitalised", "small", "capitals", "ends", "full_stop", "question", "digits", "dated",
    "year", "by", "address", "in_lead", "in_lead_number", "in_opening", "in_opening_number", "in_story", "rare",
    "often", "again", "inside_others", "kind", "parts", "beside_again", "beside_characters", "commas", "colon",
    "quotes", "spread", "odds_mean", "odds_least", "odds_most", "line_odds", "lead_weight", "names_in_lead",
    "in_address",
)  # fmt: skip


def _part_features(part: Part, words: list[str], story: _Story) -> tuple[float, ...]:
    """What the wording is like, and how much of it the story says too."""
    text, folded = part.text, part.text.casefold()
    long = [word for word in words if len(word) > _SHORT_WORD] or words
    distinct = dict.fromkeys(long)
    written = _WORD.findall(text)
    beside = part.beside.casefold()
    counts, lead, opening, spread = story.counts, story.lead, story.opening, story.spread
    in_lead = [word for word in distinct if word in lead]
    get = counts.get
    return (
        len(text),
        len(words),
        sum(map(str.istitle, written)) / len(words),
        sum(map(str.islower, written)) / len(words),
        text.isupper(),
        text[-1] in ".!?…:;,",
        text[-1] == ".",
        text[-1] == "?",
        sum(map(str.isdigit, text)) / len(text),
        _is_dated(text),
        bool(_YEAR.search(text)),
        bool(_BY.match(text)),
        bool(_ADDRESS.search(text)),
        sum(map(lead.__contains__, long)) / len(long),
        len(in_lead),
        sum(map(opening.__contains__, long)) / len(long),
        sum(map(opening.__contains__, distinct)),
        sum(map(counts.__contains__, long)) / len(long),
        sum([1 / (1 + get(word, 0)) for word in long]) / len(long),
        sum([min(get(word, 0), _MOST_COUNTED) for word in distinct]) / len(distinct),
        story.lines[folded] - (part.kind == 0),
        min(story.top.count(folded), 6),
        part.kind,
        part.parts,
        bool(beside) and (story.lines[beside] > 0 or story.top.count(beside) > 1),
        len(beside),
        text.count(","),
        ":" in text,
        any(mark in text for mark in "\"“”‘’'"),
        sum([spread[word] for word in long]) / len(long) / max(1, len(story.before)) * 100,
        *story.odds.of_opening(words[:12]),
        story.odds.of_lines.get(line_key(folded), 0.0),
        sum([1 / (1 + spread[word]) for word in in_lead]),
        sum([word.istitle() and word.casefold() in lead for word in written]),
        sum(map(story.address.__contains__, distinct)) / len(distinct),
    )


_RIVALS = ("in_lead_number", "in_opening_number", "lead_weight", "often", "odds_mean", "characters")


def _beside_rivals(features: Features) -> Features:
    """For some features, how far a candidate is below the best, and how many are better, above it or anywhere."""
    found: Features = {"candidates": np.full(len(features["kind"]), float(len(features["kind"])))}
    for name in _RIVALS:
        column = features[name]
        found[f"{name}_below_best"] = column.max() - column
        order = np.sort(column)
        found[f"{name}_better"] = (len(column) - np.searchsorted(order, column, side="right")).astype(float)
        found[f"{name}_best_above"] = column - np.concatenate([[0.0], np.maximum.accumulate(column)[:-1]])
    return found
