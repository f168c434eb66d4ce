"""Boilerplate by the corpus: a line that many different documents of one site have. One document cannot show it.

Each document says which of its lines are worth counting (counted_lines). Counts over the documents of a site say which
of them are boilerplate (is_boilerplate). Cleaning takes these out (label_repeated). The counting is steps/boilerplate/.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_frames import frames_of, stand_alone
from news_pipeline.cleaning.phrases import has_dateline, is_prose, stock_phrase
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine
from news_pipeline.shared.hashing import digest64

MIN_WORDS_COUNTED = 6
"""Shorter lines are not counted: navigation is told by its looks, and subheadings of a series are no boilerplate."""
MOST_LINES_COUNTED = 20_000
"""Lines of one document that are looked at."""
FEWEST_DOCUMENTS = 8
"""Documents that must have the line. A text told in several versions, or a paragraph of background, comes to fewer."""
MIN_SHARE_AT_EDGE = 0.05
"""Share of the site's documents that makes a line at an edge boilerplate. Beyond such a line, a document has nothing of
its own."""
MIN_SHARE_INSIDE = 0.25
"""The same for a line amid the text, where a paragraph of background would stand as well."""
MOSTLY_AT_EDGE = 0.8
"""Share of its documents in which a line must stand at an edge to be a line of the edge."""
FEWEST_SHARING, MIN_SHARE_SHARING = 3, 0.5
"""Documents that must have a line, and their share of the site's, for it to be the headline of none. With a smaller
share, a headline that other pages of the day point to would be lost."""
MIN_WORDS_LEFT = 20
"""Words that must be left of the body. If fewer were left, take nothing out: the repeated lines are all the story."""
MIN_WORDS_BEHIND_FIRST = 100
"""Words that must be left where the first line of a body goes: such a line may be the lead of a short item."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line that is worth counting, or what frames one; of equal ones of a document the first."""

    number: int
    hash: int
    words: int
    """0 of what frames a line."""


Repeated = Mapping[int, str]
"""What the corpus says of a document: the reason for each boilerplate line, and for words that frame some, by hash."""
FRAMED = "begins or ends like a line that "
"""Stands before the reason of a line that is framed."""
NOTHING: Repeated = {}


def in_many_documents(site: str, hashes: Iterable[int]) -> Repeated:
    """The same reason for each line. Counts are left out: a document is not cleaned again when only these change."""
    return dict.fromkeys(hashes, f"stands in many documents of {site}")


def line_hash(text: str) -> int:
    """64 bits for a line's words, whatever their case, punctuation and spacing."""
    return digest64(" ".join(_WORD.findall(text.casefold())))


def counted_lines(text: str, media_type: str) -> list[CountedLine]:
    """The lines of a raw document that are worth counting, in order. Of a page all visible text is looked at."""
    found: dict[int, CountedLine] = {}
    lines = source_lines(_visible_text(text) if "html" in media_type else text)[:MOST_LINES_COUNTED]
    frames = frames_of(lines)
    for i, line in enumerate(lines):
        words = count_words(line.text)
        if words >= MIN_WORDS_COUNTED:
            counted = CountedLine(line.number, line_hash(line.text), words)
            found.setdefault(counted.hash, counted)
        for frame in frames.get(i, ()):
            found.setdefault(frame, CountedLine(line.number, frame, 0))
    return list(found.values())


def _visible_text(html: str) -> str:
    """The blocks of a page, as cleaning sees them: other lines would have hashes that none of its own has."""
    from news_pipeline.cleaning.blocks.read_blocks import shown_texts  # noqa: PLC0415  lxml, which text does not need

    return "\n".join(shown_texts(html))


def is_boilerplate(counts: Mapping[str, int]) -> bool:
    """Whether `document_count` of a site's `site_document_count` documents make a line boilerplate.

    `edge_count` of them have the line at an edge. Only different documents count: those with more words of their own
    than shared ones.
    """
    documents, of_site = counts["document_count"], counts["site_document_count"]
    is_at_edge = counts["edge_count"] >= MOSTLY_AT_EDGE * documents
    min_share = MIN_SHARE_AT_EDGE if is_at_edge else MIN_SHARE_INSIDE
    return documents >= FEWEST_DOCUMENTS and documents >= min_share * of_site


def is_no_headline(counts: Mapping[str, int]) -> bool:
    """Whether so many documents of a site have a line that it is the headline of none; counts as for is_boilerplate."""
    documents, of_site = counts["document_count"], counts["site_document_count"]
    return is_boilerplate(counts) or (documents >= FEWEST_SHARING and documents >= MIN_SHARE_SHARING * of_site)


def label_repeated(lines: list[SourceLine], out: dict[int, LabelledLine], repeated: Repeated) -> None:
    """Labels what the corpus calls boilerplate among the lines without a label; `out` are all labels, by position.

    A dateline and an agency's credit stay, and the first line that is left unless a whole story stands behind it.
    """
    if not repeated:
        return
    kept = [i for i in range(len(lines)) if i not in out]
    found = {i: role for i in kept if (role := _role_of_repeated(lines[i], repeated))}
    reasons = {i: repeated[line_hash(lines[i].text)] for i in found}
    frames = frames_of(lines)
    for i in stand_alone(lines, kept):
        known = next((frame for frame in frames.get(i, ()) if frame in repeated), None)
        if known is not None and i not in found and i != kept[0] and (role := _role_by_wording(lines[i])):
            found[i], reasons[i] = role, f"{FRAMED}{repeated[known]}"
    left = sum(count_words(lines[i].text) for i in kept if i not in found)
    if kept and kept[0] in found and left < MIN_WORDS_BEHIND_FIRST:
        del found[kept[0]]
        left += count_words(lines[kept[0]].text)
    if left < MIN_WORDS_LEFT:
        return
    out |= {i: lines[i].labelled(role, reasons[i]) for i, role in found.items()}


def repeated_hash(line: LabelledLine, repeated: Repeated) -> int | None:
    """The hash for which the corpus took the line out; None if it did not."""
    if line.reason.startswith(FRAMED):
        lone = SourceLine(line.number, line.text, 0, "", 0)
        return next(frame for frame in frames_of([lone])[0] if frame in repeated)
    whole = line_hash(line.text)
    return whole if line.reason and line.reason == repeated.get(whole) else None


def _role_of_repeated(line: SourceLine, repeated: Repeated) -> Role | None:
    """The role by the line's wording, else BOILERPLATE; None for lines that stay."""
    if line_hash(line.text) not in repeated or (has_dateline(line.text) and is_prose(line.text)):
        return None
    return _role_by_wording(line)


def _role_by_wording(line: SourceLine) -> Role | None:
    phrase = stock_phrase(line.text)
    if phrase is None:
        return Role.BOILERPLATE
    return None if phrase.role is Role.AGENCY_CREDIT else phrase.role
