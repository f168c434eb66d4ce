"""Single lines and small documents: roles, repairs, and what must never be taken for furniture."""

import pytest

from news_pipeline.cleaning.characters import count_words, tidy
from news_pipeline.cleaning.clean import CleanedDocument, Role, clean
from news_pipeline.cleaning.function_words import language_of
from news_pipeline.cleaning.header import label_header
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import Layout, join_wrapped, layout_of, source_lines
from news_pipeline.cleaning.phrases import (
    StockPhrase,
    Where,
    ends_sentence,
    has_dateline,
    is_byline,
    is_date_line,
    stock_phrase,
)
from news_pipeline.cleaning.tail import label_tail, split_link_text

STORY = [
    "The harbour authority said on Tuesday that the old lighthouse will be lit again after eleven years of darkness.",
    "Fishermen had asked for the light since a trawler ran aground on the reef in the storm of last February.",
    "“We never stopped asking for it,” said the head of the union, who has sailed these waters for forty years.",
    "The work is to be finished before winter, and the costs will be shared between the town and the region.",
]


def cleaned(*lines: str) -> CleanedDocument:
    document = clean("\n".join(lines))
    assert isinstance(document, CleanedDocument), document
    return document


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("20220108", "eight digits that are a date"),
        (
            "Published: 10 Jan 2022 12:05 PM BdST Updated: 10 Jan 2022 12:05 PM BdST",
            "labels, and a zone that no table knows",
        ),
        ("2020-07-09T06:39:00Z", "ISO 8601"),
        ("DECEMBER 16 , 2008", "tokenised text"),
        ("Mittwoch, 3. März 2021, 14:05 Uhr", "German"),
        ("2019年11月18日", "Japanese and Chinese"),
        ("3 hours ago", "relative"),
    ],
)
def test_a_line_of_dates_only(line, why):
    assert is_date_line(line), why


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("91000123", "eight digits that are no date"),
        ("In May 2019 the harbour was closed.", "a sentence with a date"),
        ("42", "a number alone"),
        ("March of the Penguins", "a month's name without a number"),
        ("", "nothing"),
    ],
)
def test_not_a_date_line(line, why):
    assert not is_date_line(line), why


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (">> Doina Chiacu and Katharine Jackson, Reuters", True),
        ("By Jane Doe", True),
        ("BY JANE DOE AND JOHN ROE", True),
        ("By Julian E. Barnes | New York Times", True),
        ("Von Anna Müller und Jörg Groß", True),
        ("By the time the ship came home, nobody was waiting.", False),
        ("By contrast, Spain has no such law", False),
    ],
)
def test_bylines(line, expected):
    assert is_byline(line) is expected


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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HELSINKI, July 16 (Reuters) - Leaders met on Monday.", True),
        ("LONDON/BRUSSELS (Reuters) - Talks hung in the balance.", True),
        ("(Reuters) — The attorney general is investigating.", True),
        ("TURNBERRY, Scotland (AP) — The Latest.", True),
        ("President Trump: Fact checking five lines", False),
        ("Leaders met on Monday - again.", False),
    ],
)
def test_datelines(line, expected):
    assert has_dateline(line) is expected


def test_a_dateline_stays_inside_its_paragraph():
    first = "HELSINKI, July 16 (Reuters) - Two presidents met on Monday in a palace by the sea, and little came of it."
    assert cleaned(first, *STORY).body.startswith(first)


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


def test_subheadings_and_short_quotes_of_the_story_stay():
    document = cleaned(*STORY[:2], "A long wait", *STORY[2:], "“At last!” he said.")
    assert "A long wait" in document.body
    assert "“At last!” he said." in document.body


def test_the_names_in_an_agency_credit_stay():
    assert cleaned(*STORY, "(Reporting by Jane Doe; Editing by John Roe)").body.endswith("Editing by John Roe)")


def test_a_repeated_paragraph_leaves_with_the_line_that_it_repeats():
    document = cleaned(*STORY, STORY[0])
    assert [(line.number, line.reason) for line in document.removed] == [(5, "repeats line 1")]


def test_a_question_may_be_asked_twice():
    question = "What do you see when you look out of the window in the morning?"
    assert cleaned(STORY[2], question, STORY[0], question, STORY[1]).body.count(question) == 2


def test_hard_wrapped_lines_become_paragraphs_and_hyphens_are_undone():
    text = (
        "The harbour authority said on Tuesday that the old light-\n"
        "house will be lit again after eleven years of darkness\n"
        "and that the lamp has been ordered from a maker in Nor-\n"
        "way who still builds them by hand in the old manner.\n\n"
        "Fishermen had asked for the light since a trawler ran\n"
        "aground on the reef in the storm of last February, and\n"
        "they had written to three ministers about it, of whom\nonly one had ever sent them an answer by letter.\n"
    )
    document = clean(text)
    assert isinstance(document, CleanedDocument)
    assert document.body.count("\n\n") == 1
    assert "old lighthouse will" in document.body
    assert "in Norway who" in document.body


@pytest.mark.parametrize(
    ("head", "tail", "words", "joined", "why"),
    [
        ("the long-", "term plan", {"long-term"}, "the long-term plan", "the document writes it so elsewhere"),
        ("a Long-", "term plan", {"long-term"}, "a Long-term plan", "in any case"),
        ("the long-", "term plan", {"long", "term"}, "the long-term plan", "two words of the document, never one"),
        ("the light-", "house is", {"light", "house", "lighthouse"}, "the lighthouse is", "one word of the document"),
        ("the light-", "house is", {"light"}, "the lighthouse is", "only one half is a word"),
        ("they went in-", "side again", {"in", "side"}, "they went inside again", "short words are in every document"),
        ("a state-of-the-", "art lamp", {"state-of-the-art"}, "a state-of-the-art lamp", "more hyphens than one"),
        ("in Nor-", "way", set(), "in Norway", "a syllable"),
        ("the lamp -", "they say", {"lamp"}, "the lamp - they say", "a dash"),
        ("the lamp-", "ⓐ they say", {"lamp"}, "the lamp- ⓐ they say", "a letter in a circle begins no word"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_has_one(head, tail, words, joined, why):
    assert join_wrapped(head, tail, words) == joined, why


def test_the_words_of_a_hard_wrapped_document_decide_about_its_hyphens():
    text = (
        "The harbour authority said on Tuesday that the long-\n"
        "term plan is to light the reef after years of darkness\n"
        "and that the lamp has been ordered from a maker in the\n"
        "north who still builds them by hand in the old manner.\n"
        "Fishermen had asked for the light since a trawler ran\n"
        "aground on the reef in the storm of last February, and\n"
        "they called the long-term plan a step in a right direc-\n"
        "tion, though for only two of them it comes soon enough.\n"
    )
    lines = source_lines(text)
    assert len(lines) == 1
    assert "the long-term plan is" in lines[0].text
    assert "direction, though" in lines[0].text


def test_paragraphs_on_single_lines_are_not_joined():
    assert cleaned(*STORY).body == "\n\n".join(STORY)


def test_a_page_is_told_from_an_article_by_its_layout():
    menu = "\n".join(f"      * Section {n}" for n in range(20))
    assert layout_of(source_lines(menu + "\n" + "\n".join(STORY))) is Layout.PAGE
    assert layout_of(source_lines("\n".join(STORY * 3))) is Layout.ARTICLE


def test_the_story_of_a_laid_out_page_is_found_between_its_menus():
    menu = [
        f"        * {name}"
        for name in ("Home", "News", "Sport", "Opinion", "Weather", "Contact us", "Privacy policy", "Subscribe")
    ]
    page = [
        *menu,
        "",
        "    Lighthouse to be lit again after years of darkness",
        "",
        *(f"    {p}\n" for p in STORY * 1),
        "    " + STORY[1] + " Then came spring.",
        *menu,
    ]
    document = cleaned(*page)
    assert all(paragraph in document.body for paragraph in STORY)
    assert "Privacy policy" not in document.body
    assert "Sport" not in document.body


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [
        ("a\u200bb\ufeff", "ab"),
        ("50\u00a0000\u202fkm", "50 000 km"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("sub\u00adtle", "subtle"),
        ("he said\x93yes\x94", "he said“yes”"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800x", "\ufffdx"),
        ("nul\x00l", "null"),
    ],
)
def test_characters_that_a_screen_does_not_show(raw, clean_text):
    assert tidy(raw) == clean_text


@pytest.mark.parametrize(("text", "words"), [("two words", 2), ("東京都の知事", 3), ("", 0), ("Anthropic の 知事", 3)])
def test_words_are_counted_in_scripts_without_spaces_too(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He left.", True), ("彼は去った。", True), ("वह चला गया।", True), ("“He left.”", True), ("Most read", False)],
)
def test_the_end_of_a_sentence_in_any_script(text, expected):
    assert ends_sentence(text) is expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The light is on and the sea is calm but they are not at home", "en"),
        ("Das Licht ist an und die See ist ruhig, aber sie sind nicht zu Hause", "de"),
        ("この灯台は十一年ぶりに点灯されることになった。", "ja"),
        ("등대는 11년 만에 다시 불을 밝힌다고 항만청이 밝혔다", "ko"),
        ("Маяк снова будет гореть, и это не всё, что он сказал", "ru"),
    ],
)
def test_the_language_of_the_function_words(text, code):
    assert language_of([text]) == code


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LEAVE A REPLY", StockPhrase(Role.COMMENT_FORM, Where.SECTION)),
        ("12 Comments", StockPhrase(Role.COMMENT_FORM, Where.SECTION)),
        ("Load more", StockPhrase(Role.NAVIGATION, Where.LINE)),
        ("関連記事", StockPhrase(Role.RELATED, Where.SECTION)),
        ("© 2021 Example News", StockPhrase(Role.COPYRIGHT, Where.START)),
        ("© Getty Images", StockPhrase(Role.CAPTION, Where.START)),
        ("Comments by the minister angered the union on Tuesday.", None),
    ],
)
def test_stock_phrases(line, expected):
    assert stock_phrase(line) == expected


@pytest.mark.parametrize("heading", ["2 comments", "3 thoughts on “The light”", "12 Kommentare zu: Das Licht"])
def test_what_readers_wrote_below_a_count_of_comments_goes(heading):
    reader = "I have sailed past that rock for years, and I am glad that there will be a light on it again."
    labels = label_lines("\n\n".join([*STORY, heading, reader]))
    assert [line.text for line in labels if not line.reason] == STORY


def test_a_numbered_heading_on_a_response_is_no_count_of_comments():
    heading, more = "11. Response to the storm", STORY[0].replace("old", "new")
    labels = label_lines("\n\n".join([*STORY, heading, more]))
    assert [line.text for line in labels if not line.reason][-1] == more


def test_the_rows_of_a_table_stay_and_its_ruler_goes():
    table = ["| Boat | Crew | Catch |", "|---|---|---|", *(f"| Gull {n} | {n} | {n * 12} t |" for n in range(2, 9))]
    labels = label_lines("\n".join([*STORY, *table]))
    rows = [line.text for line in labels if not line.reason and line.text.startswith("|")]
    assert rows == [row for row in table if "Gull" in row or "Boat" in row]


def test_a_text_that_is_all_header_keeps_its_lines_in_their_places():
    labels = label_lines("00\n0:0\nBY A01")
    assert [(line.number, line.text) for line in labels] == [(1, "00"), (2, "0:0"), (3, "BY A01")]


def test_headlines_at_the_very_end_go_whatever_their_heading():
    headlines = ["Trawler Found After Storm", "Keeper Recalls Last Night", "Harbour Asks for Lights"]
    others = [f"- {line} in the Northern Courier" for line in headlines]
    needed = ["- a new lamp from Norway", "- a road across the marsh", "- wages until the winter"]
    for items, gone in ((others, 3), (needed, 0)):
        lines = source_lines("\n\n".join([*STORY, "What it takes", *items]))
        assert len(label_tail(lines)) == gone
