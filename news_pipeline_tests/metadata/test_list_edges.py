"""Lists of authors with people of other articles: what counts of a site show it, and what is left of such a list."""

import pytest

from news_pipeline.metadata.credits.author_choice import EDGE_REASON, choose_authors
from news_pipeline.metadata.credits.list_edges import lists_others
from news_pipeline.readers.document import Field

LIST = "Ada Moor, Jonas Berg, Lena Ruiz, Tom Kline"
LONGER = f"{LIST}, Mara Vogel, Ivo Stein"


@pytest.mark.parametrize(
    ("counts", "expected", "why"),
    [
        ((20, 19, 60, 50), True, "most lists are long, and hold the same people"),
        ((20, 19, 60, 20), False, "a journal: most names stand in one list"),
        ((100, 30, 90, 90), False, "most articles have one author or two"),
        ((7, 7, 21, 21), False, "too few lists to tell"),
        ((0, 0, 0, 0), False, "no lists"),
    ],
)
def test_counts_that_show_others(counts: tuple[int, int, int, int], why: str, *, expected: bool) -> None:
    names = ("lists", "long_lists", "later_names", "edge_names")
    assert lists_others(dict(zip(names, counts, strict=True))) is expected, why


@pytest.mark.parametrize(
    ("value", "lists", "text", "expected", "why"),
    [
        (LIST, True, "The pier is open again.", ("Ada Moor",), "the first is the author"),
        (LONGER, True, "The pier is open again.", ("Ada Moor",), "of a longer list too"),
        (LONGER, False, "The pier is open again.", (), "a site that does not show it: nobody"),
        (LIST, False, "The pier is open again.", tuple(LIST.split(", ")), "four authors of a site that has them"),
        (LIST, True, f"By {LIST}", tuple(LIST.split(", ")), "the text says them all"),
        ("Ada Moor, Jonas Berg", True, "The pier is open again.", ("Ada Moor", "Jonas Berg"), "a short list"),
    ],
)
def test_what_is_left_of_a_list(value: str, text: str, expected: tuple[str, ...], why: str, *, lists: bool) -> None:
    fields = (Field("authors", value, "authors"),)
    assert choose_authors(fields, (), None, (), text=text, lists_others=lists).names == expected, why


def test_the_others_stay_as_refused_evidence() -> None:
    choice = choose_authors((Field("authors", LIST, "authors"),), (), None, (), text="", lists_others=True)
    assert [(row.value, row.is_chosen, row.refused) for row in choice.evidence] == [
        ("Ada Moor", True, None),
        *((name, False, EDGE_REASON) for name in LIST.split(", ")[1:]),
    ]


def test_names_in_fields_of_their_own_are_one_list() -> None:
    fields = tuple(Field("authors", name, "authors") for name in LIST.split(", "))
    assert choose_authors(fields, (), None, (), text="", lists_others=True).names == ("Ada Moor",)
