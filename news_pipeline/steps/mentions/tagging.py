"""Tagging: each paragraph once, however many articles have it, however often they come back.

Before the mentions of pending articles are looked for, their paragraphs are tagged, unless the warehouse has the spans
of the same text by the same tagger. A chunk of articles is one transaction. Here: that loop, and taking out what no
article uses. Elsewhere: cutting and tagging (entities/paragraphs.py), mentions from spans (stage `entity_mentions`).
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from news_pipeline.engine.compute import Compute
from news_pipeline.engine.document_loop import Report, Stage, find_pending, named
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

_PROGRESS = "tagged_articles"


@dataclass(frozen=True, slots=True)
class TaggingResult:
    """What was done before the mentions."""

    paragraphs: int
    """Of the pending articles, each time that they occur."""
    tagged: int
    """Different ones that had not been tagged before."""


def tag_paragraphs(stage: Stage, warehouse: Warehouse, compute: Compute, report: Report) -> TaggingResult:
    """Tag the paragraphs of the articles that are pending for `stage`, the one that makes mentions of them."""
    total = find_pending(stage.name, stage.code_version, read_sql(stage.pending), warehouse)
    if not total:
        return TaggingResult(0, 0)
    report(_PROGRESS, 0, total)
    paragraphs = tagged = done = 0
    chunks: deque[_Chunk] = deque()
    tag_rows = named("news_pipeline.entities.paragraphs.tag_rows")
    for outcomes in compute.map(tag_rows, _untagged(stage, warehouse, chunks)):
        chunk = chunks.popleft()
        _commit(chunk, outcomes, warehouse)
        done += len(chunk.articles)
        paragraphs += len(chunk.paragraphs)
        tagged += len(outcomes)
        report(_PROGRESS, done, total)
    return TaggingResult(paragraphs, tagged)


@dataclass(frozen=True, slots=True)
class _Chunk:
    articles: list[str]
    paragraphs: list[Row]
    sent: list[tuple[str, int]]
    """Tagger and hash of the paragraphs that are being tagged."""


def _untagged(stage: Stage, warehouse: Warehouse, chunks: "deque[_Chunk]") -> Iterator[list[Row]]:
    """The paragraphs of one chunk after the other that are to be tagged; what is on its way already is left out."""
    paragraph_rows = named("news_pipeline.steps.mentions.rows.paragraph_rows")
    texts = read_sql("steps/mentions/texts.sql")
    for number in range(int(warehouse.value("SELECT max(chunk) + 1 FROM pending"))):
        warehouse.execute("CREATE OR REPLACE TEMP TABLE chunk AS SELECT * FROM pending WHERE chunk = $n", {"n": number})
        articles = warehouse.rows(texts)
        paragraphs: list[Row] = paragraph_rows(articles, **stage.arguments)
        known = _known(paragraphs, warehouse).union(*(chunk.sent for chunk in chunks))
        fresh = {(row["tagger"], row["paragraph_hash"]): row for row in paragraphs}
        sent = [key for key in fresh if key not in known]
        chunks.append(_Chunk([row["article_id"] for row in articles], paragraphs, sent))
        yield [fresh[key] for key in sent]


def _known(paragraphs: list[Row], warehouse: Warehouse) -> set[tuple[str, int]]:
    hashes = list({row["paragraph_hash"] for row in paragraphs})
    rows = warehouse.rows(
        "SELECT tagger, paragraph_hash FROM paragraph_spans WHERE paragraph_hash IN (SELECT unnest($hashes::BIGINT[]))",
        {"hashes": hashes},
    )
    return {(row["tagger"], row["paragraph_hash"]) for row in rows}


def _commit(chunk: _Chunk, outcomes: list[Outcome], warehouse: Warehouse) -> None:
    """Write one chunk: where its articles have which paragraphs, and the spans of the new ones."""
    spans = [row for outcome in outcomes if not isinstance(outcome, Rejected) for row in outcome["paragraph_spans"]]
    columns = ("article_id", "start_char", "paragraph_hash", "tagger")
    with warehouse.transaction():
        warehouse.execute(
            "DELETE FROM article_paragraphs WHERE article_id IN (SELECT unnest($articles))",
            {"articles": chunk.articles},
        )
        places = [{column: row[column] for column in columns} for row in chunk.paragraphs]
        warehouse.insert("article_paragraphs", places)
        warehouse.insert("paragraph_spans", spans)


def forget_unused_paragraphs(stage: Stage, warehouse: Warehouse) -> None:
    """Take out the paragraphs of articles that `stage` does not know any more, and spans that no article uses."""
    with warehouse.transaction():
        warehouse.execute(
            "DELETE FROM article_paragraphs WHERE article_id NOT IN (SELECT key FROM ledger WHERE stage = $stage)",
            {"stage": stage.name},
        )
        warehouse.execute(read_sql("steps/mentions/forget_paragraphs.sql"))
