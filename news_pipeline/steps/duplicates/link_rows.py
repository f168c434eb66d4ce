"""Rows in, rows out: the functions that the loops of stages.py map over chunks.

Here: `fingerprint_rows`, `verify_rows`.
Elsewhere: what the rows mean (fingerprints.py, verification.py), the SQL around them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import numpy as np

from news_pipeline.duplicates.canonical_order import place_of
from news_pipeline.duplicates.fingerprints import COLD_LIMIT, TextKeys, fingerprint_batch
from news_pipeline.duplicates.overlap import IndexedText, Overlap, Passage, index_texts, overlap, relation_of
from news_pipeline.duplicates.word_offsets import Span, word_spans
from news_pipeline.metadata.credits.agencies import is_agency_domain
from news_pipeline.shared.results import Outcome, Row


def fingerprint_rows(rows: list[Row]) -> list[Outcome]:
    """Keys of each row's `body`: one row of `article_keys`, and one a fingerprint.

    Of articles with a `day` (of publication, since 1970) only the coarser sample goes into `fingerprints`, the rest
    into `dated_fingerprints`. `published`, `word_count` and `outlet_domain` decide the place in canonical order.
    """
    batch = fingerprint_batch([row["body"] or "" for row in rows])
    return [_postings(row, keys) for row, keys in zip(rows, batch, strict=True)]


def _postings(row: Row, keys: TextKeys) -> Outcome:
    day, domain = row["day"], row["outlet_domain"]
    is_agency_site = domain is not None and is_agency_domain(domain)
    place = place_of(row["article_id"], row["published"], row["word_count"], is_agency_site=is_agency_site)
    cold_count = int(np.searchsorted(keys.fingerprints, np.uint64(COLD_LIMIT)))
    always = cold_count if day is not None else len(keys.fingerprints)
    listed = keys.fingerprints.tolist()
    return {
        "article_keys": [
            {
                "exact_hash": keys.exact_hash,
                "token_count": keys.token_count,
                "prose_count": keys.prose_count,
                "fingerprint_count": len(listed),
                "cold_count": cold_count,
                "day": day,
                "place": place.sort_key,
            }
        ],
        "fingerprints": [{"fingerprint": fingerprint} for fingerprint in listed[:always]],
        "dated_fingerprints": [{"fingerprint": fingerprint, "day": day} for fingerprint in listed[always:]],
    }


def verify_rows(rows: list[Row]) -> list[Outcome]:
    """Related pairs of each row's article with its `candidates`, as rows of `copy_links`.

    Candidates are ids; their bodies stand in `texts`. Unrelated ones give no row, unless they are among the `judged`,
    where a person will look. Bodies are folded once a call.
    """
    texts = _index_distinct(body for row in rows for body in (row["body"], *row["texts"].values()))
    spans_of = cache(word_spans)
    return [
        {
            "copy_links": [
                link
                for other in row["candidates"]
                if other != row["article_id"] and (link := _link(row, other, texts, spans_of))
            ]
        }
        for row in rows
    ]


def _index_distinct(bodies: Iterable[str | None]) -> dict[str, IndexedText]:
    distinct = list(dict.fromkeys(body or "" for body in bodies))
    return dict(zip(distinct, index_texts(distinct), strict=True))


def _link(row: Row, other_id: str, texts: dict[str, IndexedText], spans_of: Callable[[str], list[Span]]) -> Row | None:
    bodies = {row["article_id"]: row["body"] or "", other_id: row["texts"][other_id] or ""}
    a, b = sorted(bodies)
    text_a, text_b = texts[bodies[a]], texts[bodies[b]]
    found = overlap(text_a, text_b)
    relation = relation_of(found)
    if np.array_equal(text_a.words, text_b.words):
        relation, found = "exact", _identity(found, text_a)
    elif relation is None and other_id in row["judged"]:
        relation = "partial"
    if relation is None:
        return None
    return {
        "article_id_a": a,
        "article_id_b": b,
        "relation": relation,
        "coverage_a": found.coverage_a,
        "coverage_b": found.coverage_b,
        "shared_words": found.shared_words,
        "shared_unquoted_words": found.shared_unquoted_words,
        "longest_run": found.longest_run,
        "passages": _offsets(found.passages, spans_of(bodies[a]), spans_of(bodies[b])),
    }


def _offsets(passages: Iterable[Passage], spans_a: list[Span], spans_b: list[Span]) -> list[int]:
    """Start and end in a, start and end in b (code points), and words: five numbers a passage, one after the other."""
    return [
        number
        for first_a, first_b, words in passages
        for number in (
            spans_a[first_a][0],
            spans_a[first_a + words - 1][1],
            spans_b[first_b][0],
            spans_b[first_b + words - 1][1],
            words,
        )
    ]


def _identity(found: Overlap, text: IndexedText) -> Overlap:
    """Equal word for word: everything is shared, lists and headlines too, however the lines are broken."""
    words, unquoted = len(text.words), max(int(text.is_own.sum()), found.shared_unquoted_words)
    whole = ((0, 0, words),) if words else ()
    return replace(
        found,
        coverage_a=1.0,
        coverage_b=1.0,
        shared_words=words,
        shared_unquoted_words=unquoted,
        longest_run=words,
        passages=whole,
    )
