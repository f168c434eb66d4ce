"""The lines around and after a story: link texts, comments, lists of headlines, and lists that are the story's own."""

import pytest

from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.roles import Role
from news_pipeline.cleaning.tail import label_tail, split_link_text
from news_pipeline_tests.cleaning.harbour_story import STORY, cleaned


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“It is over,” he said. read more", ("“It is over,” he said.", "read more")),
        ("Es ist vorbei. Weiterlesen »", ("Es ist vorbei.", "Weiterlesen »")),
        ("We should all read more", ("We should all read more", "")),
        ("Children who like stories read more.", ("Children who like stories read more.", "")),
    ],
)
def test_link_text_is_a_tail_only_after_a_sentence(line, expected):
    assert split_link_text(line) == expected


def test_a_list_that_the_story_announces_stays():
    document = cleaned(
        *STORY,
        "The lights in question are:",
        "- Lighthouse of the northern reef",
        "- Light of the old mole",
        "- Harbour entrance light",
    )
    assert document.body.endswith("- Harbour entrance light")


def test_a_list_of_headlines_after_the_story_goes():
    document = cleaned(
        *STORY, "- Minister denies all", "- Three held after brawl in market", "- Cup final moved to Sunday"
    )
    assert document.body.endswith(STORY[-1])
    assert {line.role for line in document.removed} == {Role.RELATED}


@pytest.mark.parametrize("heading", ["2 comments", "3 thoughts on “The light”", "12 Kommentare zu: Das Licht"])
def test_what_readers_wrote_below_a_count_of_comments_goes(heading):
    reader = "I have sailed past that rock for years, and I am glad that there will be a light on it again."
    labels = label_lines("\n\n".join([*STORY, heading, reader]))
    assert [line.text for line in labels if not line.reason] == STORY


@pytest.mark.parametrize(
    ("heading", "marks", "goes"),
    [
        ("Comments (2)", [], True),
        ("Comments", ["5 hours ago", "Reply"], True),
        ("Kommentare", ["vor 3 Stunden", "vor 5 Stunden"], True),
        ("From our readers' comments", ["Reply", "Reply"], True),
        ("Vos commentaires", ["il y a 3 heures", "il y a 5 heures"], True),
        ("3 comments we liked", [], False),
        ("Comments", [], False),
        ("Comments", ["Two days ago the lamp was hoisted to the top of the tower by a crane."], False),
    ],
)
def test_what_readers_wrote_goes_where_a_heading_and_marks_say_so(heading, marks, goes):
    reader = "I have sailed past that rock for years, and I am glad that there will be a light on it again."
    labels = label_lines("\n\n".join([*STORY, heading, "maria77", reader, *marks, reader[7:]]))
    assert (reader in [line.text for line in labels if not line.reason]) is not goes


def test_a_numbered_heading_on_a_response_is_no_count_of_comments():
    heading, more = "11. Response to the storm", STORY[0].replace("old", "new")
    labels = label_lines("\n\n".join([*STORY, heading, more]))
    assert [line.text for line in labels if not line.reason][-1] == more


def test_headlines_at_the_very_end_go_whatever_their_heading():
    headlines = ["Trawler Found After Storm", "Keeper Recalls Last Night", "Harbour Asks for Lights"]
    others = [f"- {line} in the Northern Courier" for line in headlines]
    needed = ["- a new lamp from Norway", "- a road across the marsh", "- wages until the winter"]
    for items, gone in ((others, 3), (needed, 0)):
        lines = source_lines("\n\n".join([*STORY, "What it takes", *items]))
        assert len(label_tail(lines)) == gone


@pytest.mark.parametrize(
    ("line", "role"),
    [
        pytest.param("Video", Role.RELATED, id="a word"),
        pytest.param("Auch interessant", Role.RELATED, id="two"),
        pytest.param("Read more", Role.NAVIGATION, id="a link"),
        pytest.param("Reuters", None, id="an agency's credit is no furniture"),
        pytest.param("The reef", None, id="a heading of the story's own"),
    ],
)
def test_a_stock_line_alone_between_two_paragraphs_goes(line: str, role: Role | None) -> None:
    labels = label_tail(source_lines("\n\n".join([*STORY[:2], line, *STORY[2:]])))
    assert [label.role for label in labels.values()] == ([role] if role else [])


def test_a_stock_line_above_a_list_stays_where_the_story_goes_on() -> None:
    lines = [*STORY[:2], "Video", "- The lamp is lit", "- The boats pass", *STORY[2:]]
    assert not label_tail(source_lines("\n\n".join(lines)))
