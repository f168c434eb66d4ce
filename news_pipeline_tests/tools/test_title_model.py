"""Forms of a text that the title model learns from."""

import pytest

from tools.title_model.fit import is_same
from tools.title_model.forms import article, flat, untitled

ROW = {
    "page": "harbour",
    "title": "Harbour wall to be rebuilt",
    "body": "The council voted.\n\nWork begins in May.",
    "authors": ["Jane Roe", "John Doe"],
    "date": "2023-02-01",
    "url": "https://quay.example/harbour-wall",
}


def test_a_flat_text_has_neither_empty_lines_nor_indentation():
    assert flat("  Home\n\n\tThe wall\n  \n") == "Home\nThe wall"


def test_a_text_without_its_title_has_no_line_with_it():
    text = "Quay - HARBOUR WALL TO BE REBUILT\nHarbour wall to be rebuilt\nThe council voted."
    assert untitled(text, [ROW["title"]]) == "The council voted."


@pytest.mark.parametrize("page", [f"page {number}" for number in range(20)])
def test_an_article_stands_below_a_header_that_begins_with_its_title(page):
    text = article(ROW | {"page": page}, with_title=True)
    header, body = text.split("\n")[: -ROW["body"].count("\n") - 1], ROW["body"]
    assert header[0] == ROW["title"]
    assert text.endswith(body)
    assert len(header) <= 4
    assert article(ROW | {"page": page}, with_title=False) == "\n".join([*header[1:], body])


def test_headers_differ_and_are_the_same_each_time():
    made = [article(ROW | {"page": str(number)}, with_title=True) for number in range(30)]
    assert len(set(made)) > 8
    assert made == [article(ROW | {"page": str(number)}, with_title=True) for number in range(30)]


def test_without_a_body_there_is_no_article():
    assert article(ROW | {"body": ""}, with_title=True) is None


@pytest.mark.parametrize(
    ("text", "same"), [("Harbour Wall to be Rebuilt!", True), ("Harbour wall", False), ("", False)]
)
def test_a_title_may_differ_in_a_word_of_ten(text, same):
    assert is_same(text, ROW["title"]) is same
