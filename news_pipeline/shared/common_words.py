"""Words that are no names: they stand in small letters inside the sentences of most articles."""

from functools import cache

from news_pipeline.shared.word_tables import word_list


@cache
def common_words() -> frozenset[str]:
    """English words, counted by tools/count_common_words.py."""
    return frozenset(word_list(__package__, "common_words.txt"))
