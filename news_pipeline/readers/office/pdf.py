"""Reads PDF with a text layer (pypdfium2): columns in reading order, hyphens undone, running heads out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.exports.lines import export_of, stands_alone
from news_pipeline.readers.office.joining import goes_on, with_next_line
from news_pipeline.readers.office.page_order import Apart, Box, lines_of, nothing_apart, paragraphs_of
from news_pipeline.readers.office.written import Written, bad_document, read_written
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.shared.hashing import digest

MAX_PAGES = 2_000
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d")
_MIN_REPEATED = 2
"""A line at the edge of so many pages, and of a fifth of all, at one height and digits aside, runs over them all."""
_EDGE_LINES = 3
_LARGER = 1.1
"""A title is set so many times as high where it stands as in a running head."""
_SAME_SIZE = 0.9
_MIN_CHARACTERS = 16
"""Of a page: fewer are a stamp on a scan."""
_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line."""
_DIGITS = re.compile(r"\d+")


def is_pdf(head: bytes) -> bool:
    """Whether a file begins like PDF."""
    return _HEAD.match(head) is not None


def read_pdf(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.pdf` file: one article, or an export with many. Where each page begins is a note."""
    return read_written(stream, start, _written)


def _written(data: bytes) -> Written | Unreadable:
    import pypdfium2  # noqa: PLC0415 - heavy, and most files are none

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            return Unreadable(None, digest(data), Reason.ENCRYPTED, "it is encrypted: save it without a password")
        return bad_document(data, fault)
    try:
        if len(document) > MAX_PAGES:
            detail = f"{len(document):,} pages, over {MAX_PAGES:,}: split it into its articles"
            return Unreadable(None, digest(data), Reason.TOO_LARGE, detail)
        pages = [_boxes(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as fault:
        return bad_document(data, fault)
    finally:
        document.close()
    written = [sum(len(box.text) for box in boxes) >= _MIN_CHARACTERS for boxes in pages]
    if not any(written):
        detail = f"no text on any of {len(pages)} pages: put a text layer behind the scan (OCR), such as with ocrmypdf"
        return Unreadable(None, digest(data), Reason.SCAN, detail)
    lines = [line for boxes in pages for line in lines_of(boxes)]
    apart = nothing_apart if export_of(lines) is None else stands_alone
    paragraphs, notes = _joined(_without_running_heads(pages, apart), apart)
    blank = [number for number, has_text in enumerate(written, 1) if not has_text]
    if blank:
        notes.append(f"pages without text: {', '.join(map(str, blank[:20]))}")
    return Written(paragraphs, _title(pages[0]), tuple(notes))


def _boxes(page: Any) -> list[Box]:
    """The pieces of text of a page, each on one line, with its place in points from the upper left corner."""
    text = page.get_textpage()
    height = page.get_height()
    found = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = " ".join(storable(text.get_text_bounded(left, bottom, right, top)).replace(_HYPHEN, "-").split())
        index = text.get_index((left + min(left + top - bottom, right)) / 2, (top + bottom) / 2, 2, 2)
        if index is not None:  # as high as the font, whatever the letters: lines of one size then have one height
            _, bottom, _, top = text.get_charbox(index, loose=True)
        if words:
            found.append(Box(left, height - top, right, height - bottom, words))
    text.close()
    page.close()
    return found


def _without_running_heads(pages: Sequence[list[Box]], apart: Apart) -> list[list[Box]]:
    """The pages without the lines that several have at their upper or lower edge, whatever the page number."""
    if len(pages) == 1:
        return list(pages)
    edges = [_edges(boxes) for boxes in pages]
    counts = Counter(line for lines in edges for line in {_place(box) for box in lines})
    least = max(_MIN_REPEATED, len(pages) // 5)
    running = {line for line, count in counts.items() if count >= least}
    kept, heights = list[list[Box]](), dict[str, float]()
    for boxes, edge in zip(pages, edges, strict=True):
        out = {box for box in edge if not apart(box.text) and _runs(box, running, heights)}
        kept.append([box for box in boxes if box not in out])
        for box in boxes:
            heights[box.text] = max(box.height, heights.get(box.text, 0.0))
    return kept


def _runs(box: Box, running: set[tuple[str, int]], heights: Mapping[str, float]) -> bool:
    """Whether a line at the edge of a page is a running head: as on other pages, the page's number, or a title again.

    `heights` has the lines of the pages before.
    """
    is_title_again = heights.get(box.text, 0.0) > _LARGER * box.height
    return _place(box) in running or box.text.strip(" -–|").isdecimal() or is_title_again


def _edges(boxes: list[Box]) -> set[Box]:
    heights = sorted({round(box.top) for box in boxes})
    edge = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return {box for box in boxes if round(box.top) in edge}


def _place(box: Box) -> tuple[str, int]:
    return _DIGITS.sub("0", box.text).casefold().strip(), round(box.top / 2)


def _joined(pages: Sequence[list[Box]], apart: Apart) -> tuple[list[str], list[str]]:
    """The paragraphs of all pages, one that runs over a page's end joined, and where each page begins."""
    paragraphs: list[str] = []
    notes = []
    for number, boxes in enumerate(pages, 1):
        found = paragraphs_of(boxes, apart)
        if number > 1:
            place = sum(len(paragraph) + 2 for paragraph in paragraphs)
            notes.append(f"page {number} begins near character {place:,}")
        if paragraphs and found and goes_on(paragraphs[-1], found[0]):
            paragraphs[-1] = with_next_line(paragraphs[-1], found.pop(0))
        paragraphs += found
    return paragraphs, notes


def _title(boxes: list[Box]) -> tuple[Field, ...]:
    """The largest text of the first page, if it is clearly larger than the body's and at most three lines."""
    sizes = Counter[float]()
    for box in boxes:
        sizes[round(box.bottom - box.top)] += len(box.text)
    if not sizes:
        return ()
    body, largest = sizes.most_common(1)[0][0], max(sizes)
    lines = [box.text for box in boxes if box.height > _SAME_SIZE * largest]
    if largest < 1.3 * body or len(lines) > 3 or not 8 <= len(" ".join(lines)) <= 200:
        return ()
    return (Field("title", " ".join(lines), "largest text of the first page"),)
