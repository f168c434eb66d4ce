"""Whether the passages that two articles are said to share are really equal.

Here: a sample of passages, read back from the bodies and folded anew. Elsewhere: finding them (duplicates/).
"""

from functools import cache
from typing import Any

import dagster as dg

from news_pipeline.defs.resources import Pipeline
from news_pipeline.defs.table_metadata import markdown_table
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

SAMPLE = 50
"""Pairs that are looked at; which ones changes with the tables, not with the run."""


@dg.asset_check(
    asset="shared_passages",
    description="A shared passage has the same words in both articles.\n\n"
    f"Of {SAMPLE} pairs, all passages are cut out of both bodies and folded: the words must be equal.",
)
def passages_equal(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
    """The words of both sides, compared."""
    looked_at, unequal = compare_passages(pipeline.warehouse)
    metadata: dict[str, Any] = {"passages": looked_at, "offenders": len(unequal)}
    says = _words(looked_at, unequal) if unequal else "No row breaks the rule."
    return dg.AssetCheckResult(passed=not unequal, metadata=metadata, description=says)


def _words(looked_at: int, unequal: list[tuple[str, str, int]]) -> str:
    columns = ["article_id_a", "article_id_b", "passage_number"]
    table = markdown_table(columns, [list(row) for row in unequal[:5]])
    remedy = "This is a mistake of the pipeline, not of your files: please report it with these rows."
    return f"{len(unequal):,} of {looked_at:,} passages differ.\n\n{table}\n\n**What to do.** {remedy}"


def compare_passages(warehouse: Warehouse) -> tuple[int, list[tuple[str, str, int]]]:
    """How many passages were compared, and which of them differ."""
    from news_pipeline.duplicates.word_offsets import located_words, words_between  # noqa: PLC0415 brings NumPy

    rows = warehouse.rows(read_sql("steps/duplicates/passages_equal.sql"), {"pairs": SAMPLE})
    unequal = []
    words_of = cache(located_words)
    for row in rows:
        words_a = words_between(words_of(row["body_a"]), row["start_char_a"], row["end_char_a"])
        words_b = words_between(words_of(row["body_b"]), row["start_char_b"], row["end_char_b"])
        if words_a != words_b or len(words_a) != row["word_count"]:
            unequal.append((row["article_id_a"], row["article_id_b"], row["passage_number"]))
    return len(rows), unequal
