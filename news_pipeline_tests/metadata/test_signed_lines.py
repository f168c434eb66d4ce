"""Authors of plain text: lines that name people are weighed; the rules' choice stays where none is likely."""

import pytest

from news_pipeline.metadata.credits.author_choice import AuthorChoice
from news_pipeline.metadata.credits.signed_lines import signed_lines
from news_pipeline.metadata.credits.text_authors import THRESHOLD, weighed_authors
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, TITLE


def _read(*lines, fields=()):
    """A text with its title on the first line, `lines`, and the body; cleaning has called nothing a byline."""
    text = "\n\n".join([TITLE, *lines, *BODY.split("\n\n"), BODY.replace("Tuesday", "Friday")])
    header = tuple(
        HeaderLine(1 + 2 * i, line, "title" if i == 0 else "related") for i, line in enumerate((TITLE, *lines))
    )
    return extract_metadata(MetadataInput("a.txt", None, header, BODY, fields, text=text))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("By", "Olive Tredwell", "March 3, 2021"), ("Olive Tredwell",)),
        (("Written by", "Olive Tredwell", "Mar 3, 2021"), ("Olive Tredwell",)),
        (("March 3, 2021 by Olive Tredwell",), ("Olive Tredwell",)),
        (("By Olive Tredwell", "March 3, 2021 — 7 min read"), ("Olive Tredwell",)),
        (("By Olive Tredwell and Silas Loxley | March 3, 2021",), ("Olive Tredwell", "Silas Loxley")),
        (("By Olive Tredwell In Budget Travel", "March 3, 2021"), ("Olive Tredwell",)),
        (("Harbour Authority", "Quay Street"), ()),
        ((), ()),
    ],
)
def test_the_likeliest_line_names_the_authors(lines, names):
    assert _read(*lines).authors == names


def test_what_a_record_states_stays():
    found = _read("By Olive Tredwell", "March 3, 2021", fields=(Field("authors", "Silas Loxley", "author"),))
    assert found.authors == ("Silas Loxley",)


def test_a_chosen_line_is_evidence_with_its_probability():
    found = _read("By", "Olive Tredwell", "March 3, 2021")
    chosen = [row for row in found.evidence if row.field == "authors" and row.is_chosen]
    assert [(row.value, row.source, row.raw_text) for row in chosen] == [
        ("Olive Tredwell", "signed_line", "Olive Tredwell")
    ]
    assert THRESHOLD <= chosen[0].confidence <= 1


def test_candidates_are_few_and_each_has_all_features():
    lines = [(number, "By Olive Tredwell" if number % 2 else "Silas Loxley wrote") for number in range(1, 400)]
    found, features = signed_lines(lines, 3, frozenset(), "en")
    assert 0 < len(found) <= 60
    assert {len(values) for values in features.values()} == {len(found)}
    assert signed_lines([], None, frozenset(), None) == ([], {})


def test_a_long_menu_of_names_leaves_room_for_the_lines_by_the_title():
    menu = [(number, f"Olive {chr(64 + number % 26 + 1)}arker") for number in range(1, 90)]
    found, _ = signed_lines([*menu, (90, TITLE), (91, "Silas Loxley")], 90, frozenset(), "en")
    assert (len(found), found[-1].names) == (60, ("Silas Loxley",))
    assert [line.number for line in found] == sorted(line.number for line in found)


def test_a_long_list_of_a_record_counts_only_if_the_text_says_half_of_it():
    names = ("Olive Tredwell", "Silas Loxley", "Mia Roe", "Ned Harker", "Ada Quill")
    field = (Field("authors", ", ".join(names), "authors"),)
    assert _read(fields=field).authors == ()
    refused = [row for row in _read(fields=field).evidence if row.field == "authors" and row.refused]
    assert [row.value for row in refused] == list(names)
    assert _read("By Olive Tredwell", "March 3, 2021", fields=field).authors == ("Olive Tredwell",)
    assert _read("Reporting by Olive Tredwell, Silas Loxley and Mia Roe", fields=field).authors == names


def test_a_date_as_seen_by_the_crawler_stands_beside_a_name_as_a_date_does():
    assert _read("Olive Tredwell | Published 4 months ago").authors == ("Olive Tredwell",)


def test_a_name_far_from_the_title_is_a_candidate_where_the_line_says_that_its_bearer_wrote():
    lines = [(number, f"Line {number} of the harbour report, which goes on for long.") for number in range(1, 80)]
    said = [
        (80, "Recipe by Olive Tredwell"),
        (81, "Contributors: Silas Loxley"),
        (82, "Percy Vickery Posted 3 March 2021"),
    ]
    found, _ = signed_lines([*lines, *said], 1, frozenset(), "en")
    assert [line.names for line in found] == [("Olive Tredwell",), ("Silas Loxley",), ("Percy Vickery",)]


def test_features_tell_who_checked_from_who_wrote_and_common_words_from_names():
    lines = [(1, TITLE), (2, "Reviewed by Olive Tredwell"), (3, "Written by Silas Loxley"), (4, "Fact checked by"),
             (5, "Percy Vickery"), (6, "Design Style")]  # fmt: skip
    found, features = signed_lines(lines, 1, frozenset(), "en")
    table = {line.names[0]: {name: values[i] for name, values in features.items()} for i, line in enumerate(found)}
    assert (table["Olive Tredwell"]["other_work"], table["Silas Loxley"]["other_work"]) == (1, 0)
    assert (table["Percy Vickery"]["after_other_work"], table["Silas Loxley"]["written"]) == (1, 1)
    assert table["Design Style"]["common"] > table["Percy Vickery"]["common"]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("by gnarl",), ("gnarl",)),
        (("Written by", "Eliz - Product marketer"), ("Eliz",)),
        (("Posted on March 3, 2021 by wadestone",), ("wadestone",)),
        (("by whom | Mar 3, 2021",), ()),
        (("Sorted by", "Newest"), ()),
        (("by admin",), ()),
        (("by gnarl and all of his friends at the old quay",), ()),
    ],
)
def test_a_name_of_one_word_is_a_candidate_where_the_line_says_by(lines, names):
    found, features = signed_lines(list(enumerate((TITLE, *lines), 1)), 1, frozenset(), "en")
    assert tuple(name for line in found for name in line.names) == names
    assert not names or features["pen_name"][0] == names[0].islower() or names == ("Eliz",)


TOPICS = "By Olive Tredwell | Mar 3, 2021 | Kitchen Tips, Garden Plans | 0 comments"


@pytest.mark.parametrize("role", ["byline", "related"])
def test_topics_behind_the_date_of_a_byline_are_no_names(role):
    text = "\n\n".join([TITLE, TOPICS, BODY])
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(3, TOPICS, role))
    found, _ = signed_lines([(1, TITLE), (3, TOPICS)], 1, frozenset(), "en")
    assert [line.names for line in found] == [("Olive Tredwell",)]
    assert extract_metadata(MetadataInput("a.txt", None, header, BODY, (), text=text)).authors == ("Olive Tredwell",)


@pytest.mark.parametrize(
    ("before", "line", "after", "is_amid"),
    [
        (1, "Silas Loxley", 1, True),
        (1, "By Silas Loxley", 1, False),
        (1, "Silas Loxley, March 3, 2021", 1, False),
        (0, "Silas Loxley", 1, False),
        (1, "Silas Loxley", 0, False),
    ],
)
def test_a_name_amid_a_story_without_its_headline_signs_nothing(before, line, after, is_amid):
    story = "The harbour stays closed until the wall is rebuilt, said the council, which meets again on Friday evening."
    lines = list(enumerate([*[story] * before, line, *[story] * after], 1))
    [found] = [each for each in signed_lines(lines, None, frozenset(), "en")[0] if "Silas Loxley" in each.names]
    assert found.is_amid == is_amid
    titled = signed_lines([(0, TITLE), *lines], 0, frozenset(), "en")[0]
    assert not any(each.is_amid for each in titled)
    text = "\n".join(text for _, text in lines)
    names = {row.value for row in weighed_authors(AuthorChoice((), ()), text, None, (), "en").evidence}
    assert names == (set() if is_amid else {"Silas Loxley"})


def test_who_is_told_of_in_the_story_signs_no_line():
    quoted = "“No boat will leave until the storm is over,” said Silas Loxley on Friday."
    assert _read("By Silas Loxley", "March 3, 2021").authors == ("Silas Loxley",)
    assert _read("Silas Loxley", "March 3, 2021", quoted).authors == ()


@pytest.mark.parametrize(
    ("name", "names"), [("Harbour Blogs", ()), ("Olive Tredwell", ("Olive Tredwell",)), ("田中太郎", ("田中太郎",))]
)
def test_rules_alone_name_nobody_whose_name_is_unusual(name, names):
    assert weighed_authors(AuthorChoice((name,), ()), BODY, None, (), "en").names == names
