"""The day of an undated text, from the weekday that it names and the dates of its company."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.stories.inferred_dates import Company, infer_date

SATURDAY, SUNDAY, MONDAY = date(2022, 1, 8), date(2022, 1, 9), date(2022, 1, 10)


def copy(day: date | None) -> Company:
    return Company(day, "copy")


def story(day: date | None) -> Company:
    return Company(day, "story")


def test_on_saturday_with_a_copy_of_monday_is_the_saturday_before() -> None:
    inferred = infer_date("Russia responded angrily on Saturday to a comment.", [copy(MONDAY)])
    assert inferred is not None
    assert (inferred.inferred_date, inferred.inferred_from, inferred.inferred_to) == (SATURDAY, SATURDAY, MONDAY)
    assert "Saturday" in inferred.reason
    assert "2022-01-10" in inferred.reason


def test_a_text_that_goes_on_to_the_next_day_is_of_the_next_day() -> None:
    inferred = infer_date(
        "He spoke on Saturday. Meanwhile, Russia said on Sunday it was disappointed.", [story(SATURDAY)]
    )
    assert inferred is not None
    assert (inferred.inferred_date, inferred.inferred_from) == (SUNDAY, SATURDAY)


def test_copies_count_before_the_story() -> None:
    inferred = infer_date("He spoke on Saturday.", [copy(MONDAY), story(date(2022, 3, 1))])
    assert inferred is not None
    assert inferred.inferred_date == SATURDAY


def test_a_story_that_is_all_of_other_days_gives_bounds_only() -> None:
    inferred = infer_date("He spoke on Saturday.", [story(MONDAY)])
    assert inferred is not None
    assert (inferred.inferred_date, inferred.inferred_from, inferred.inferred_to) == (None, SATURDAY, date(2022, 1, 11))
    assert "none of them of that day" in inferred.reason


def test_company_of_two_weeks_gives_bounds_only() -> None:
    inferred = infer_date("He spoke on Saturday.", [story(MONDAY), story(date(2022, 1, 14))])
    assert inferred is not None
    assert inferred.inferred_date is None
    assert (inferred.inferred_from, inferred.inferred_to) == (SATURDAY, date(2022, 1, 16))


@pytest.mark.parametrize(
    ("body", "company", "reason"),
    [
        ("He spoke.", [copy(MONDAY)], "no weekday"),
        ("He spoke on Saturday.", [], "no company"),
        ("He spoke on Saturday.", [copy(None)], "no dated company"),
        ("Talks start on Monday.", [copy(MONDAY)], "a day to come"),
        ("They will meet on Monday.", [copy(MONDAY)], "a day to come"),
        ("Parties are held every week on Friday.", [copy(MONDAY)], "a habit"),
        ("It fell on Tuesday, September 11, 2001.", [copy(MONDAY)], "a full date of any year"),
        ("x " * 800 + "He spoke on Saturday.", [copy(MONDAY)], "not in the beginning"),
        ("He spoke on Saturday.", [story(MONDAY), story(date(2022, 5, 9))], "company of months"),
        ("He spoke on Saturday. In 2019 he left.", [story(date(2012, 1, 10))], "the text knows a later year"),
        ("He spoke on Saturday of the vote of 2012.", [story(MONDAY)], "the text names years, none near"),
    ],
)
def test_nothing_is_inferred_where_nothing_carries(body: str, company: list[Company], reason: str) -> None:
    assert infer_date(body, company) is None, reason


@given(
    st.one_of(
        st.text(), st.sampled_from(["Said on Friday. On Saturday he left.", "On Monday, late Tuesday, early Sunday."])
    ),
    st.lists(
        st.builds(
            Company,
            st.dates(date(1990, 1, 1), date(2030, 1, 1)),
            st.sampled_from(["copy", "story"]),
        )
    ),
)
def test_bounds_hold_the_date_and_order_does_not_matter(body: str, company: list[Company]) -> None:
    inferred = infer_date(body, company)
    assert inferred == infer_date(body, company[::-1])
    if inferred is not None:
        assert inferred.inferred_from <= (inferred.inferred_date or inferred.inferred_to) <= inferred.inferred_to
