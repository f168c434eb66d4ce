"""The names and shapes in which exports write dates, people, titles and sources."""

import json

import pytest

from news_pipeline.readers.json.fields import fields_of
from news_pipeline.readers.json.record import DECODER


def values(text, name):
    return [field.value for field in fields_of(DECODER.decode(text)) if field.name == name]


@pytest.mark.parametrize(
    "text",
    [
        '{"published_at": 1675238400}',
        '{"published_at": "1675238400"}',
        '{"pubDate": {"$date": {"$numberLong": "1675238400"}}}',
        '{"timestamp": {"seconds": 1675238400, "nanoseconds": 0}}',
        '{"date": {"$date": 1675238400}}',
    ],
)
def test_numbers_and_wrapped_dates_are_values(text):
    assert values(text, "published") == ["1675238400"]


@pytest.mark.parametrize(
    "key",
    ["published_date", "publishedDate", "Published Date", "date_published", "pubDate", "pub-date", "publish_time",
     "firstPublished", "webPublicationDate", "created_at", "Date", "PUBLISHED_AT", "posted_on", "timestamp"],
)  # fmt: skip
def test_a_date_is_found_under_the_names_of_exports(key):
    assert values(json.dumps({key: "2023-02-01"}), "published") == ["2023-02-01"]


def test_a_known_name_goes_first():
    assert values('{"created_at": "2020-01-01", "publishedAt": "2023-02-01"}', "published") == ["2023-02-01"]


def test_a_date_of_parts():
    assert values('{"date": {"year": 2023, "month": 2, "day": 1}}', "published") == ["2023-02-01"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{\"authors\": \"['Jane Roe', 'Rita Moe']\"}", ["Jane Roe", "Rita Moe"]),
        ("{\"authors\": \"['Jane Roe' 'Rita Moe']\"}", ["Jane Roe", "Rita Moe"]),
        ('{"authors": "[\\"Jane Roe\\", \\"Rita O\'Moe\\"]"}', ["Jane Roe", "Rita O'Moe"]),
        ('{"authors": "{\'Jane Roe\'}"}', ["Jane Roe"]),
        ('{"authors": "(\'Jane Roe\',)"}', ["Jane Roe"]),
        ('{"authors": [["Jane Roe"]]}', ["Jane Roe"]),
        ('{"author": {"given": "Jane", "family": "Roe"}}', ["Jane Roe"]),
        ('{"author": {"firstName": "Jane", "lastName": "Roe"}}', ["Jane Roe"]),
        ('{"byline": {"original": "By Jane Roe"}}', ["By Jane Roe"]),
        ('{"creator": ["Jane Roe"]}', ["Jane Roe"]),
        ('{"Author": "Jane Roe"}', ["Jane Roe"]),
        ('{"authors": "[]"}', []),
        ('{"authors": "[unclosed"}', ["[unclosed"]),
        ('{"authors": "[__import__(1)]"}', ["[__import__(1)]"]),
    ],
)
def test_people_in_the_shapes_of_exports(text, names):
    assert values(text, "authors") == names


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('{"title": {"rendered": "Harbour opens"}}', "title", "Harbour opens"),
        ('{"webUrl": "https://quay-news.com/a"}', "url", "https://quay-news.com/a"),
        ('{"guid": "urn-12"}', "url", None),
        ('{"Publication": "Quay Courier"}', "source", "Quay Courier"),
        ('{"website": "quay-news.com"}', "domain", "quay-news.com"),
        ('{"scraped_at": "2023-02-01"}', "seen", "2023-02-01"),
    ],
)
def test_other_fields(text, name, value):
    assert values(text, name) == ([value] if value else [])
