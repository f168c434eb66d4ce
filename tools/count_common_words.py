"""Counts which words of news articles are no names: those that stand in small letters inside sentences.

    python -m tools.count_common_words ARTICLES TARGET

It reads `text` from ARTICLES, a gzipped file of JSON lines. What the shipped list was counted from stands at its head.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from news_pipeline.duplicates.facts import split_words
from news_pipeline.duplicates.word_offsets import word_spans

MIN_ARTICLES = 4
"""Rarer words are left out: one in 6,000 sentences begins with one."""
SMALL_SHARE = 0.5
"""At least this share of a word's occurrences inside sentences is in small letters: "may", not "paris"."""
HEAD = (
    "# Words that are no names: inside the sentences of 6,000 English news articles of 2010 to 2022 (Article-Bias-\n"
    "# Prediction) they stand in small letters, in four articles or more. By tools/count_common_words.py.\n"
)


def common_words(texts: Iterable[str]) -> list[str]:
    """The words, in order of the alphabet."""
    articles: Counter[str] = Counter()
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text in texts:
        words = [
            word for word in split_words(text, word_spans(text)) if not word.begins_sentence and word.low.isalpha()
        ]
        inside.update(word.low for word in words)
        smalls = [word.low for word in words if not word.is_capitalised]
        small.update(smalls)
        articles.update(set(smalls))
    return sorted(
        word
        for word, count in articles.items()
        if count >= MIN_ARTICLES and small[word] >= SMALL_SHARE * inside[word] and word.isascii()
    )


def main(source: Path, target: Path) -> None:
    """Write the list."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        words = common_words(json.loads(line).get("text") or "" for line in lines)
    target.write_text(HEAD + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
