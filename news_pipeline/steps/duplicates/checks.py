"""What must hold for pairs, groups and passages."""

from functools import cache

from news_pipeline.duplicates.word_offsets import located_words, words_between
from news_pipeline.engine.rules import CodeRule, Rule
from news_pipeline.shared.results import Row
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

SAMPLE = 50
"""Pairs whose passages are compared. The choice changes with the tables, not from run to run."""


def unequal_passages(warehouse: Warehouse) -> tuple[int, list[Row]]:
    """How many passages were cut out of both bodies and folded anew, and which of them differ."""
    rows = warehouse.rows(read_sql(__package__, "passages_equal.sql"), {"pairs": SAMPLE})
    words_of = cache(located_words)
    unequal = []
    for row in rows:
        words_a = words_between(words_of(row["body_a"]), row["start_char_a"], row["end_char_a"])
        words_b = words_between(words_of(row["body_b"]), row["start_char_b"], row["end_char_b"])
        if words_a != words_b or len(words_a) != row["word_count"]:
            unequal.append({name: row[name] for name in ("article_id_a", "article_id_b", "passage_number")})
    return len(rows), unequal


RULES = (
    Rule(
        "duplicate_groups",
        "one_canonical_article_a_group",
        "Exactly one article of each group is canonical, and every compared article is in one group.",
        read_sql(__package__, "one_canonical_article_a_group.sql"),
    ),
    Rule(
        "duplicate_pairs",
        "judgements_usable",
        "Every line of the judgements file can be used, and names documents that are there.",
        read_sql(__package__, "judgements_usable.sql"),
        "Mend the lines in the file that NEWS_JUDGEMENTS names; the next run reads it again.",
        is_warning=True,
    ),
    CodeRule(
        "shared_passages",
        "passages_equal",
        "A shared passage has the same words in both articles.\n\n"
        f"Of {SAMPLE} pairs, all passages are cut out of both bodies and folded: the words must be equal.",
        "passages",
        unequal_passages,
        "This is a mistake of the pipeline, not of your files: please report it with these rows.",
    ),
)
