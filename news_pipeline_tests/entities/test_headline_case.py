"""Headlines in title case, brought to the case of the text below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.entities.headline_case import in_running_case, is_headline, usage_of
from news_pipeline.entities.paragraphs import paragraphs_of

BODY = "The mayor of Hillsboro faces questions over a bridge. Critics of the mayor, Jane Bridges, called it a waste."


@pytest.mark.parametrize(
    ("line", "wanted", "reason"),
    [
        ("Hillsboro Mayor Faces Questions Over Bridge", True, "nearly all words have capitals"),
        ("The mayor of Hillsboro faces questions", False, "a line of running text"),
        ("Jane Bridges", False, "a name"),
        ("The Mayor Of Hillsboro Faces Many Questions.", False, "a sentence ends with a full stop"),
    ],
)
def test_what_is_a_headline(line, wanted, reason):
    assert is_headline(line) is wanted, reason


def test_words_that_the_article_writes_small_are_small_and_names_stay():
    title = "Hillsboro Mayor Jane Bridges Called Over Bridge Waste"
    assert in_running_case(title, usage_of(BODY)) == "Hillsboro mayor Jane Bridges called over bridge waste"


def test_the_headline_is_a_paragraph_in_running_case():
    first, *_ = paragraphs_of(f"Hillsboro Mayor Faces Questions Over Bridge\n{BODY}")
    assert first.text == "Hillsboro mayor faces questions over bridge"


def test_words_that_nearly_every_article_writes_small_are_small_in_a_title_alone():
    line = "Roebury Quits As Head Of Harbour Water"
    assert in_running_case(line, usage_of("")) == "Roebury quits as head of Harbour water"
    assert in_running_case(line, usage_of(""), is_title=False) == line


@given(st.text(), st.text())
def test_the_length_stays(line, text):
    assert len(in_running_case(line, usage_of(text))) == len(line)
