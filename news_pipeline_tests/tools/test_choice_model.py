"""Examples for the models that weigh candidates: what is right, and pages without their own day."""

import numpy as np

from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline_tests.metadata.documents import BODY, TITLE
from tools.choice_model.example import Example
from tools.choice_model.examples import UNDATED, examples
from tools.choice_model.fit import _figures, _ruled
from tools.choice_model.outlets import outlet_examples

PAGE = (
    f"<html lang='en'><head><title>{TITLE} | Coast Post</title></head><body><h1>{TITLE}</h1>"
    f"<p class='date'>3 March 2021</p><p>{BODY}</p><h2>Ferry timetable is cut</h2>"
    "<p class='date'>1 March 2021</p></body></html>"
)
GOLD = {"file": "a.html", "url": "https://coast-example.com/a", "title": TITLE, "date": "2021-03-03"}


def test_a_page_gives_its_titles_its_days_and_its_days_without_its_own() -> None:
    found = list(examples("coast", GOLD, MetadataInput("a.html", read_page(PAGE), (), BODY, ())))
    assert [(each.field, each.set) for each in found] == [("title", "coast"), ("date", "coast"), ("date", UNDATED)]
    title, dated, undated = found
    assert [value for value, right in zip(title.values, title.right, strict=True) if right] == [TITLE]
    assert {value for value, right in zip(dated.values, dated.right, strict=True) if right} == {"2021-03-03"}
    assert set(undated.values) == {"2021-03-01"}
    assert not undated.right.any()
    assert all(each.features.shape == (len(each.values), len(each.names)) for each in found)


def test_a_text_gives_the_lines_that_name_people_and_the_days_that_it_says() -> None:
    text = f"{TITLE}\n\nBy Olive Tredwell\n\n3 March 2021\n\n{BODY}\n\n1 February 2021 Ferry timetable is cut"
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(3, "By Olive Tredwell", "byline"))
    gold = {"file": "a.txt", "authors": ["Olive Tredwell"], "date": "2021-03-03"}
    author, dated = examples("coast", gold, MetadataInput("a.txt", None, header, BODY, (), text=text))
    assert (author.field, author.values[0], author.right[0]) == ("author", "Olive Tredwell", 1)
    assert (dated.field, dated.set) == ("text_date", "coast")
    right = dict(zip(dated.values, map(bool, dated.right), strict=True))
    assert right == {"2021-03-03": True, "2021-02-01": False}
    (undated,) = examples("coast", {"file": "a.txt"}, MetadataInput("a.txt", None, header, BODY, (), text=text))
    assert (undated.set, bool(undated.right.any())) == ("coast without a day", False)


def test_the_names_of_a_pages_outlet_are_right_if_gold_or_the_host_has_them() -> None:
    page = read_page(PAGE.replace("<head>", "<head><meta property='og:site_name' content='Trade'>"))
    gold = {**GOLD, "outlet": "Coast Post"}
    (found,) = outlet_examples("coast", gold, MetadataInput("a.html", page, (), BODY, ()))
    assert dict(zip(found.values, map(bool, found.right), strict=True)) == {"Trade": False, "Coast Post": True}
    assert (found.ruled, found.is_ruled_right) == ("Trade", False)
    assert not list(outlet_examples("coast", GOLD, MetadataInput("a.html", page, (), BODY, ()))), (
        "nobody knows its outlet"
    )


def test_the_names_in_a_text_are_right_if_its_hidden_address_writes_them() -> None:
    lines = (TITLE, "About Coast Post", "© 2021 Harbour Holding Ltd.")
    header = tuple(HeaderLine(number, line, "related") for number, line in enumerate(lines, 1))
    gold = {"file": "a.txt", "url": "https://www.coastpost-example.com/a"}
    (found,) = outlet_examples("coast", gold, MetadataInput("a.txt", None, header, BODY, (), text=BODY))
    assert dict(zip(found.values, map(bool, found.right), strict=True)) == {
        "Coast Post": True,
        "Harbour Holding": False,
    }


def test_rules_that_say_nothing_where_nobody_is_named_have_given_no_answer() -> None:
    def example(said: str | None, *, right: bool) -> Example:
        table = np.zeros((1, 1), np.float32)
        return Example("author", "coast", 0, ("x",), ("by",), table, np.zeros(1), said, right, is_stated=False)

    answers = [_ruled(example("Olive Tredwell", right=True)), _ruled(example(None, right=True))]
    assert answers == [True, None]
    assert _figures(answers) == "0.500 / 1.000"
