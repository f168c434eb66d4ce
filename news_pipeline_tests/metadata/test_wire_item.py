"""What an agency says of its item stands in the evidence, and versions of one item are revisions."""

import pytest

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.readers.document import Field

BODY = "The council voted on Tuesday to close the old bridge for repairs that will last two years."


def of(*fields: tuple[str, str]) -> MetadataInput:
    return MetadataInput("a.xml", None, (), BODY, tuple(Field(name, value, name) for name, value in fields), text=BODY)


def test_each_value_is_evidence():
    found = extract_metadata(
        of(("item", "urn:newsml:example:1"), ("status", "usable"), ("subject", "a"), ("subject", "b"))
    )
    rows = [(row.field, row.value, row.source) for row in found.evidence if row.source.startswith("json:")]
    assert sorted(rows) == [
        ("item", "urn:newsml:example:1", "json:item"),
        ("status", "usable", "json:status"),
        ("subject", "a", "json:subject"),
        ("subject", "b", "json:subject"),
    ]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ([("item", "urn:newsml:example:1")], "urn:newsml:example:1"),
        ([("item", "tag:example.com,2021:1")], "tag:example.com,2021:1"),
        ([("item", "2286")], None),  # a number of its collection, not of the world
        ([("item", "urn:newsml:example:1"), ("url", "https://example.com/bridge")], "example.com/bridge"),
        ([], None),
    ],
)
def test_the_key_of_an_item_without_address(fields, key):
    assert extract_metadata(of(*fields)).url_key == key
