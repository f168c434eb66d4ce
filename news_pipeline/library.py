"""Articles without a database: files, bytes, HTML or text in, `Article` objects out, for notebooks and scripts.

    from news_pipeline import parse_article, read_articles

    article = parse_article("<html>...", url="https://example.com/news/1")
    for article in read_articles("pages.warc.gz"):
        print(article.title, article.published_date, article.outlet)

The functions are those of the pipeline's steps, so that a notebook and a warehouse say the same of one document. What
needs other documents is missing: boilerplate by the corpus, copies, stories, entities, inferred dates.
"""

import html
import os
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from news_pipeline.cleaning.clean import clean
from news_pipeline.metadata.evidence import Evidence
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.page.page import page_of
from news_pipeline.readers import Document, Field, Unreadable, read_documents
from news_pipeline.readers.page_tree import parse_page
from news_pipeline.shared.results import Rejected
from news_pipeline.shared.user_error import UserError

_SHOWN_CHARACTERS = 300
_OF_METADATA = (
    *("published_date", "published_at", "published_precision", "published_from", "published_to", "updated_at", "url"),
    *("outlet", "outlet_domain", "outlet_country", "agencies", "contributing_agencies", "authors"),
    *("section", "article_kind", "is_free", "keywords", "image_url", "image_credit"),
)
"""Values that an article has as the metadata have them."""


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line that is in the document and not in the body."""

    number: int
    text: str
    role: str
    """What it is: navigation, byline, caption, related, ..."""
    reason: str
    """Why it is not body."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that gives no article."""

    source: str
    reason: str
    """The code that `rejected_documents` has."""
    detail: str

    def __str__(self) -> str:
        """Where, why, what was seen."""
        return f"{self.source}: {self.reason} ({self.detail})"


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """What a document says, and the evidence for it. What it does not say is None or ()."""

    source: str
    """The path, with #n for record n of a container; "" for text that was given directly."""
    title: str | None
    body: str
    """Paragraphs are separated by an empty line."""
    captions: tuple[str, ...]
    published_date: date | None
    """The outlet's local day."""
    published_at: datetime | None
    """UTC; only where a time of day and its zone are known."""
    published_precision: str | None
    """minute, day, month or year."""
    published_from: date | None
    """First day that the evidence allows."""
    published_to: date | None
    updated_at: datetime | None
    url: str | None
    outlet: str | None
    outlet_domain: str | None
    outlet_country: str | None
    """ISO 3166."""
    agencies: tuple[str, ...]
    """Whose copy it is."""
    contributing_agencies: tuple[str, ...]
    """Which helped."""
    authors: tuple[str, ...]
    section: str | None
    article_kind: str | None
    is_free: bool | None
    keywords: tuple[str, ...]
    image_url: str | None
    image_credit: str | None
    language: str | None
    word_count: int
    evidence: tuple[Evidence, ...] = field(default=(), hash=False)
    """Every candidate value: where it stood, how sure, whether it was chosen."""
    removed_lines: tuple[RemovedLine, ...] = field(default=(), hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON or a data frame: days and moments in ISO form."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    def __repr__(self) -> str:
        """One line: who published what when."""
        where = self.outlet or self.outlet_domain or "unknown outlet"
        when = self.published_date.isoformat() if self.published_date else "undated"
        return f"<Article {self.title or 'untitled'!r}, {where}, {when}, {self.word_count:,} words>"

    def _repr_html_(self) -> str:
        """How Jupyter shows it; every text is escaped."""
        facts = [self.outlet or self.outlet_domain, self.published_date, ", ".join(self.authors), self.url]
        line = " · ".join(html.escape(str(fact)) for fact in facts if fact)
        cut = self.body if len(self.body) <= _SHOWN_CHARACTERS else self.body[:_SHOWN_CHARACTERS] + " …"
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in cut.split("\n\n"))
        return f"<article><h3>{html.escape(self.title or 'untitled')}</h3><p><em>{line}</em></p>{paragraphs}</article>"


def parse_article(source: str | bytes | Path, *, url: str | None = None, name: str = "") -> Article:
    """The one article of a page or text: a path, the bytes of a file, or its text. `url` is where it was fetched.

    `name` tells the kind of file where bytes are given, such as "page.html"; without it, HTML is known by its tags.
    Raises UserError where there is no article, and for containers, which `read_articles` reads.
    """
    found = list(_answers(source, url, name))
    articles = [one for one in found if isinstance(one, Article)]
    if len(articles) == 1:
        return articles[0]
    if articles:
        raise UserError(f"{found[0].source or name} holds {len(articles):,} articles. Use read_articles.")
    raise UserError("; ".join(str(one) for one in found) or "There is no document in it.")


def read_articles(
    source: str | bytes | Path, *, name: str = "", on_refusal: Callable[[Refusal], None] | None = None
) -> Iterator[Article]:
    """Every article of a file in any format that is read, one after the other; a folder is read file by file.

    What gives no article goes to `on_refusal`; without it, each is a warning. Raises OSError for a path that cannot
    be opened.
    """
    refuse = on_refusal or _warn
    path = _path(source)
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path and path.is_dir() else [source]
    for file in files:
        for one in _answers(file, None, name):
            if isinstance(one, Article):
                yield one
            else:
                refuse(one)


def _answers(source: str | bytes | Path, url: str | None, name: str) -> Iterator[Article | Refusal]:
    path = _path(source)
    if path is not None:
        with path.open("rb") as stream:
            yield from _read(str(path), stream, url)
        return
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    yield from _read(name or _name_of(raw), BytesIO(raw), url, shown=name)


def _path(source: str | bytes | Path) -> Path | None:
    """The source as a path: a Path, or a short string that names something that is there."""
    if isinstance(source, Path):
        return source
    is_short = isinstance(source, str) and len(source) < 1000 and "\n" not in source and "<" not in source
    is_there = is_short and os.path.exists(source)  # noqa: PTH110  Path.exists raises where a name is too long for a file
    return Path(str(source)) if is_there else None


def _name_of(raw: bytes) -> str:
    head = raw[:2000].lstrip().lower()
    return "page.html" if head.startswith(b"<") else "text.txt"


def _read(name: str, stream: BinaryIO, url: str | None, shown: str | None = None) -> Iterator[Article | Refusal]:
    source = name if shown is None else shown
    for item in read_documents(name, stream):
        where = source if item.record is None else f"{source}#{item.record}"
        if isinstance(item, Unreadable):
            yield Refusal(where, item.reason, item.detail)
        else:
            yield _article(where, item, url)


def _article(source: str, document: Document, url: str | None) -> Article | Refusal:
    tree = parse_page(document.text) if document.media_type == "text/html" else None
    cleaned = clean(document.text, document.media_type, tree=tree)
    if isinstance(cleaned, Rejected):
        return Refusal(source, cleaned.reason, cleaned.detail)
    given = (Field("url", url, "url"),) if url else ()
    metadata = extract_metadata(
        MetadataInput(
            source_uri=source,
            page=None if tree is None else page_of(tree),
            header=tuple(
                HeaderLine(line.number, line.text, line.role.value)
                for line in cleaned.removed
                if line.number not in cleaned.outside
            ),
            body=cleaned.body,
            fields=(*given, *document.fields),
            text=document.text if tree is None else None,
            arrived=datetime.now(UTC),
        )
    )
    return Article(
        source=source,
        title=metadata.title,
        body=cleaned.body,
        captions=tuple((cleaned.captions or "").split("\n\n")) if cleaned.captions else (),
        **{name: getattr(metadata, name) for name in _OF_METADATA},
        language=metadata.language,
        word_count=cleaned.word_count,
        evidence=metadata.evidence,
        removed_lines=tuple(
            RemovedLine(line.number, line.text, line.role.value, line.reason or "") for line in cleaned.removed
        ),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _warn(refusal: Refusal) -> None:
    warnings.warn(str(refusal), stacklevel=3)
