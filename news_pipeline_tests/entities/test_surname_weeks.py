"""Whom a bare surname means in a week, by what the articles of the weeks around prove."""

import pytest

from news_pipeline.entities.canonical import HintCount, KeyEvidence, SurfaceCount, resolve
from news_pipeline.entities.overrides import Override, read_overrides
from news_pipeline.entities.surname_weeks import NEAR_WEEKS, WIDER_WEEKS, WeekHints, WeeklyBearer, weekly_bearers

PEOPLE = ("ann hollin", "rob hollin")
YEAR = 52


def evidence(key: str, hints: tuple[HintCount, ...] = ()) -> KeyEvidence:
    return KeyEvidence("PERSON", key, (SurfaceCount(key.title(), 1),), 1, hints)


CORPUS = [
    evidence("hollin", tuple(HintCount(person, "surname", 20) for person in PEOPLE)),
    *(evidence(person) for person in PEOPLE),
]


def bearers(
    hints: list[tuple[str, str, int, int]], *weeks: int, overrides: tuple[Override, ...] = ()
) -> list[WeeklyBearer]:
    proven = [WeekHints("hollin", *hint) for hint in hints]
    return weekly_bearers(resolve(CORPUS, overrides), proven, {"hollin": weeks}, overrides)


@pytest.mark.parametrize(
    ("hints", "person", "reason"),
    [
        ([("ann hollin", "surname", 100, 2)], "ann hollin", "two articles of the week prove it"),
        ([("ann hollin", "surname", 100, 1)], None, "one is too little"),
        (
            [("ann hollin", "surname", 100 - NEAR_WEEKS, 1), ("ann hollin", "surname", 100 + NEAR_WEEKS, 1)],
            "ann hollin",
            "one before and one after",
        ),
        ([("ann hollin", "surname", 101 + NEAR_WEEKS, 7)], None, "too few for weeks so far"),
        ([("ann hollin", "surname", 101 + NEAR_WEEKS, 8)], "ann hollin", "enough for these"),
        ([("ann hollin", "surname", 101 + WIDER_WEEKS[-1], 99)], None, "too late"),
        ([("ann hollin", "surname", 100, 7), ("rob hollin", "surname", 101, 1)], None, "two people in those weeks"),
        ([("ann hollin", "surname", 100, 9), ("rob hollin", "surname", 101, 2)], None, "two in weeks that tell much"),
        (
            [("ann hollin", "surname", 100, 9), ("rob hollin", "surname", 100 + WIDER_WEEKS[-1], 9)],
            "ann hollin",
            "the nearer weeks decide",
        ),
        ([("ann hollin", "surname", 100, 7), ("rob hollin", "full_name", 99, 3)], None, "named beside her, in full"),
        ([("ann hollin", "surname", 100, 9), ("rob hollin", "full_name", 99, 10)], None, "named more often than she"),
        ([("ann hollin", "surname", 100, 9), ("rob hollin", "surname", 100 + YEAR, 9)], "ann hollin", "a year later"),
    ],
)
def test_a_surname_is_hers_whom_the_articles_of_those_weeks_name(hints, person, reason):
    wanted = [WeeklyBearer("hollin", 100, person)] if person else []
    assert bearers(hints, 100) == wanted, reason


def test_each_week_has_its_own_person():
    hints = [("ann hollin", "surname", 100, 3), ("rob hollin", "surname", 200, 3)]
    assert bearers(hints, 200, 150, 100, 100) == [
        WeeklyBearer("hollin", 100, "ann hollin"),
        WeeklyBearer("hollin", 200, "rob hollin"),
    ]


def test_a_surname_that_is_one_persons_everywhere_is_left_to_the_corpus():
    corpus = [evidence("hollin", (HintCount("ann hollin", "surname", 9),)), evidence("ann hollin")]
    hints = [WeekHints("hollin", "ann hollin", "surname", 100, 9)]
    assert weekly_bearers(resolve(corpus), hints, {"hollin": [100]}) == []


@pytest.mark.parametrize(
    "line", ["same,PERSON,Hollin,Rob Hollin", "not same,PERSON,Hollin,Ann Hollin", "ignore,PERSON,Hollin,"]
)
def test_what_a_person_decided_about_a_surname_stands(line):
    overrides, problems = read_overrides(f"judgement,entity_type,name,other\n{line}")
    assert not problems
    assert bearers([("ann hollin", "surname", 100, 9)], 100, overrides=overrides) == []
