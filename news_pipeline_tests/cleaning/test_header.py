"""The lines above a story: which are its header, and under which role."""

import pytest

from news_pipeline.cleaning.header import label_header
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.roles import Role
from news_pipeline_tests.cleaning.harbour_story import STORY


def test_every_role_of_the_header_has_its_own_label():
    header = [
        "Lighthouse to shine again",
        "By Jane Doe",
        "Published: 3 May 2021 10:00 GMT",
        "https://example.org/lighthouse",
    ]
    labels = label_header(source_lines("\n".join([*header, *STORY])))
    assert [label.role for label in labels] == [Role.TITLE, Role.BYLINE, Role.TIMESTAMP, Role.URL]


@pytest.mark.parametrize("layout", ["Title: Lighthouse to shine again", "Headline: Lighthouse to shine again"])
def test_header_fields_are_read_by_their_names(layout):
    labels = label_header(
        source_lines("\n".join([layout, "URL: https://example.org/a", "Date: 2021-05-03T10:00:00Z", "", *STORY]))
    )
    assert [label.role for label in labels] == [Role.TITLE, Role.URL, Role.TIMESTAMP]


def test_a_text_that_is_all_header_keeps_its_lines_in_their_places():
    labels = label_lines("00\n0:0\nBY A01")
    assert [(line.number, line.text) for line in labels] == [(1, "00"), (2, "0:0"), (3, "BY A01")]


def test_where_the_headline_is_known_a_lead_stays_and_the_byline_below_it_goes():
    lead = "Keepers return to the reef after eleven years"
    lines = source_lines("\n".join([lead, "By Jane Doe", *STORY]))
    assert [label.role for label in label_header(lines, has_title=True)] == [Role.BYLINE]
    assert [label.role for label in label_header(lines)] == [Role.TITLE, Role.BYLINE]


@pytest.mark.parametrize("line", ["Harbour Press May 3, 2021 GMT", "Harbour PressMay 3, 2021 GMT"])
def test_a_name_and_a_date_are_no_line_of_the_story_with_or_without_a_space_between_them(line):
    labels = label_header(source_lines("\n".join([line, *STORY])), has_title=True)
    assert [(label.text, label.role) for label in labels] == [(line, Role.TIMESTAMP)]
