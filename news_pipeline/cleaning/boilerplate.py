"""Repetition: what one document cannot show. A line that many different documents of one site share is boilerplate.

Here: which lines are counted and under which hash, which counts make a line boilerplate, which lines of a document are
taken out for it. Elsewhere: the site of a document (sites.py), the counting itself (repeated_lines.sql), lines that
their own document gives away (lines.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.header import has_dateline, is_prose
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.phrases import stock_phrase
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine
from news_pipeline.shared.hashing import digest64

LEAST_WORDS = 6
"""Shorter lines are not counted: navigation is told by its looks, and subheadings of a series are no boilerplate."""
MOST_LINES = 20_000
"""Lines of one document that are looked at."""

FEWEST_DOCUMENTS = 8
"""No rule for less: a text told in several versions, or a paragraph of background, comes to a handful."""
LEAST_SHARE = 0.05
"""Share of the site's documents that makes a line at an edge boilerplate: nothing of the document's own beyond it."""
LEAST_SHARE_INSIDE = 0.25
"""The same for a line amid the text, where a paragraph of background would stand as well."""
EDGE_SHARE = 0.8
"""Share of its documents in which a line must stand at an edge to count as a line of the edge."""
LEAST_LEFT = 20
"""Words that must be left of the body, or nothing is taken out: the repeated lines would be all the story there is."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line that is worth counting; of equal lines of a document the first."""

    number: int
    hash: int
    words: int


Repeated = Mapping[int, str]
"""What the corpus says of a document's lines: by the hash of each line that is boilerplate, the reason."""
NOTHING: Repeated = {}


def in_many_documents(site: str, hashes: Iterable[int]) -> Repeated:
    """The same reason for each line, without the counts: a document is not cleaned again when only these change."""
    return dict.fromkeys(hashes, f"stands in many documents of {site}")


def line_hash(text: str) -> int:
    """64 bits for a line's words, whatever their case, punctuation and spacing."""
    return digest64(" ".join(_WORD.findall(text.casefold())))


def counted_lines(text: str, media_type: str) -> list[CountedLine]:
    """The lines of a raw document that are worth counting, in order. Of a page all visible text is looked at."""
    found: dict[int, CountedLine] = {}
    for line in _lines(text, media_type):
        found.setdefault(line.hash, line)
    return list(found.values())


def _lines(text: str, media_type: str) -> Iterator[CountedLine]:
    for line in source_lines(_shown(text) if "html" in media_type else text)[:MOST_LINES]:
        words = count_words(line.text)
        if words >= LEAST_WORDS:
            yield CountedLine(line.number, line_hash(line.text), words)


def _shown(html: str) -> str:
    from news_pipeline.cleaning.html_page_kind import visible_text  # noqa: PLC0415 resiliparse, which text does not need

    return visible_text(html)


def is_boilerplate(counts: Mapping[str, int]) -> bool:
    """Whether `document_count` of a site's `site_document_count` documents, `edge_count` of them with the line at an
    edge, make it boilerplate. Only different documents count: those with more words of their own than shared ones."""
    documents, of_site = counts["document_count"], counts["site_document_count"]
    at_edge = counts["edge_count"] >= EDGE_SHARE * documents
    return documents >= FEWEST_DOCUMENTS and documents >= (LEAST_SHARE if at_edge else LEAST_SHARE_INSIDE) * of_site


def label_repeated(lines: list[SourceLine], out: dict[int, LabelledLine], repeated: Repeated) -> None:
    """Take out what the corpus calls boilerplate. `out` are the lines that are out already, by their place.

    The first line that is left always stays: it is a headline, or the lead. So does a line that opens with a place and
    an agency, and an agency's credit.
    """
    if not repeated:
        return
    kept = [i for i in range(len(lines)) if i not in out]
    found = {i: role for i in kept[1:] if (role := _role(lines[i], repeated))}
    if sum(count_words(lines[i].text) for i in kept if i not in found) < LEAST_LEFT:
        return
    for i, role in found.items():
        out[i] = LabelledLine(lines[i].number, lines[i].text, role, repeated[line_hash(lines[i].text)])


def _role(line: SourceLine, repeated: Repeated) -> Role | None:
    """What a repeated line is: by its wording where that says it; None for lines that stay."""
    if line_hash(line.text) not in repeated or (has_dateline(line.text) and is_prose(line.text)):
        return None
    phrase = stock_phrase(line.text)
    if phrase and phrase[0] is Role.AGENCY_CREDIT:
        return None
    return phrase[0] if phrase else Role.BOILERPLATE
