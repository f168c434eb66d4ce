"""Chooses the title among the record's, the page's (page_choice.py) and the lines of a text (line_choice.py)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from news_pipeline.metadata.evidence import Evidence
from news_pipeline.metadata.titles.line_choice import THRESHOLD, likely_titles
from news_pipeline.metadata.titles.page_votes import is_alike, title_row, words_of
from news_pipeline.metadata.titles.text_lines import TextLine
from news_pipeline.readers.document import Field

_LABELS = ("title:", "headline:", "titel:", "titre:", "título:", "titolo:")
MAX_LABELLED = 20
"""Lines of a text among which one may say "Title:"."""
_LABELLED = "title_line_labelled"


@dataclass(frozen=True, slots=True)
class TitleChoice:
    """The title of a document, and all candidates."""

    title: str | None
    evidence: tuple[Evidence, ...]
    line: int | None = None
    """Of a text: number of the line that it is on."""


def choose_title(
    fields: tuple[Field, ...],
    of_page: Sequence[Evidence],
    site_names: tuple[str, ...],
    lines: Sequence[TextLine] | None,
) -> TitleChoice:
    """The record's title, else the page's, else the most probable of `lines`.

    of_page: the page's candidates, one of them chosen, see page_choice.py. lines: those of a plain text.
    """
    given = [title_row(field.value, f"json:{field.key}", 0.9, site_names) for field in fields if field.value.strip()]
    rows = [*given, *of_page]
    chosen = next((row for row in given if row.value), None) or next((row for row in of_page if row.is_chosen), None)
    of_text = _of_text(lines, site_names) if lines is not None else []
    if chosen is None and of_text and (of_text[0][0].confidence >= THRESHOLD or of_text[0][0].source == _LABELLED):
        chosen = of_text[0][0] if of_text[0][0].value else None
    rows += [row for row, _ in of_text]
    number = _line_of(chosen, of_text) if chosen else None
    return TitleChoice(
        chosen.value if chosen else None, tuple(replace(row, is_chosen=row is chosen) for row in rows), number
    )


def _of_text(lines: Sequence[TextLine], site_names: tuple[str, ...]) -> list[tuple[Evidence, int]]:
    """The likely titles of a text with their lines, the best first; a line that says "Title:" is the only one."""
    for line in lines[:MAX_LABELLED]:
        if (bare := _unlabelled(line.text)) != line.text.strip() and bare and line.role == "title":
            return [(title_row(bare, _LABELLED, 0.95, site_names), line.number)]
    likely = likely_titles(lines)
    return [(title_row(each.text, "title_line", each.probability, site_names), each.number) for each in likely]


def _line_of(chosen: Evidence, of_text: Sequence[tuple[Evidence, int]]) -> int | None:
    """The line that says the chosen title, which a record may have said too."""
    words = words_of(chosen.value or "")
    return next(
        (number for row, number in of_text if row is chosen or (row.value and is_alike(words, words_of(row.value)))),
        None,
    )


def _unlabelled(text: str) -> str:
    stripped = text.strip()
    for label in _LABELS:
        if stripped.casefold().startswith(label):
            return stripped[len(label) :].strip()
    return stripped
