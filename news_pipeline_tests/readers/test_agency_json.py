"""Items of agencies and answers of APIs in JSON. All texts are made up; the keys are those of the formats."""

import pytest

from news_pipeline.readers import Document, Unreadable
from news_pipeline_tests.readers.reading import read_json, read_one_json

TEXT = "The council voted on Tuesday to close the bridge for repairs that will last two years."
HTML = f"<p>{TEXT}</p>"
NINJS_1 = {
    "uri": "urn:example:1", "versioncreated": "2022-03-04T10:00:00Z", "version": "2", "pubstatus": "usable",
    "urgency": 3,
    "headline": "Bridge to close", "byline": "Ann Poe", "slugline": "BRIDGE", "body_xhtml": HTML, "body_text": TEXT,
    "subject": [{"name": "Transport", "code": "x:1"}], "embargoed": "2022-03-04T12:00:00Z", "language": "en",
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:example:1", "versioncreated": "2022-03-04T10:00:00Z", "by": "Ann Poe", "copyrightholder": "exw",
    "headlines": [{"role": "sub", "value": "A sub"}, {"role": "main", "value": "Bridge to close"}],
    "bodies": [{"role": "plain", "contenttype": "text/plain", "value": TEXT},
               {"role": "html", "contenttype": "text/html", "value": HTML}],
}  # fmt: skip
NINJS_3 = {
    "uri": "https://example.com/bridge",
    "firstCreated": "2022-03-04T09:00:00Z", "versionCreated": "2022-03-04T10:00:00Z",
    "headlines": [{"value": "Bridge to close"}], "by": "Ann Poe",
    "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}], "infoSources": [{"name": "Example Wire"}],
}  # fmt: skip
AP = {"data": {"items": [{"meta": {}, "item": {
    "uri": "https://api.example/1", "altids": {"itemid": "1"}, "version": 1, "versioncreated": "2022-03-04T10:00:00Z",
    "firstcreated": "2022-03-04T09:00:00Z", "headline": "Bridge to close", "bylines": [{"by": "Ann Poe"}],
    "main": {"nitf": HTML},
}}]}}  # fmt: skip
GUARDIAN = {"webPublicationDate": "2022-03-04T10:00:00Z", "webTitle": "Bridge to close", "webUrl": "https://example.com/b",
            "fields": {"byline": "Ann Poe", "body": HTML, "bodyText": TEXT}}  # fmt: skip
CASES = {
    "ninjs 1": NINJS_1,
    "ninjs 2": NINJS_2,
    "ninjs 3": NINJS_3,
    "AP": AP,
    "Guardian search": {"response": {"status": "ok", "results": [GUARDIAN]}},
    "Guardian item": {"response": {"status": "ok", "content": GUARDIAN}},
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Town Crier", "home_page_url": "https://example.com/",
        "items": [{"id": "1", "url": "https://example.com/1", "title": "Bridge to close", "content_html": HTML,
                   "date_published": "2022-03-04T10:00:00Z", "authors": [{"name": "Ann Poe"}]}],
    },
    "WordPress": [{"date": "2022-03-04T10:00:00", "link": "https://example.com/1",
                   "title": {"rendered": "Bridge to close"},
                   "content": {"rendered": HTML}, "_embedded": {"author": [{"name": "Ann Poe"}]}}],
    "Elasticsearch": {"hits": {"hits": [{"_source": {
        "title": "Bridge to close", "content": HTML, "published": "2022-03-04T10:00:00Z", "author": "Ann Poe"}}]}},
    "MongoDB": {"_id": {"$oid": "1"}, "title": "Bridge to close", "html": HTML, "author": "Ann Poe",
                "date": {"$date": "2022-03-04T10:00:00Z"}},
}  # fmt: skip


def values(document: Document, name: str) -> list[str]:
    return [field.value for field in document.fields if field.name == name]


@pytest.mark.parametrize("name", CASES)
def test_text_title_author_and_day(name: str):
    document = read_one_json(CASES[name])
    assert TEXT in document.text
    assert set(values(document, "title")) == {"Bridge to close"}
    assert values(document, "authors") == ["Ann Poe"]
    assert all(value.startswith("2022-03-04T") for value in values(document, "published"))
    assert values(document, "published")


@pytest.mark.parametrize("name", ["ninjs 1", "ninjs 2", "AP", "Guardian search", "JSON Feed", "WordPress"])
def test_html_is_taken_where_both_are_there(name: str):
    assert read_one_json(CASES[name]).media_type == "text/html"


def test_how_an_item_may_be_used():
    document = read_one_json(NINJS_1)
    stated = [
        *(("item", "urn:example:1"), ("version", "2"), ("status", "usable"), ("urgency", "3"), ("slug", "BRIDGE")),
        *(("embargo", "2022-03-04T12:00:00Z"), ("subject", "Transport"), ("updated", "2022-03-04T10:00:00Z")),
    ]
    assert [(name, values(document, name)) for name, _ in stated] == [(name, [value]) for name, value in stated]


def test_what_a_json_feed_says_of_all_its_items():
    document = read_one_json(CASES["JSON Feed"])
    assert values(document, "source") == ["The Town Crier"]
    assert values(document, "domain") == ["https://example.com/"]


def test_the_id_of_an_item_is_its_address_only_where_it_is_one():
    assert values(read_one_json(NINJS_3), "url") == ["https://example.com/bridge"]
    assert values(read_one_json(NINJS_2), "url") == []
    assert values(read_one_json(AP), "url") == []  # the API's


def test_a_page_of_a_scanned_newspaper_has_the_paper_as_source():
    record = {"ocr_eng": TEXT, "title": "Evening Quay. [volume]", "publisher": "A. Person", "date": "19150506"}
    document = read_one_json({"totalItems": 1, "items": [record]})
    assert (values(document, "source"), values(document, "title")) == (["Evening Quay"], [])


def test_the_lead_paragraph_of_the_new_york_times_archive_is_noted_as_such():
    record = {
        "web_url": "https://example.com/1",
        "headline": {"main": "Bridge"},
        "lead_paragraph": TEXT,
        "abstract": "A",
    }
    document = read_one_json({"response": {"docs": [record]}})
    assert document.notes == ("only text is the lead_paragraph",)
    assert values(document, "title") == ["Bridge"]


@pytest.mark.parametrize("value", [{"uri": "urn:x", "versioncreated": "2022", "headline": "A picture"}, {"uri": "x"}])
def test_an_item_without_text_is_refused(value):
    (refusal,) = read_json(value)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "no_text"
