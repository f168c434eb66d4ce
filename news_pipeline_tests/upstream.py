"""Rows as the steps before would have left them, so that a step can be tested without those.

Articles are cleaned and described; the tests run the steps after that.
"""

from collections.abc import Mapping

from news_pipeline.shared.hashing import digest
from news_pipeline.shared.results import Row
from news_pipeline.steps.ingestion.reading import forget
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import hash_of, ledger_row, raw_document


def made_up(seed: int, sentences: int = 8) -> str:
    """Sentences of thirty words; two seeds share none of them."""
    folded = (digest(str(seed), str(number)).translate(_LETTERS)[:7] for number in range(30 * sentences))
    listed = list(folded)
    return "\n".join(" ".join(listed[start : start + 30]) + "." for start in range(0, len(listed), 30))


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
OWN_TABLES = ("raw_documents", "clean_articles", "article_metadata")


def put_articles(
    warehouse: Warehouse,
    bodies: Mapping[str, str],
    metadata: Mapping[str, Row] | None = None,
    *,
    arrival: int = 0,
    captions: str | None = None,
) -> None:
    """Documents by id, cleaned to these bodies and described; earlier rows of the same ids are replaced."""
    take_articles(warehouse, *bodies)
    warehouse.insert("raw_documents", [raw_document(key, body, arrival=arrival) for key, body in bodies.items()])
    warehouse.insert(
        "clean_articles",
        [
            {
                "article_id": key,
                "body": body,
                "captions": captions,
                "word_count": len(body.split()),
                "extractor": "text",
            }
            for key, body in bodies.items()
        ],
    )
    described = {key: (metadata or {}).get(key, {}) for key in bodies}
    warehouse.insert("article_metadata", [{"article_id": key, **row} for key, row in described.items()])
    for key, body in bodies.items():
        read = hash_of(key, body)
        cleaned = ledger_row("clean_articles", key, body + (captions or ""), input_hash=read)
        about = ledger_row("article_metadata", key, str(described[key]), input_hash=cleaned["output_hash"] ^ read)
        warehouse.insert("ledger", [cleaned, about])


def take_articles(warehouse: Warehouse, *keys: str) -> None:
    """As if the documents had been taken down."""
    for table in OWN_TABLES:
        forget(table, "article_id", list(keys), warehouse)
    warehouse.execute(
        "DELETE FROM ledger WHERE stage IN ('clean_articles', 'article_metadata') AND key IN (SELECT unnest($keys))",
        {"keys": list(keys)},
    )
