"""Tags each paragraph once, however many articles have it, however often they come back.

Before the mentions of pending articles are looked for, their paragraphs are tagged, unless the warehouse has the spans
of the same text by the same tagger. A chunk of articles is one transaction.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from news_pipeline.engine import ledger
from news_pipeline.engine.answers import Answer, Packing
from news_pipeline.engine.document_loop import DocumentLoop, chunks
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.entities.tagger import load_tagger
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.steps.mentions.rows import cut_rows, tag_rows
from news_pipeline.steps.mentions.tables import TABLES
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

_PROGRESS = "tagged_articles"
_PLACES, _SPANS = ({table.name: table for table in TABLES}[name] for name in ("article_paragraphs", "paragraph_spans"))
_TAG = Packing(tag_rows, {_SPANS.name: _SPANS.types})
_CUT_CHUNKS = 5
"""Chunks whose paragraphs are held at once: 1,000 articles of 1,000 words are 6 MB."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of an article, as a worker hands them over."""

    places: bytes
    """Rows of `article_paragraphs`, as an Arrow stream: of all articles cut together, with the first of them."""
    rows: list[Row]
    """Of ParagraphInput."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A chunk of articles, and their paragraphs."""

    articles: list[str]
    places: list[bytes]
    paragraphs: list[Row]


@dataclass(frozen=True, slots=True)
class _Chunk(_Cut):
    """The same, under way."""

    sent: list[tuple[str, int]]
    """Tagger and hash of the paragraphs that are being tagged."""


def tag_paragraphs(loop: DocumentLoop, pipeline: Pipeline) -> str:
    """Tag the paragraphs of the articles that are pending for the loop, and say how many were new."""
    warehouse = pipeline.warehouse
    total = ledger.find_pending(loop.name, loop.version(pipeline.settings), warehouse)
    if not total:
        return ""
    pipeline.report(_PROGRESS, 0, total)
    paragraphs = tagged = failed = done = 0
    waiting: deque[_Chunk] = deque()
    for cut in _cut_articles(pipeline):
        for outcomes in pipeline.compute.map(_TAG, _untagged(cut, warehouse, waiting), ahead=_CUT_CHUNKS):
            chunk = waiting.popleft()
            _commit(chunk, outcomes, warehouse)
            done += len(chunk.articles)
            paragraphs += len(chunk.paragraphs)
            tagged += len(outcomes)
            failed += sum(isinstance(outcome, Rejected) for outcome in outcomes)
            pipeline.report(_PROGRESS, done, total)
    lost = f" On {failed:,} of them the tagger failed: their articles have no mentions there." if failed else ""
    slow = _why_slow(pipeline) if tagged else ""
    return f"{tagged:,} of {paragraphs:,} paragraphs were new.{lost}{slow}" if paragraphs else ""


def _why_slow(pipeline: Pipeline) -> str:
    """What taggers that could be faster say of themselves, where they run: in the workers, which have them loaded."""
    names: list[Row] = [{"name": name} for name in sorted(set(parse_taggers(pipeline.settings.tagger).values()))]
    [outcomes] = pipeline.compute.map(slow_taggers, [names])
    return "".join(f" {row['says']}" for each in outcomes if not isinstance(each, Rejected) for row in each["taggers"])


def slow_taggers(rows: Sequence[Row]) -> list[Outcome]:
    """Why the tagger of each name is slower than it could be, in `says`; no row for one that is not."""
    reasons = [load_tagger(row["name"]).slow_because for row in rows]
    return [{"taggers": [{"says": reason}] if reason else []} for reason in reasons]


def cut_articles(rows: Sequence[Row], taggers: str) -> list[Paragraphs]:
    """The paragraphs of each article."""
    from news_pipeline.storage.arrow import pack  # noqa: PLC0415 half a second that a run with nothing new saves

    cut = cut_rows(rows, taggers)
    places = [place for found in cut for place in found[_PLACES.name]]
    packed = pack(_PLACES.types, places) if places else b""
    return [Paragraphs(b"" if number else packed, found["paragraphs"]) for number, found in enumerate(cut)]


def _cut_articles(pipeline: Pipeline) -> Iterator[list[_Cut]]:
    """The chunks of articles with their paragraphs, some chunks at once: the workers cut these, then they tag them."""
    function = partial(cut_articles, taggers=pipeline.settings.tagger)
    for keys in chunks(pipeline.warehouse, _CUT_CHUNKS):
        texts = {row["article_id"]: row for row in pipeline.warehouse.rows(read_sql(__package__, "texts.sql"))}
        some = [[texts[row["key"]] for row in chunk] for chunk in keys]
        yield [
            _cut([row["article_id"] for row in articles], outcomes)
            for articles, outcomes in zip(some, pipeline.compute.map(function, some, ahead=_CUT_CHUNKS), strict=True)
        ]


def _cut(articles: list[str], outcomes: Sequence[Paragraphs | Outcome]) -> _Cut:
    """Articles that could not be cut have no paragraphs."""
    found = [each for each in outcomes if isinstance(each, Paragraphs)]
    return _Cut(articles, [each.places for each in found if each.places], [row for each in found for row in each.rows])


def _untagged(cut: list[_Cut], warehouse: Warehouse, waiting: deque[_Chunk]) -> Iterator[list[Row]]:
    """The paragraphs to tag, one chunk after the other, without those that are being tagged already."""
    for chunk in cut:
        known = _known(chunk.paragraphs, warehouse).union(*(before.sent for before in waiting))
        fresh = {(row["tagger"], row["paragraph_hash"]): row for row in chunk.paragraphs}
        sent = [key for key in fresh if key not in known]
        waiting.append(_Chunk(chunk.articles, chunk.places, chunk.paragraphs, sent))
        yield [fresh[key] for key in sent]


def _known(paragraphs: list[Row], warehouse: Warehouse) -> set[tuple[str, int]]:
    hashes = list({row["paragraph_hash"] for row in paragraphs})
    rows = warehouse.rows(
        "SELECT tagger, paragraph_hash FROM paragraph_spans WHERE paragraph_hash IN (SELECT unnest($hashes::BIGINT[]))",
        {"hashes": hashes},
    )
    return {(row["tagger"], row["paragraph_hash"]) for row in rows}


def _commit(chunk: _Chunk, outcomes: Sequence[Answer | Outcome], warehouse: Warehouse) -> None:
    """Write one chunk: where its articles have which paragraphs, and the spans of the new ones."""
    spans = [stream for each in outcomes if isinstance(each, Answer) for stream in each.rows.values()]
    with warehouse.transaction():
        warehouse.execute(
            f"DELETE FROM {_PLACES.name} WHERE article_id IN (SELECT unnest($articles))",  # noqa: S608 names are ours
            {"articles": chunk.articles},
        )
        warehouse.insert_packed(_PLACES.name, chunk.places)
        warehouse.insert_packed(_SPANS.name, spans)


def forget_unused_paragraphs(loop: DocumentLoop, pipeline: Pipeline) -> None:
    """Take out the paragraphs of articles that the loop does not know any more, and spans that no article uses."""
    warehouse = pipeline.warehouse
    with warehouse.transaction():
        warehouse.execute(
            f"DELETE FROM article_paragraphs WHERE article_id NOT IN (SELECT key FROM {loop.name}_done)"  # noqa: S608
        )
        warehouse.execute(read_sql(__package__, "forget_paragraphs.sql"))
