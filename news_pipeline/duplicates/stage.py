"""Rows in, rows out: the functions that the loops of stages.py map over chunks.

Here: `fingerprint_rows`, `verify_rows`.
Elsewhere: what the rows mean (fingerprints.py, verification.py), the SQL around them.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from news_pipeline.duplicates.fingerprints import fingerprint_batch
from news_pipeline.duplicates.verification import IndexedText, Overlap, index_texts, overlap, relation_of
from news_pipeline.outcomes import Outcome, Row


def fingerprint_rows(rows: list[Row]) -> list[Outcome]:
    """Keys of each row's `body`: one row of `article_keys`, and one of `fingerprints` a fingerprint."""
    return [
        {
            "article_keys": [
                {
                    "exact_hash": keys.exact_hash,
                    "token_count": keys.token_count,
                    "fingerprint_count": len(keys.fingerprints),
                }
            ],
            "fingerprints": [{"fingerprint": fingerprint} for fingerprint in keys.fingerprints.tolist()],
        }
        for keys in fingerprint_batch([row["body"] or "" for row in rows])
    ]


def verify_rows(rows: list[Row]) -> list[Outcome]:
    """Related pairs of each row's article with its `candidates`, as rows of `copy_links`.

    A candidate is a dict of article_id, body, same_text (equal exact hashes). Candidates that turn out unrelated, or
    are the article itself, give no row. Bodies are folded once a call.
    """
    texts = _index_distinct(
        body for row in rows for body in (row["body"], *(other["body"] for other in row["candidates"]))
    )
    return [
        {
            "copy_links": [
                link
                for other in row["candidates"]
                if other["article_id"] != row["article_id"] and (link := _link(row, other, texts)) is not None
            ]
        }
        for row in rows
    ]


def _index_distinct(bodies: Iterable[str | None]) -> dict[str, IndexedText]:
    distinct = list(dict.fromkeys(body or "" for body in bodies))
    return dict(zip(distinct, index_texts(distinct), strict=True))


def _link(one: Row, other: Row, texts: dict[str, IndexedText]) -> Row | None:
    a, b = sorted((one, other), key=lambda row: row["article_id"])
    text_a, text_b = texts[a["body"] or ""], texts[b["body"] or ""]
    found = overlap(text_a, text_b)
    relation = relation_of(found)
    if other["same_text"] and np.array_equal(text_a.words, text_b.words):
        relation, found = "exact", _identity(found, text_a)
    if relation is None:
        return None
    figures: dict[str, Any] = {
        "coverage_a": found.coverage_a,
        "coverage_b": found.coverage_b,
        "shared_words": found.shared_words,
        "shared_unquoted_words": found.shared_unquoted_words,
        "longest_run": found.longest_run,
    }
    return {"article_id_a": a["article_id"], "article_id_b": b["article_id"], "relation": relation, **figures}


def _identity(found: Overlap, text: IndexedText) -> Overlap:
    """Equal word for word: everything is shared, lists and headlines too, however the lines are broken."""
    words, unquoted = len(text.words), int(text.is_own.sum())
    return Overlap(1.0, 1.0, words, max(unquoted, found.shared_unquoted_words), words, ((0, 0, words),), 1.0)
