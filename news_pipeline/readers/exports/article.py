"""One article of an export, and what all exports share: labelled lines, paragraphs, the number on the cover."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.markup import as_page, is_markup
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired
from news_pipeline.shared.hashing import digest

Lines = Sequence[str]
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er)?\.?,? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:1[6-9]|20)\d\d\b"
    r"|[^\W\d_]{3,12}\.? \d{1,2},? (?:1[6-9]|20)\d\d\b|\b(?:1[6-9]|20)\d\d(?:-\d\d-\d\d\b|年\d{1,2}月\d{1,2}日)"
)
_MAX_DATE_CHARACTERS = 60
_MAX_SET_CHARACTERS = 140
"""Of a line in a text that is set at a fixed width."""


@dataclass(slots=True)
class ExportedArticle:
    """An article as a database shows it."""

    paragraphs: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    raw: str = ""
    """All that stands between it and the next one; its hash is the document's."""
    is_cut: bool = False
    """The file ends inside it."""

    def add(self, name: str, value: str, key: str) -> None:
        """Note a value, unless it is empty."""
        if value.strip():
            self.fields.append(Field(name, " ".join(value.split()), key))

    def has(self, name: str) -> bool:
        """Whether a value of the name is noted."""
        return any(each.name == name for each in self.fields)


@dataclass(frozen=True, slots=True)
class Export:
    """All articles of a file."""

    database: str
    articles: list[ExportedArticle]
    stated: int | None = None
    """How many articles the file says that it holds; None: it does not say."""


def documents_of(export: Export, encoding: str, content_hash: str, start: int) -> Iterator[Document | Unreadable]:
    """The articles as records, from 1; then a refusal if they are not as many as the cover page states."""
    for number, article in enumerate(export.articles, 1):
        if number > start:
            yield _document(article, export.database, number, encoding)
    found = len(export.articles)
    if export.stated is not None and export.stated != found:
        detail = (
            f"the {export.database} file says that it holds {export.stated:,} articles, and {found:,} were found: "
            "export it again, or look where one is missing"
        )
        yield Unreadable(None, content_hash, Reason.COUNT_DIFFERS, detail)
    elif not found:
        yield Unreadable(None, content_hash, Reason.NO_RECORDS, f"a {export.database} file without articles")


def _document(article: ExportedArticle, database: str, number: int, encoding: str) -> Document | Unreadable:
    seen = digest(article.raw)
    text, repairs = repaired("\n\n".join(article.paragraphs))
    if not re.search(r"\w", text):
        title = next((each.value for each in article.fields if each.name == "title"), "no title")[:80]
        detail = f"no full text: the {database} record has only {title!r}: export it with its text"
        return Unreadable(number, seen, Reason.NO_TEXT, detail)
    return Document(
        record=number,
        content_hash=seen,
        media_type="text/html" if is_markup(text) else "text/plain",
        text=as_page(text) if is_markup(text) else text,
        encoding=encoding,
        fields=tuple(dict.fromkeys(article.fields)),
        notes=(
            f"from a {database} export",
            *(["the file breaks off inside this article: export it again"] if article.is_cut else []),
            *repairs,
        ),
        byte_size=len(article.raw.encode("utf-8", "replace")),
    )


def is_day(line: str) -> bool:
    """Whether a line is nothing but a day, perhaps with weekday, time and zone: short, with day, month and year."""
    return len(line) <= _MAX_DATE_CHARACTERS and _DAY.search(line) is not None


def paragraphs_of(lines: Lines) -> list[str]:
    """What stands between blank lines, its lines joined. Long lines are paragraphs: nobody set them at a width."""
    if any(len(line) > _MAX_SET_CHARACTERS for line in lines):
        return [line.strip() for line in lines if line.strip()]
    return [" ".join(line.strip() for line in block) for block in blocks(lines)]


def blocks(lines: Lines) -> Iterator[list[str]]:
    """The lines of each paragraph: what stands between blank lines."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield block
            block = []
