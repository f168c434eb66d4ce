"""What a single line says by its wording: dates, bylines, datelines, stock phrases, ends of sentences."""

import pytest

from news_pipeline.cleaning.phrases import (
    StockPhrase,
    Where,
    ends_sentence,
    has_dateline,
    is_byline,
    is_date_line,
    stock_phrase,
)
from news_pipeline.cleaning.roles import Role


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
        ("0 out of 0", "`out` is October in Portuguese"),
        ("Set of 2", "`set` is September in Italian"),
        ("$10.00 to $19.99 (40)", "`to` is Thursday in Finnish"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He left.", True), ("彼は去った。", True), ("वह चला गया।", True), ("“He left.”", True), ("Most read", False)],
)
def test_the_end_of_a_sentence_in_any_script(text, expected):
    assert ends_sentence(text) is expected


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
