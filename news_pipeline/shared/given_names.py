"""Given names of people in some 80 countries and languages, in small letters."""

from functools import cache

from news_pipeline.shared.word_tables import word_list


@cache
def given_names() -> frozenset[str]:
    """The names that tools/make_given_names.py takes from Faker."""
    return frozenset(word_list(__package__, "given_names.txt"))
