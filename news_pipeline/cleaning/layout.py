"""The lines of a text as it was saved, and whether it is a whole page or an article's own text.

List markers, indentation and empty lines are noted. Hard-wrapped lines are joined; broken words are mended.
"""

import itertools
import re
from collections.abc import Set
from dataclasses import replace
from enum import StrEnum
from statistics import median

from news_pipeline.cleaning.characters import count_words, indentation, split_lines, tidy
from news_pipeline.cleaning.line_model import is_furniture
from news_pipeline.cleaning.phrases import ends_sentence
from news_pipeline.cleaning.roles import SourceLine

_MARKER = re.compile(r"^(?:[*+•‣▪●◦■–—-]|o(?=\s))\s+(?=\S)")
_ONLY_MARKER = re.compile(r"^[*+•‣▪●◦■○·_=~#|\-–—\s]*$")
_RULER = re.compile(r"^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
"""The line below the head of a table in Markdown's form."""
_HYPHEN = re.compile(r"[a-zà-öø-ÿ]-$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_BROKEN = re.compile(r"(?<!\S)\S+-\n\S+")
SHORTEST_HALF = 4
"""Letters of half a compound; shorter words, such as `with` and `in`, stand in every document and prove nothing."""
ANNOUNCES = 8
"""Words of a line that announces a list of the story's own. Shorter lines are headings, of other lists as well."""
NARROWEST, WIDEST = 45, 100
"""Columns between which text editors and mailers wrap (RFC 3676 asks for at most 78)."""
FEWEST_WRAPPED = 8
"""Lines that a text must have before its line ends say anything."""
MOST_LINES = 60_000
"""Lines behind are joined: half a million lines of a letter took 11 CPU seconds in cleaning, and as many in copies."""
_JOINED = 100
"""Lines that then make one."""
FEWEST_OF_PAGE = 8
"""Lines that a whole page has at least."""


class Layout(StrEnum):
    """What the text was saved from."""

    PAGE = "page"
    """All visible text of a web page, laid out by indentation or as one short line an element."""
    ARTICLE = "article"
    """An article's own text, perhaps with leftovers."""


def source_lines(text: str) -> list[SourceLine]:
    """The lines that show something, in order. Wrapped lines are joined where the text is hard-wrapped."""
    lines: list[SourceLine] = []
    blanks = 0
    for number, raw in enumerate(split_lines(text), start=1):
        visible = tidy(raw)
        if not visible or (_ONLY_MARKER.match(visible) and len(visible) < 4) or _RULER.match(visible):
            blanks += 1
            continue
        found = _MARKER.match(visible)
        marker = found.group().strip() if found else ""
        lines.append(SourceLine(number, visible[found.end() :] if found else visible, indentation(raw), marker, blanks))
        blanks = 0
    lines[MOST_LINES:] = _joined(lines[MOST_LINES:])
    return _unwrapped(lines) if is_hard_wrapped(lines) else lines


def _joined(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines of a text that has too many of them, a hundred as one."""
    many = (lines[start : start + _JOINED] for start in range(0, len(lines), _JOINED))
    return [
        replace(some[0], text=" ".join(f"{line.marker} {line.text}".strip() for line in some), marker="")
        for some in many
    ]


def without_marker(line: str) -> str:
    """A tidied line without the marker of a list's item."""
    return _MARKER.sub("", line)


def announced_items(lines: list[SourceLine]) -> set[int]:
    """Positions of the list items that a sentence of the text itself announces with a colon."""
    found: set[int] = set()
    for i, (above, line) in enumerate(itertools.pairwise(lines), start=1):
        announces = above.text.endswith((":", "：")) and count_words(above.text) >= ANNOUNCES and not above.marker
        if line.marker and (announces or i - 1 in found):
            found.add(i)
    return found


def is_hard_wrapped(lines: list[SourceLine]) -> bool:
    """True if line ends fall at a margin, not at the ends of paragraphs.

    No line reaches far beyond the margin. Of the lines that another follows directly, most are nearly full, and most do
    not end a sentence.
    """
    if len(lines) < FEWEST_WRAPPED:
        return False
    followed = [a for a, b in itertools.pairwise(lines) if not b.blanks_before and not b.marker]
    if len(followed) < max(5, len(lines) // 3):
        return False
    widths = sorted(len(line.text) for line in lines)
    margin = widths[int(len(widths) * 0.95)]
    if not NARROWEST <= margin <= WIDEST or widths[-1] > margin + 25:
        return False
    full = sum(len(line.text) > margin - 16 for line in followed)
    open_ended = sum(not ends_sentence(line.text) for line in followed)
    return full > 0.7 * len(followed) and open_ended > 0.6 * len(followed)


def _unwrapped(lines: list[SourceLine]) -> list[SourceLine]:
    margin = median(len(line.text) for line in lines if len(line.text) > NARROWEST)
    joined: list[SourceLine] = []
    last_width = 0
    words = _unbroken_words(lines)
    for line in lines:
        if (
            joined
            and not line.blanks_before
            and not line.marker
            and last_width > margin - 18
            and not _new_paragraph(joined[-1], line)
        ):
            joined[-1] = replace(joined[-1], text=join_wrapped(joined[-1].text, line.text, words))
        else:
            joined.append(line)
        last_width = len(line.text)
    return joined


def _new_paragraph(before: SourceLine, line: SourceLine) -> bool:
    return line.indent > before.indent + 1 and ends_sentence(before.text)


def _unbroken_words(lines: list[SourceLine]) -> set[str]:
    """The words that no line end breaks, with their hyphens, in lower case."""
    return set(_WORD.findall(_BROKEN.sub(" ", "\n".join(line.text for line in lines)).lower()))


def join_wrapped(head: str, tail: str, words: Set[str] = frozenset()) -> str:
    """Two lines of one paragraph as one; a word that was broken at the line's end is made whole.

    Keep the hyphen of a real compound: `words`, those of the document, have the hyphenated form, or both halves and
    never the joined form.
    """
    rest = _WORD.match(tail)
    if not (_HYPHEN.search(head[-2:]) and rest and tail[0].islower()):
        return f"{head} {tail}"
    first, second = _WORD.findall(head)[-1].lower(), rest.group().lower()
    compound = min(len(first), len(second)) >= SHORTEST_HALF and first in words and second in words
    if f"{first}-{second}" in words or (compound and first + second not in words):
        return head + tail
    return head[:-1] + tail


def layout_of(lines: list[SourceLine]) -> Layout:
    """PAGE if most lines are indented (text browsers and inscriptis do so), or many are scraps, or furniture."""
    if len(lines) < FEWEST_OF_PAGE:
        return Layout.ARTICLE
    indented = sum(line.indent > 0 for line in lines)
    if indented > 0.5 * len(lines):
        return Layout.PAGE
    scraps = sum(len(line.text) < 40 and not ends_sentence(line.text) for line in lines)
    if len(lines) >= 40 and scraps > 0.6 * len(lines):
        return Layout.PAGE
    if len(lines) >= 25 and scraps > 0.4 * len(lines) and sum(is_furniture(line.text) for line in lines) >= 5:
        return Layout.PAGE
    return Layout.ARTICLE
