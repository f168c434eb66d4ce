"""What each step of the pipeline does with the bytes of one file."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

from news_pipeline.duplicates.fingerprints import fingerprint_batch
from news_pipeline.duplicates.revisions import revise
from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText, paragraphs_of
from news_pipeline.entities.tagger import Span, load_tagger
from news_pipeline.readers import Document, read_documents
from news_pipeline.shared.results import Rejected, Row
from news_pipeline.steps.boilerplate.rows import line_rows
from news_pipeline.steps.cleaning.rows import clean_rows
from news_pipeline.steps.duplicates.rows import verify_rows
from news_pipeline.steps.metadata.rows import metadata_rows
from news_pipeline.stories.inferred_dates import Company, infer_date
from news_pipeline.stories.terms import story_terms
from news_pipeline_tests.floods import STORY


def steps(name: str, data: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    """What each step does with a file. Each must be called before the next is asked for."""
    documents: list[Document] = []

    def read() -> None:
        documents.extend(item for item in read_documents(name, BytesIO(data)) if isinstance(item, Document))

    yield "reading", read
    rows = [
        {
            "article_id": f"{number}",
            "source_uri": f"{name}#{number}",
            "media_type": document.media_type,
            "text": document.text,
            "fields": json.dumps([[value.name, value.value, value.key] for value in document.fields]),
        }
        for number, document in enumerate(documents)
    ]
    yield "lines", lambda: line_rows(rows)
    cleaned: list[tuple[Row, Row]] = []

    def clean() -> None:
        for row, outcome in zip(rows, clean_rows(rows), strict=True):
            if not isinstance(outcome, Rejected):
                header = [line for line in outcome["removed_lines"] if not line.get("is_outside")]
                [page] = outcome.get("page_facts", [{"facts": None}])
                cleaned.append((row, {**outcome["clean_articles"][0], **page, "header": header}))

    yield "cleaning", clean
    titles: list[str | None] = []

    def describe() -> None:
        inputs = [
            {
                **{key: row[key] for key in ("article_id", "source_uri", "fields")},
                **{key: article[key] for key in ("facts", "header", "body")},
                "text": row["text"] if row["media_type"] == "text/plain" else None,
            }
            for row, article in cleaned
        ]
        for outcome in metadata_rows(inputs):
            assert not isinstance(outcome, Rejected)
            titles.append(outcome["article_metadata"][0]["title"])

    yield "metadata", describe
    bodies = [str(article["body"]) for _, article in cleaned]
    changed = [f"{body[: len(body) // 2]}\n\n{STORY[:200]}\n\n{body[len(body) // 2 :]}" for body in bodies]
    yield "fingerprints", lambda: fingerprint_batch(bodies)
    yield (
        "copies",
        lambda: verify_rows(
            [
                {
                    "article_id": "a",
                    "body": body,
                    "candidates": ["b", "c"],
                    "judged": [],
                    "day": None,
                    "days": [None, None],
                    "texts": {"b": other, "c": STORY},
                }
                for body, other in zip(bodies, changed, strict=True)
            ]
        ),
    )
    yield "revisions", lambda: [revise(body, other) for body, other in zip(bodies, changed, strict=True)]
    yield "terms", lambda: [story_terms(title, body) for title, body in zip(titles, bodies, strict=True)]
    yield "inferred dates", lambda: [infer_date(body, [Company(date(2021, 3, 3), "copy")]) for body in bodies]
    yield "entities", lambda: [_mentions(title, body) for title, body in zip(titles, bodies, strict=True)]


def _mentions(title: str | None, body: str) -> object:
    article = ArticleText(title, body, None)
    tagger = load_tagger("gazetteer")
    spans = []
    for paragraph in paragraphs_of(article.joined):
        [found] = tagger.tag([paragraph.text])
        spans += [Span(span.start + paragraph.start, span.end + paragraph.start, span.label) for span in found]
    return mentions_of(article, spans)
