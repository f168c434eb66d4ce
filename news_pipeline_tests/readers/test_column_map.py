"""columns.toml: what a person says of columns, for tables and for JSON."""

import io
import json

import pytest

from news_pipeline.readers import read_documents
from news_pipeline.readers.column_map import ColumnMap, is_column_map, map_for, parse_column_map
from news_pipeline.readers.formats import reader_version, was_read_by
from news_pipeline_tests.readers.reading import outcomes, read


def column_map(text: str) -> ColumnMap:
    found = parse_column_map(text.encode())
    assert isinstance(found, ColumnMap), found
    return found


NAMES = [
    ("columns.toml", True),
    ("a/Columns.TOML", True),
    ("a/news.csv.columns.toml", True),
    ("mycolumns.toml", False),
    ("columns.toml.txt", False),
]


@pytest.mark.parametrize(("path", "is_map"), NAMES)
def test_the_name_tells_a_map(path: str, is_map: bool):  # noqa: FBT001
    assert is_column_map(path) == is_map


def test_the_nearest_map_serves():
    root, folder, own = (column_map(f'text = "{name}"') for name in "abc")
    maps = {"columns.toml": root, "in/columns.toml": folder, "in/x.csv.columns.toml": own}
    assert map_for("x.csv", maps) is root
    assert map_for("in/deep/x.csv", maps) is folder
    assert map_for("in/x.csv", maps) is own
    assert map_for("in/x.csv", {}) is None
    assert map_for("x.csv", {"in/columns.toml": folder}) is None


def test_a_map_is_no_document_and_says_how_it_was_understood():
    (found,) = read("columns.toml", b'text = ["a", "b"]\ntitle = "c"')
    assert (found.reason, found.detail) == ("column_map", "taken as: text = a, b; title = c")
    assert outcomes(read("columns.toml", b"text")) == [(None, "bad_column_map")]


def test_the_version_changes_with_the_map_for_the_formats_that_it_serves():
    one, other = column_map('text = "a"'), column_map('text = "b"')
    versions = {reader_version("a.csv", each) for each in (None, one, other)}
    assert len(versions) == 3
    assert not was_read_by(reader_version("a.json"), "a.json", one)
    assert was_read_by(reader_version("a.html"), "a.html", one)


def test_a_map_serves_json_of_every_shape():
    said = column_map('text = "meta.story"\nauthors = ["by", "with"]\npublished = "ts"\nsource = "paper"\n')
    record = {"meta": {"story": "The train came."}, "text": "no", "by": "A", "with": ["B"], "ts": "2021", "paper": "P"}
    shapes = [("a.json", json.dumps(record)), ("a.json", json.dumps([record])), ("a.jsonl", json.dumps(record) + "\n")]
    for name, data in shapes:
        (document,) = read_documents(name, io.BytesIO(data.encode()), column_map=said)
        assert document.text == "The train came."
        assert [(field.name, field.value, field.key) for field in document.fields] == [
            ("published", "2021", "ts"),
            ("authors", "A", "by"),
            ("authors", "B", "by"),
            ("source", "P", "paper"),
        ]
