"""Chooses the title among the record's, the page's (page_choice.py) and the lines of a text (line_choice.py).

Where a record states a title, the lines of its text are not weighed: those that say the same are looked for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.evidence import Evidence
from news_pipeline.metadata.titles.line_choice import THRESHOLD, likely_titles
from news_pipeline.metadata.titles.line_features import holds_titles, upper_lines
from news_pipeline.metadata.titles.page_votes import is_alike, may_be_alike, title_row, words_of
from news_pipeline.metadata.titles.signature import without_signature
from news_pipeline.metadata.titles.text_lines import TextLine, parts_of
from news_pipeline.readers.document import Field

_LABELS = ("title:", "headline:", "titel:", "titre:", "título:", "titolo:")
MAX_LABELLED = 20
"""Lines of a text among which one may say "Title:"."""
_LABELLED = "title_line_labelled"
_GIVEN = 0.9
"""How far a record's title is trusted, and the line of its text that says the same."""


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
    lines: Callable[[], Iterable[TextLine]] | None,
    authors: tuple[Field, ...] = (),
) -> TitleChoice:
    """The record's title, else the page's, else the most probable line of the text.

    of_page: the page's candidates, one of them chosen, see page_choice.py. lines: gives those of a plain text; only
    those that are needed are made. authors: those of the record, whose names are no part of its title.
    """
    given = [
        _unsigned(title_row(field.value, f"json:{field.key}", _GIVEN, site_names), authors)
        for field in fields
        if field.value.strip()
    ]
    rows = [*given, *of_page]
    chosen = next((row for row in given if row.value), None) or next((row for row in of_page if row.is_chosen), None)
    of_text: list[tuple[Evidence, int]] = []
    if lines is not None:
        of_text = _saying(chosen.value or "", lines(), site_names) if chosen else []
        if not chosen or len(of_text) > 1:
            of_text = _of_text(list(lines()), site_names)
    if chosen is None and of_text and (of_text[0][0].confidence >= THRESHOLD or of_text[0][0].source == _LABELLED):
        chosen = of_text[0][0] if of_text[0][0].value else None
    rows += [row for row, _ in of_text]
    number = _line_of(chosen, of_text) if chosen else None
    return TitleChoice(
        chosen.value if chosen else None, tuple(replace(row, is_chosen=row is chosen) for row in rows), number
    )


def _unsigned(row: Evidence, authors: tuple[Field, ...]) -> Evidence:
    """The record's title without the record's authors at its end."""
    names = frozenset(name.casefold() for field in authors for name in people(field.value, is_field=True))
    title = without_signature(row.value or "", names)
    return replace(row, value=title) if title != (row.value or "") else row


def _saying(title: str, lines: Iterable[TextLine], site_names: tuple[str, ...]) -> list[tuple[Evidence, int]]:
    """The lines, where titles stand, that say the title as a whole or in a part; of each its first such part."""
    words = words_of(title)
    found = []
    for index, line in enumerate(upper_lines(lines)):
        if holds_titles(line) and may_be_alike(words, words_of(line.text)):
            rows = (title_row(part.text, "title_line", _GIVEN, site_names) for part in parts_of(line, index))
            alike = (row for row in rows if is_alike(words, words_of(row.value or "")))
            found += [(row, line.number) for row in islice(alike, 1)]
    return found


def _of_text(lines: Sequence[TextLine], site_names: tuple[str, ...]) -> list[tuple[Evidence, int]]:
    """The likely titles of a text with their lines, the best first; a line that says "Title:" is the only one."""
    for line in lines[:MAX_LABELLED]:
        if line.role == "title" and (bare := _unlabelled(line.text)) != line.text.strip() and bare:
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
