"""Which texts give the same words, and what is known of each word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.duplicates.tokens import tokenise

SAME_WORDS = [
    ("Russia’s envoy", "RUSSIA'S ENVOY", "case and curly apostrophes"),
    ("the U.S. said", "the US said", "dotted acronyms"),
    ("U.N.-backed talks", "UN-backed talks", "an acronym before a hyphen"),
    ("to analyse its labour programme", "to analyze its labor program", "US and UK spelling"),
    ("some 100,000 troops", "some 100000 troops", "commas in numbers"),
    ("Nazarbayév spoke", "Nazarbayev spoke", "accents"),
    ("Nazarbaye\u0301v spoke", "Nazarbayév spoke", "accents that stand alone"),
    ("“One lesson,” he said", "'One lesson,' he said", "styles of quotation marks"),
    ("``One lesson,'' he said", '"One lesson," he said', "quotation marks of the wire"),
    ("said — once\u00a0again", "said - once again", "dashes and hard spaces"),
    ("so\u00adcial me\u200bdia", "social media", "soft hyphens and zero-width spaces"),
    ("ｆｕｌｌ width", "full width", "compatibility forms"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree", "line ends of other systems"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME_WORDS)
def test_typography_does_not_change_the_words(one, other, reason):
    assert tokenise([one]).hashes.tolist() == tokenise([other]).hashes.tolist(), reason


@pytest.mark.parametrize(("one", "other"), [("their house", "there house"), ("Tokayev", "Токаев"), ("2021", "2022")])
def test_different_words_differ(one, other):
    assert tokenise([one]).hashes.tolist() != tokenise([other]).hashes.tolist()


@pytest.mark.parametrize(
    ("text", "count"), [("北京消息。", 4), ("Владимир Путин", 2), ("", 0), ("\ud800 \x00\n\n--", 0)]
)
def test_words_of_other_scripts_are_counted(text, count):
    assert len(tokenise([text]).hashes) == count


def quoted(text):
    return "".join("q" if is_quoted else "." for is_quoted in tokenise([text]).is_quoted)


QUOTES = [
    ("“One lesson of history,” he said.", "qqqq..", "curly marks"),
    ('He said: "That is wrong." Then he left.', "..qqq...", "straight marks"),
    ("'One lesson of history,' Blinken said.", "qqqq..", "single marks"),
    ("Blinken's remark was 'typically offensive' in Russia's eyes.", "...qq...", "apostrophes are no marks"),
    ("“It goes on\nHe left.", "qqq..", "a quotation ends with its paragraph at the latest"),
    ('" Spaced out " he said', "....", "a mark that stands alone opens nothing"),
    ("The Russians' house and the Kazakhs' own", ".......", "a possessive opens nothing"),
    (
        "He wrote:\nSo sad!\n— Jo Doe (@jo_doe) July 16, 2018\nThen he left.",
        "..qqqqqqqqq...",
        "a tweet and its signature",
    ),
    ("So sad! pic.twitter.com/x\nThen", "qqqqqq.", "a tweet with its picture"),
    ("write to (at) news", "....", "no handle"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), QUOTES)
def test_words_between_quotation_marks_are_known(text, expected, reason):
    assert quoted(text) == expected, reason


def test_hard_wrapped_lines_are_one_paragraph():
    full = "The foreign ministry said late on Saturday"
    assert tokenise([f"{full}\nthat it would."]).paragraphs.tolist() == [0] * 10
    assert tokenise([f"{full}.\nthat it would."]).paragraphs.tolist() == [0] * 7 + [1] * 3
    assert tokenise(["home\nworld news\nsport"]).paragraphs.tolist() == [0, 1, 1, 2]


def test_headline_lists_are_no_prose():
    sentence = (
        "Russia responded angrily late on Saturday to a comment by the Secretary of State "
        "of the United States of America."
    )
    tokens = tokenise([f"{sentence}\n- Khaleda moved to cabin from CCU\nMost Popular"])
    assert tokens.is_prose.tolist() == [True] * 20 + [False] * 8


def test_a_text_without_prose_counts_altogether():
    assert tokenise(["Khaleda moved to cabin\nMost Popular"]).is_prose.all()


@given(st.lists(st.text() | st.text("aA.,'\"“”‘’\n 1é北", max_size=60), max_size=6))
def test_the_words_of_a_text_do_not_depend_on_its_neighbours(texts):
    together = tokenise(texts)
    for position, text in enumerate(texts):
        alone, inside = tokenise([text]), together.text(position)
        assert alone.hashes.tolist() == inside.hashes.tolist()
        assert alone.is_prose.tolist() == inside.is_prose.tolist()
        assert alone.is_quoted.tolist() == inside.is_quoted.tolist()
        first = int(inside.paragraphs[0] - alone.paragraphs[0]) if len(inside.paragraphs) else 0
        assert alone.paragraphs.tolist() == (inside.paragraphs - first).tolist()
