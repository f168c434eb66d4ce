"""What a page's head says it is: titles in the order of the page, and one description."""

import pytest

from news_pipeline.cleaning.blocks.page_head import MOST_OF_DESCRIPTION, read_head
from news_pipeline.readers.page_tree import parse_page

LONG = "word " * MOST_OF_DESCRIPTION


@pytest.mark.parametrize(
    ("html", "titles", "description"),
    [
        pytest.param(
            "<head><meta property=og:title content='The  light'><title>Light | Sun</title></head>"
            "<h1>A <i>light</i></h1>",
            ("The light", "Light | Sun", "A light"),
            "",
            id="in the order of the page, the heading last",
        ),
        pytest.param(
            "<head><title>A</title></head><h1>A</h1><h1>B</h1>", ("A",), "", id="each once, of headings the first"
        ),
        pytest.param(
            "<head><title>A</title></head><svg><title>Arrow</title></svg>", ("A",), "", id="a picture's title is none"
        ),
        pytest.param(
            "<head><meta name=description content='Ships wait'><meta property=og:description content='Other'></head>",
            (),
            "Ships wait",
            id="the first description",
        ),
        pytest.param(
            f"<head><meta name=description content='{LONG}'></head>", (), LONG[:MOST_OF_DESCRIPTION], id="cut"
        ),
        pytest.param("<head><meta property=og:title></head><p>Text</p>", (), "", id="nothing said"),
    ],
)
def test_a_head_says_titles_and_a_description(html: str, titles: tuple[str, ...], description: str) -> None:
    tree = parse_page(f"<html>{html}</html>")
    assert tree is not None
    assert read_head(tree) == (titles, description)
