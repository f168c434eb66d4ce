"""Every role of a line: where a document has it, and whether the line stays in the body."""

import pytest

from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.roles import Role

STORY = [
    "HELSINKI, July 16 (Reuters) - The harbour authority said on Monday that the old lighthouse will be lit again.",
    "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February.",
    "“We never stopped asking for it, and we never will stop asking, for as long as there is a sea to sail on”",
    "A long wait",
    "The head of the union, who has sailed these waters for forty years, was the first to be told by the mayor.",
    "The authority will have to pay for three things, of which only one is in this year's budget:",
    "- a new lamp from a maker in Norway",
    "- a road for the crane across the marsh",
    "- the keeper's wages until the winter",
    "The work is to be finished before winter, and the costs will be shared between the town and the region.",
]
HEADER = [
    "SHIPPING",
    "Lighthouse of the northern reef to shine again",
    "By Jane Doe",
    "Published: 3 May 2021 10:00 GMT",
    "https://example.org/lighthouse",
]
TAIL = [
    "Correction: An earlier version of this article misspelled the name of the mayor.",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "Photo of the rock by night (Photo: John Roe)",
    "Tags: lighthouse, harbour, fishing",
    "© 2021 Example News. All rights reserved.",
    "Sign up for our newsletter",
    "Most read",
    "- Minister denies all",
    "- Three held after brawl in market",
    "- Cup final moved to Sunday",
    "LEAVE A REPLY",
    "Please enter your comment!",
]
CASES = [
    ("SHIPPING", Role.KICKER, False),
    ("Lighthouse of the northern reef to shine again", Role.TITLE, False),
    ("By Jane Doe", Role.BYLINE, False),
    ("Published: 3 May 2021", Role.TIMESTAMP, False),
    ("https://example.org", Role.URL, False),
    ("HELSINKI", Role.DATELINE, True),
    ("Fishermen had asked", Role.BODY, True),
    ("“We never stopped", Role.QUOTE, True),
    ("A long wait", Role.SUBHEADING, True),
    ("- a new lamp", Role.LIST_ITEM, True),
    ("Correction:", Role.CORRECTION, True),
    ("(Reporting by", Role.AGENCY_CREDIT, True),
    ("Photo of the rock", Role.CAPTION, False),
    ("Tags:", Role.TAGS, False),
    ("© 2021", Role.COPYRIGHT, False),
    ("Sign up", Role.SUBSCRIPTION, False),
    ("Most read", Role.RELATED, False),
    ("Minister denies", Role.RELATED, False),
    ("LEAVE A REPLY", Role.COMMENT_FORM, False),
    ("Please enter", Role.COMMENT_FORM, False),
]


def test_the_cases_name_every_role_but_those_that_need_documents_of_their_own():
    assert set(Role) - {role for _, role, _ in CASES} <= {Role.LINK_TEXT, Role.NAVIGATION, Role.BOILERPLATE, Role.NOTE}


@pytest.mark.parametrize(("opening", "role", "stays"), CASES)
def test_a_line_has_its_role_and_stays_or_goes(opening, role, stays):
    [line] = [line for line in label_lines("\n".join(HEADER + STORY + TAIL)) if line.text.startswith(opening)]
    assert (line.role, not line.reason) == (role, stays)


def test_link_text_leaves_the_end_of_a_line_and_navigation_a_page():
    labels = label_lines("\n".join([*STORY, STORY[1].replace("February", "May") + " read more", "Load more"]))
    assert [(line.text, line.role) for line in labels[-2:]] == [
        ("read more", Role.LINK_TEXT),
        ("Load more", Role.NAVIGATION),
    ]


def test_a_note_on_the_author_leaves_the_end_of_a_story():
    note = "Jane Doe is a reporter for the Courier. Follow her on Twitter @janedoe."
    labels = label_lines("\n\n".join([*STORY, note]))
    assert [(line.text, line.role) for line in labels if line.reason] == [(note, Role.NOTE)]
