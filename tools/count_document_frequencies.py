"""Counts the words of news articles into the table of document frequencies that stories weigh words by.

    python -m tools.count_document_frequencies ARTICLES.jsonl.gz TABLE.npz

It reads `title` and `text` from a gzipped file of JSON lines. What the shipped table was counted from stands in
news_pipeline/stories/document_frequencies.py.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.stories.document_frequencies import FrequencyTable, term_hash
from news_pipeline.stories.words import word_key, words

MIN_COUNT = 3
"""Rarer words are left out: they weigh about as much as unknown ones."""


def count_words(articles: Iterable[dict[str, Any]]) -> FrequencyTable:
    """Count each word once an article."""
    key_of = cache(word_key)
    found: Counter[str] = Counter()
    documents = 0
    for article in articles:
        text = f"{article.get('title') or ''}\n{article.get('text') or ''}"
        found.update({key_of(word) for word in words(text)})
        documents += 1
    counts: Counter[int] = Counter()
    for key, count in found.items():
        if count >= MIN_COUNT:
            counts[term_hash(key) >> 32] += count
    return FrequencyTable(documents, dict(counts))


def write_table(source: Path, target: Path) -> None:
    """Count the articles of `source` and write the table `target`."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        found = count_words(json.loads(line) for line in lines)
    rows = sorted(found.counts.items())
    np.savez_compressed(
        target,
        term=np.array([term for term, _ in rows], dtype=np.uint32),
        count=np.array([min(count, 0xFFFF) for _, count in rows], dtype=np.uint16),
        documents=np.array(found.documents),
    )


if __name__ == "__main__":
    write_table(Path(sys.argv[1]), Path(sys.argv[2]))
