"""A tag with thousands of attributes is parsed in time; honest tags stay as they are."""

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.readers.markup import MAX_ATTRIBUTES, MAX_DEPTH, with_bounded_depth, with_bounded_tags
from news_pipeline_tests.paces import paces

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
    page = f"<html><body>{flood}{STORY}</body></html>"
    assert paces(lambda: clean(page, "text/html", {})) < 500


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "font", "section", "ul><li", "table><tr><td", "b"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "never closed"])
def test_the_story_of_a_page_that_is_nested_too_deep_is_kept(tag: str, closed: bool) -> None:  # noqa: FBT001
    opening, closing = f"<{tag}>", "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = f"<html><body>{opening * 20_000}{STORY}{closing * 20_000 if closed else ''}</body></html>"
    cleaned = clean(page, "text/html", {})
    assert isinstance(cleaned, CleanedDocument)
    assert cleaned.body.count("The harbour was closed on Monday") >= 1
    assert "said in a statement" in cleaned.body


def test_what_ends_without_a_tag_is_not_deep() -> None:
    lists = "<ul>" + "<li><p>A line" * 300 + "</ul>"
    table = "<table>" + "<tr><td>A cell<td>another" * 300 + "</table>"
    rest = "<p>A paragraph" * 300 + "<br>" * 300 + "<img src=x>" * 300 + "<!-- <div> -->" * 300
    script = "<script>" + "document.write('<div>');" * 300 + "</script>"
    page = f"<html><body>{lists}{table}{rest}{script}</body></html>"
    assert with_bounded_depth(page) == page


def test_only_tags_that_lie_too_deep_go() -> None:
    inside = "<div>" * MAX_DEPTH + "one<i>two</i><hr>three" + "</div>" * MAX_DEPTH
    page = f"{inside}<p>four <b>five</b></p>"
    assert with_bounded_depth(page) == page.replace("<i>", " ").replace("</i>", " ")
