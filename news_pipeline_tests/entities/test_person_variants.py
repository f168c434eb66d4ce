"""Which full names of a surname are one person's."""

import pytest

from news_pipeline.entities.person_variants import MOST_BEARERS, variants

GIVEN = ("abe", "bea", "cal", "dot", "eva", "fay", "gus", "hal", "ida", "jon", "kit", "lou", "may", "ned")
MANY = {f"{given} lee": 1 for given in GIVEN}
assert len(MANY) > MOST_BEARERS


@pytest.mark.parametrize(
    ("counts", "found", "why"),
    [
        ({"ann lee": 9, "ann q lee": 2}, {"ann q lee": "ann lee"}, "an initial"),
        ({"ann lee": 9, "ann quill lee": 2, "bruce lee": 40}, {"ann quill lee": "ann lee"}, "few have the surname"),
        ({"ann lee": 9, "ann quill lee": 2, **MANY}, {}, "many have it: two Anns are likely"),
        (
            {"ann lee": 90, "ann quill lee": 2, **MANY},
            {"ann quill lee": "ann lee"},
            "most articles on a Lee",
        ),
        ({"ann lee": 90, "ann quill lee": 9, "ann rose lee": 9, **MANY}, {}, "two middle names"),
        ({"charles lee": 9, "chuck lee": 30}, {"charles lee": "chuck lee"}, "a nickname"),
        ({"hillary lee": 40, "hilary lee": 2}, {"hilary lee": "hillary lee"}, "a letter"),
        ({"john lee": 9, "john lee jr": 9}, {"john lee jr": "john lee"}, "a suffix, nowhere beside the name without"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_variants_of_a_name(counts: dict[str, int], found: dict[str, str], why: str) -> None:
    assert variants(counts) == found, why


def test_father_and_son_in_the_same_articles_are_two() -> None:
    assert variants({"john lee": 9, "john lee jr": 9}, {"john lee jr": 5}) == {}
