"""A tag with thousands of attributes is parsed in time; honest tags stay as they are."""

import time

import pytest

from news_pipeline.cleaning.clean import clean
from news_pipeline.readers.markup import MAX_ATTRIBUTES, with_bounded_tags

STORY = "<p>The harbour was closed on Monday after a ship had lost its anchor, the port said in a statement.</p>" * 6


@pytest.mark.parametrize(
    "html",
    [
        "<p class='a' id=b hidden>text</p>",
        f'<meta name="description" content="{"word and word, a=b " * 2000}">',
        f'<img src="data:image/png;base64,{"A=" * 20_000}" alt="x">',
        f"<p {' '.join(f'a{number}' for number in range(MAX_ATTRIBUTES))}>",
    ],
    ids=["short", "a long description", "a picture as data", "just as many as may be"],
)
def test_honest_tags_stay_as_they_are(html: str) -> None:
    assert with_bounded_tags(html) == html


@pytest.mark.parametrize("attribute", ['a{}="x>"', "a{}='x'", "a{}=x", "a{}"])
def test_a_tag_keeps_its_first_attributes_and_what_follows_it(attribute: str) -> None:
    attributes = [attribute.replace(">", "").format(number) for number in range(MAX_ATTRIBUTES + 500)]
    bounded = with_bounded_tags(f"<p {' '.join(attributes)}>text</p>")
    assert bounded == f"<p {' '.join(attributes[:MAX_ATTRIBUTES])}>text</p>"


@pytest.mark.parametrize(
    "flood",
    [
        f"<p {' '.join(f'a{number}=x' for number in range(100_000))}></p>",
        "<p" + " " * 500_000 + "=></p>",
        '<p a="' + 'x="' * 200_000 + "></p>",
        "<div>" * 50_000,
        "<" * 500_000,
    ],
    ids=["attributes", "spaces", "quotes", "depth", "brackets"],
)
def test_a_flood_of_markup_is_cleaned_in_time(flood: str) -> None:
    started = time.process_time()
    clean(f"<html><body>{flood}{STORY}</body></html>", "text/html", {})
    assert time.process_time() - started < 5
