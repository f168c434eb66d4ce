"""The title of a plain text is chosen among all its lines, and the dates and names around it follow."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from news_pipeline.cleaning.boilerplate import line_hash
from news_pipeline.cleaning.clean import label_document
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.titles.choice import choose_title
from news_pipeline.metadata.titles.line_choice import likely_titles
from news_pipeline.metadata.titles.text_lines import TextLine, parts_of, text_lines
from news_pipeline.readers.document import Field

STORY = """The council of Northmere voted on Tuesday to rebuild the old harbour wall, which a storm broke in January.

Councillors said that the wall would cost four million, and that the money would come from the county. The harbour
has been closed to fishing boats since the storm, and their owners have asked for help three times.

"We cannot wait for another winter," said the harbour master, who has worked at the quay for thirty years. Work on the
wall is to begin in May, and the first boats may return in the autumn if the weather holds."""
TITLE = "Northmere council votes to rebuild harbour wall"
MENU = "Home\nNews\nSport\nSign in\nSubscribe\nSave this article to your account and read it later\nShare\n"


def found_in(text):
    labels, _ = label_document(text)
    header = tuple(HeaderLine(each.number, each.text, each.role.value) for each in labels if each.reason)
    body = "\n\n".join(each.text for each in labels if not each.reason)
    return extract_metadata(MetadataInput("a.txt", None, header, body, (), text=text))


@pytest.mark.parametrize("signs", ["::::::::", "----------", "* * * * * *"])
def test_a_line_of_signs_is_no_title_even_where_it_was_called_one(signs):
    lines = [HeaderLine(1, signs, "title")]
    assert extract_metadata(MetadataInput("a.txt", None, tuple(lines), "", ())).title is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{TITLE}\n\n{STORY}", "the first line"),
        (f"{TITLE}\nBy Jane Roe\n1 February 2023\n\n{STORY}", "above byline and date"),
        (
            f"{MENU}\n{TITLE}\n\nBy Jane Roe\n1 February 2023\n\n{STORY}\n\nMost read\nA whale swims up the river\n",
            "below a menu",
        ),
        (f"{TITLE} | Quay Courier\n\n{MENU}\n{TITLE}\n\n{STORY}", "not with the site's name"),
        (f"* {TITLE}\n\nBy Jane Roe\n\n{STORY}", "without the mark of a list"),
        (f"+ {TITLE}\n\nBy Jane Roe\n\n{STORY}", "without the mark of a list in a list"),
        (f"Harbour > Wall > {TITLE}\n\n{MENU}\n{TITLE}\n\n{STORY}", "not with the way to it"),
        (f"Quay Courier {TITLE}\n{TITLE}\n\n{STORY}", "not with the outlet before it"),
    ],
)
def test_the_headline_is_found(text, why):
    assert found_in(text).title == TITLE, why


HARBOUR_CLOSES = "Home\nNews\nSport\n\nHarbour closes\n\n3 May 2024\n\nBy Anna Berg\n\n"


def test_a_headline_of_two_words_is_found_if_the_story_begins_with_one_of_them():
    assert found_in(HARBOUR_CLOSES + STORY).title == "Harbour closes"


@pytest.mark.parametrize("line", ["Local weather", "Anna Berg", "Read more", "Most popular"])
def test_other_lines_of_two_words_are_no_title(line):
    assert found_in(HARBOUR_CLOSES.replace("Harbour closes", line) + STORY).title is None


def test_a_story_alone_has_no_title():
    found = found_in(STORY)
    assert found.title is None


@pytest.mark.parametrize("text", ["", "\n\n", "x", "|||", "a - b - c", "  \t \n \u200b"])
def test_any_text_is_taken(text):
    extract_metadata(MetadataInput("a.txt", None, (), text, (), text=text))


def test_the_confidence_is_a_probability_and_the_losers_stay():
    rows = [row for row in found_in(f"{MENU}\n{TITLE}\n\n{STORY}").evidence if row.field == "title"]
    assert [row.is_chosen for row in rows] == [True, False, False, False]
    assert all(0 <= row.confidence <= 1 for row in rows)
    assert rows[0].confidence > 0.6 > rows[1].confidence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{TITLE}\n\n{STORY}", [TITLE]),
        (f"{MENU}\n{TITLE} | Quay Courier\n\n{STORY}", [TITLE]),
        (f"{MENU}\nA whale swims up the river\n\n{STORY}", []),
        (f"{STORY}\n\nMost read\n" + "A whale swims up the river\n" * 9 + TITLE, []),
    ],
)
def test_where_a_record_states_the_title_only_lines_that_say_the_same_are_evidence(text, said):
    document = MetadataInput("a.jsonl#1", None, (), STORY, (Field("title", TITLE, "title"),), text=text)
    rows = [row for row in extract_metadata(document).evidence if row.field == "title"]
    assert [(row.value, row.source, row.is_chosen) for row in rows[:1]] == [(TITLE, "json:title", True)]
    assert [(row.source, row.raw_text) for row in rows[1:]] == [("title_line", line) for line in said]


def test_of_several_lines_that_say_a_records_title_the_most_probable_is_the_titles():
    text = f"{TITLE} - Quay Courier\n\n{MENU}\n{TITLE}\n\nBy Jane Roe\n1 February 2023\n\n{STORY}"
    document = MetadataInput("a.jsonl#1", None, (), STORY, (Field("title", TITLE, "title"),), text=text)
    title = choose_title(document.field("title"), (), (), partial(text_lines, document))
    assert title.line == text.split("\n").index(TITLE) + 1


@pytest.mark.parametrize(
    ("end", "authors", "is_cut"),
    [
        (" - Olive Tredwell", "Olive Tredwell", True),
        (" - Olive Tredwell and Silas Loxley", "Silas Loxley", True),
        (" — Olive Tredwell, Silas Loxley and Mia Roe", "Mia Roe, Silas Loxley, Olive Tredwell", True),
        (" | Olive Tredwell", "OLIVE TREDWELL", True),
        (" - Olive Tredwell", "Silas Loxley", False),
        (" - Olive Tredwell", "", False),
        (" - Olive Tredwell speaks", "Olive Tredwell", False),
        (" by Olive Tredwell", "Olive Tredwell", False),
        (" - Olive", "Olive", False),
    ],
)
def test_a_records_title_does_not_end_with_its_authors(end, authors, is_cut):
    fields = (Field("title", TITLE + end, "title"), Field("authors", authors, "author"))
    found = extract_metadata(MetadataInput("a.jsonl#1", None, (), STORY, fields, text=STORY))
    assert found.title == (TITLE if is_cut else TITLE + end)
    assert next(row for row in found.evidence if row.field == "title").raw_text == TITLE + end


def test_a_short_headline_keeps_the_name_of_whom_it_is_about():
    fields = (Field("title", "Interview - Olive Tredwell", "title"), Field("authors", "Olive Tredwell", "author"))
    found = extract_metadata(MetadataInput("a.jsonl#1", None, (), STORY, fields, text=STORY))
    assert found.title == "Interview - Olive Tredwell"


def test_dates_and_names_count_near_the_chosen_title():
    found = found_in(f"{MENU}\n{TITLE}\n\nBy Jane Roe\n1 February 2023\n\n{STORY}")
    assert (found.published_date, found.authors) == (date(2023, 2, 1), ("Jane Roe",))


def test_lines_come_from_their_parts_where_the_text_is_not_given():
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(9, "Most read", "related"))
    lines = list(text_lines(MetadataInput("a", None, header, "One.\n\nTwo.", ())))
    assert [(line.text, line.role) for line in lines] == [
        (TITLE, "title"),
        ("One.", "body"),
        ("Two.", "body"),
        ("Most read", "related"),
    ]


def test_a_line_gives_its_parts():
    line = TextLine(
        1, "Sport | Rovers win again - Quay Courier", "navigation", "Sport | Rovers win again - Quay Courier"
    )
    assert {part.text for part in parts_of(line, 0)} == {
        "Sport | Rovers win again - Quay Courier",
        "Sport",
        "Rovers win again - Quay Courier",
        "Sport | Rovers win again",
        "Quay Courier",
    }


def test_without_lines_there_is_no_candidate():
    assert likely_titles([]) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Jane Roe • 1 February 2023", date(2023, 2, 1)),
        ("Politics / February 1, 2023", date(2023, 2, 1)),
        ("1 February 2023 • Northmere", date(2023, 2, 1)),
        ("By Jane Roe published 1 February 2023", date(2023, 2, 1)),
        ("by Jane Roe Feb. 1, 2023 9:45 am", date(2023, 2, 1)),
        ("February 1, 2023 · 30 min · Jane Roe", date(2023, 2, 1)),
        ("Jane Roe February 1, 2023 0 Comments", date(2023, 2, 1)),
        ("[Submitted on 1 Feb 2023]", date(2023, 2, 1)),
        ("Published February 1, 2023 by Jane Roe", date(2023, 2, 1)),
        ("Jane February 1, 2023 0 Comments", date(2023, 2, 1)),
        ("On February 1, 2023February 8, 2023 by Jane Roe", date(2023, 2, 1)),
        ("Jane Roe Updated 1 February 2023", None),
        ("The council first promised to mend the harbour wall on 1 February 2023, before it broke for good.", None),
    ],
)
@pytest.mark.parametrize("role", ["related", "navigation"])
def test_a_date_beside_other_words_by_the_title_is_read(line, day, role):
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(3, line, role))
    assert extract_metadata(MetadataInput("a", None, header, STORY, ())).published_date == day


@pytest.mark.parametrize(
    ("label", "day", "updated"),
    [
        ("Published", date(2023, 2, 1), False),
        ("Last updated", None, True),
        ("Table of contents", date(2023, 2, 1), False),
    ],
)
def test_a_label_on_the_line_above_says_what_the_date_is(label, day, updated):
    lines = [(1, TITLE, "title"), (3, label, "related"), (5, "February 1, 2023", "timestamp")]
    found = extract_metadata(MetadataInput("a", None, tuple(HeaderLine(*line) for line in lines), STORY, ()))
    assert found.published_date == day
    assert any(row.field == "updated" for row in found.evidence) == updated


def test_the_nearer_line_counts():
    lines = [(1, TITLE, "title"), (2, "Jane Roe 1 February 2023", "related"), (8, "Whale seen 2 March 2022", "related")]
    header = tuple(HeaderLine(*line) for line in lines)
    assert extract_metadata(MetadataInput("a", None, header, STORY, ())).published_date == date(2023, 2, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Storm hits coast 1 February 2023",
        "Storm Hits Coast, 1 February 2023",
        "1 February 2023 Storm hits the whole coast",
    ],
)
def test_another_headline_with_its_date_is_no_date(line):
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(3, line, "related"))
    assert extract_metadata(MetadataInput("a", None, header, STORY, ())).published_date is None


@pytest.mark.parametrize(
    ("lines", "names", "why"),
    [
        (["Jane Roe", "1 February 2023"], ("Jane Roe",), "a date is close"),
        (["* Jane Roe", "", "Jane Roe writes on harbours."], ("Jane Roe",), "a note on her repeats it"),
        (["Home Improvement"], (), "nothing confirms that it is a name"),
        (["Jane Roe February 1, 2023 0 Comments"], ("Jane Roe",), "beside a date"),
        (["February 1, 2023 by Jane Roe"], ("Jane Roe",), "behind a date"),
        (["By Jane RoePublished: Feb 1, 2023"], ("Jane Roe",), "run together"),
    ],
)
def test_a_name_by_the_title_is_the_author_if_something_confirms_it(lines, names, why):
    header = (
        HeaderLine(1, TITLE, "title"),
        *(HeaderLine(i, text, "navigation") for i, text in enumerate(lines, 3) if text),
    )
    assert extract_metadata(MetadataInput("a", None, header, STORY, ())).authors == names, why


def test_a_subtitle_stays_though_the_title_stands_alone_elsewhere():
    whole = f"{TITLE}: a long dispute ends"
    assert found_in(f"{whole}\n\nBy Jane Roe\n1 February 2023\n\n{STORY}\n\n{TITLE}\n").title == whole


def test_a_line_that_other_documents_of_the_site_have_is_no_title():
    slogan = "Northmere harbour wall and council news from the people who rebuild it"
    document = MetadataInput("a.txt", None, (), STORY, (), text=f"{slogan}\n\n{STORY}")
    hashes = frozenset([line_hash(slogan)])
    assert [line.role for line in text_lines(replace(document, no_headline=hashes))][:2] == ["boilerplate", "body"]
    assert slogan in {each.text for each in likely_titles(list(text_lines(document)))}
    assert slogan not in {each.text for each in likely_titles(list(text_lines(replace(document, no_headline=hashes))))}
