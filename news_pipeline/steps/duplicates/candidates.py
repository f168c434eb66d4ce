"""Binds the thresholds by which articles are found that are compared word for word, and reads the texts of both."""

from decimal import Decimal
from functools import partial

from news_pipeline.duplicates import candidate_rules as rules
from news_pipeline.duplicates.fingerprints import COLD_LIMIT
from news_pipeline.engine.document_loop import DocumentLoop, read_rows
from news_pipeline.shared.results import Row
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

_sql = partial(read_sql, __package__)

THRESHOLDS = {
    "span_days": rules.SPAN_DAYS,
    "crowd": rules.CROWD,
    "first": rules.FIRST,
    "common_holders": rules.COMMON_HOLDERS,
    "hot_share": Decimal(str(rules.HOT_SHARE)),
    "cold_limit": COLD_LIMIT,
    "min_shared": rules.MIN_SHARED,
    "enough_shared": rules.ENOUGH_SHARED,
    "min_containment": Decimal(str(rules.MIN_CONTAINMENT)),
    "min_cold_containment": Decimal(str(rules.MIN_COLD_CONTAINMENT)),
}
"""Shares are decimals, so that 3 of 30 is exactly a tenth."""


def read_with_texts(loop: DocumentLoop, warehouse: Warehouse) -> list[Row]:
    """The rows of the chunk, each with the bodies of its candidates in `texts`; rows share a body that several need."""
    texts = {row["article_id"]: row["body"] for row in warehouse.rows(_sql("link_texts.sql"))}
    rows = read_rows(loop, warehouse)
    for row in rows:
        row["body"] = texts[row["article_id"]]
        row["texts"] = {key: texts[key] for key in row["candidates"]}
    return rows
