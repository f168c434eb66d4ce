"""Names of outlets that are weighed: what pages and texts call their site, and addresses that are a text's own."""

import pytest

from news_pipeline.metadata.evidence import UNLIKELY
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.outlets.name_likeness import label_of, resembles
from news_pipeline.metadata.outlets.text_names import text_names
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, TITLE, json_ld, meta, page_of, text_of


@pytest.mark.parametrize(
    ("name", "address", "same"),
    [
        ("Quay Courier", "https://www.quay-courier.co.uk/a", True),
        ("The New Harbour Times", "https://nhtimes.com/", True),
        ("Frankfurter Hafen Zeitung", "https://fhz.de", True),
        ("Übersee-Bote", "https://ubersee-bote.de", True),
        ("Quay Courier Online", "https://quaycourier.com", True),
        ("Business", "https://quaycourier.com", False),
        ("Harbour strike ends", "https://quaycourier.com", False),
        ("", "https://quaycourier.com", False),
        ("Quay Courier", "no address", False),
    ],
)
def test_a_name_resembles_the_host_that_writes_it(name, address, same):
    assert resembles(name, label_of(address)) == same


URL = "https://www.quaycourier-example.com/trade/harbour-strike"
SITE = "Quaycourier Example"


def _outlets(found):
    return {row.value: row for row in found.evidence if row.field == "outlet"}


def test_of_the_names_of_a_page_the_one_that_its_host_writes_counts_and_not_its_section():
    head = meta("og:site_name", "Business") + json_ld(headline=TITLE, publisher={"name": SITE})
    found = page_of(f"{head}<title>{TITLE} | {SITE}</title>", url=URL)
    assert found.outlet == SITE
    rows = _outlets(found)
    assert rows[SITE].confidence > rows["Business"].confidence


def test_a_name_that_only_the_title_has_counts_if_the_host_writes_it():
    assert page_of(f"<title>{TITLE} | {SITE}</title>", url=URL).outlet == SITE


def test_a_section_at_the_end_of_a_title_is_no_outlet_and_stays_as_refused():
    found = page_of(f"<title>{TITLE} | Shipping and trade</title>", url=URL)
    assert found.outlet is None
    assert _outlets(found)["Shipping and trade"].refused == UNLIKELY


def test_what_only_a_page_says_stands_without_an_address():
    assert page_of(meta("og:site_name", "Quay Courier")).outlet == "Quay Courier"


FURNITURE = (
    f"{TITLE} | Quay Courier", "About Quay Courier", "Follow Quay Courier", "Work at Quay Courier",
    "Subscribe to Quay Courier", "news@quaycourier-example.com", "© 2024 Quay Courier. All rights reserved.",
)  # fmt: skip


def test_furniture_that_agrees_names_an_outlet_that_no_table_knows():
    found = text_of(*((line, "navigation") for line in FURNITURE))
    assert (found.outlet, found.outlet_source, found.outlet_domain) == ("Quay Courier", "named_line", None)
    assert _outlets(found)["Quay Courier"].confidence >= 0.8


@pytest.mark.parametrize(
    "lines",
    [
        ("More from Anna Quay", "Follow us", "Contact us"),
        ("Sign up for our newsletter", "Download the app", "Privacy policy"),
        ("She told the Quay Courier that it was over.",),
        ("All rights reserved", "© 2024"),
    ],
)
def test_furniture_that_names_nobody_names_no_outlet(lines):
    assert text_of(*((line, "navigation") for line in lines)).outlet is None


def test_places_of_a_name_are_told_apart():
    found = {each.value: dict(each.places) for each in text_names(FURNITURE, TITLE)}
    assert found["Quay Courier"] == {"tail": 1, "about": 1, "follow": 1, "work": 1, "subscribe": 1, "rights": 1}


def _text(*lines, body=BODY):
    header = tuple(HeaderLine(number, line, role) for number, line, role in lines)
    return extract_metadata(MetadataInput("a.txt", None, header, body, (), text=body))


def test_an_address_at_the_title_or_with_its_words_is_the_texts_own():
    title = (1, TITLE, "title")
    near = _text(title, (2, "https://quaycourier-example.com/a/17", "url"))
    assert near.url == "https://quaycourier-example.com/a/17"
    slug = "-".join(TITLE.lower().split())
    far = _text(title, (90, f"https://quaycourier-example.com/news/{slug}", "url"))
    assert far.url == f"https://quaycourier-example.com/news/{slug}"
    short = _text(title, (90, "https://quaycourier-example.com/article/harbour-workers-strike-3cc842471fb9", "url"))
    assert short.url == "https://quaycourier-example.com/article/harbour-workers-strike-3cc842471fb9"


def test_an_address_elsewhere_is_a_link_of_the_text():
    found = _text((1, TITLE, "title"), (90, "https://other-example.org/study/2020/fish-stocks", "url"))
    assert (found.url, found.outlet_domain) == (None, None)
    assert [row.refused for row in found.evidence if row.field == "url"] == ["a link of the text"]


def test_the_confidence_of_an_address_tells_whether_places_agree():
    link = f"<link rel=canonical href='{URL}'>"
    agreed = page_of(link + meta("og:url", URL))
    disputed = page_of(link + meta("og:url", "https://www.quaycourier-example.com/trade/another-story"))
    confidence = [
        row.confidence for found in (agreed, disputed) for row in found.evidence if row.field == "url" and row.is_chosen
    ]
    assert confidence[0] > confidence[-1]


@pytest.mark.parametrize(
    "sender", ["Quay Courier [mailto:news@quay-example.org]", "Quay Courier <news@quay-example.org>"]
)
def test_a_senders_address_is_no_part_of_the_name(sender):
    found = extract_metadata(MetadataInput("a", None, (), BODY, (Field("source", sender, "from"),), text=BODY))
    assert found.outlet == "Quay Courier"
