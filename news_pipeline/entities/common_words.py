"""Words that are no names: they stand in small letters inside the sentences of most articles."""

from functools import cache

from news_pipeline.shared.word_tables import word_list


@cache
def common_words() -> frozenset[str]:
    """The words; the list is that of the room duplicates, whose own reader needs numpy."""
    return frozenset(word_list("news_pipeline.duplicates", "common_words.txt"))
