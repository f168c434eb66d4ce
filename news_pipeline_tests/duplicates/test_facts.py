"""Which words of a text are figures, names and dates."""

import pytest

from news_pipeline.duplicates.facts import read_facts
from news_pipeline_tests.paces import paces


def facts(text: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.key) for fact in read_facts(text).facts if fact is not None]


FACTS = [
    ("The crown fell to 7.41 on trade of 4,200 lots.", [("figure", "7.41"), ("figure", "7.41"), ("figure", "4200")]),
    ("It was the third fire in twelve days, on the 21st.", [("figure", "3"), ("figure", "12"), ("figure", "21")]),
    ("It began on Monday, 3 May.", [("weekday", "1"), ("figure", "3"), ("month", "5")]),
    ("They may march.", []),
    ("On lundi it rained.", [("weekday", "1")]),
    ("Asked by Percy Loxley's lawyer.", [("name", "percy"), ("name", "loxley")]),
    ("Police said that it rained.", []),
    ("Percy Loxley said so.", [("name", "percy"), ("name", "loxley")]),
    ("Ostley is wet. We went to Ostley.", [("name", "ostley"), ("name", "ostley")]),
    ("Ostley is wet. Ostley is cold.", [("name", "ostley"), ("name", "ostley")]),
    ("Ostley will be wet and cold, the office said.", [("name", "ostley")]),
    ("Forecasters expect rain, the office said.", []),
    ("Selon eux il pleut beaucoup à la campagne.", []),
    ("Officials came. Officials left. The officials ate.", []),
    ("Die Kinder und der Hund sind nicht in dem Haus, das war am 3. Mai.", [("figure", "3")]),
    ("PERCY LOXLEY SAID THAT OSTLEY WAS WET.", []),
    ("", []),
    ("\"\n'", []),
]


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts_of_a_text(text, expected):
    assert facts(text) == expected


def test_a_unit_stands_beside_its_figure_or_as_a_sign_before_it():
    assert [unit for unit in read_facts("A dam of $12 million, 30 miles off, at 3 p.m.").units if unit] == [
        "$",
        "miles",
        "pm",
    ]


def test_a_figure_of_thousands_of_parts_is_read_in_time():
    """Each part used to build the figure of all before it anew."""
    text = ".".join("1" * 60_000)
    assert {fact and (fact.kind, len(fact.key)) for fact in read_facts(text).facts} == {("figure", 119_999)}
    assert paces(lambda: read_facts(text)) < 500
