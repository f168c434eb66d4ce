"""The list of formats, and the version that decides which files are read again."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import pytest

from news_pipeline.readers import Document, Unreadable, formats, media_type_of
from news_pipeline.readers.formats import FORMAT_BY_SUFFIX, FORMATS, NO_READER, Format, reader_version, was_read_by
from news_pipeline.readers.text_and_html import read_text
from news_pipeline_tests.readers.reading import outcomes, read, zipped

PATHS = ["a.7z", *(f"a{suffix}" for suffix in FORMAT_BY_SUFFIX)]
BETTER_SINCE = [f"a{suffix}" for suffix in FORMAT_BY_SUFFIX]
"""All readers are newer than the version that once stood for all."""

MEDIA_TYPES = [
    ("a/b.txt", "text/plain"),
    ("a.HTML", "text/html"),
    ("a.htm.gz", "text/html"),
    ("a.json", "application/json"),
    ("a.jsonl.GZ", "application/x-ndjson"),
    ("a.ndjson", "application/x-ndjson"),
    ("a.xml", "application/xml"),
    ("a.rss.gz", "application/rss+xml"),
    ("a.7z", None),
    ("a.pdf", "application/pdf"),
    ("a.gz", None),
    ("txt", None),
    ("", None),
]


@pytest.mark.parametrize(("path", "media_type"), MEDIA_TYPES)
def test_the_ending_tells_the_media_type(path: str, media_type: str | None):
    assert media_type_of(path) == media_type


def test_a_file_of_another_kind_is_unsupported_and_hears_which_endings_there_are():
    (refusal,) = read("b/a.7z", b"none")
    assert isinstance(refusal, Unreadable)
    assert outcomes([refusal]) == [(None, "unsupported_type")]
    assert refusal.detail.startswith("'a.7z' ends in none of .txt, .html, ")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "'a.x' looks like an old Office document, which is not read: save it as .docx"),
        (b"\x89PNG\r\n", "'a.x' looks like a PNG picture, which is not read: if it shows a text"),
        (b"7z\xbc\xaf\x27\x1c", "'a.x' looks like a 7z archive, which is not read: unpack it"),
        (zipped(b"text"), "'a.x' ends in none of .txt"),
    ],
)
def test_what_a_file_of_another_kind_looks_like_is_said(data: bytes, says: str):
    (refusal,) = read("a.x", data)
    assert isinstance(refusal, Unreadable)
    assert refusal.detail.startswith(says)


def test_names_and_endings_stand_once():
    names = [each.name for each in FORMATS]
    endings = [ending for each in FORMATS for ending in each.media_types]
    assert len(set(names)) == len(names)
    assert len(set(endings)) == len(endings)


VERSIONS = [
    ("a.txt", "text 2.3"),
    ("b/A.HTM.gz", "html 2.2"),
    ("a.jsonl", "json_lines 2.6"),
    ("a.csv.gz", "delimited 2.3"),
    ("a.PARQUET", "parquet 2.3"),
    ("a.warc.gz", "warc 2.1"),
    ("a.atom", "feed 2.3"),
    ("a.pdf", "pdf 2.2"),
    ("a.7z", NO_READER),
    ("a.gz", NO_READER),
]


@pytest.mark.parametrize(("path", "version"), VERSIONS)
def test_the_version_names_the_format(path: str, version: str):
    assert reader_version(path) == version
    assert was_read_by(version, path)


def read_toy(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """Reads the format as plain text."""
    yield from read_text(stream, start)


TOY = Format("toy", 1, {".toy": "text/toy"}, read_toy)


def test_a_new_format_takes_up_what_was_refused_before_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    before = {path: reader_version(path) for path in [*PATHS, "a.toy"]}
    assert before["a.toy"] == NO_READER
    monkeypatch.setitem(FORMAT_BY_SUFFIX, ".toy", TOY)
    assert reader_version("a.toy.gz") == "toy 2.1"
    assert not was_read_by(NO_READER, "a.toy")
    assert not was_read_by("2", "a.toy"), "refused when one version stood for all readers"
    assert all(was_read_by(before[path], path) for path in PATHS)
    assert outcomes(list(formats.read_documents("a.toy", io.BytesIO(b"one")))) == [(None, "one")]


@pytest.mark.parametrize("before", ["html 2.2", "html 1.2", "2"])
def test_a_better_reader_takes_up_the_files_of_its_format_alone(monkeypatch: pytest.MonkeyPatch, before: str):
    for suffix in (".html", ".htm"):
        monkeypatch.setitem(FORMAT_BY_SUFFIX, suffix, replace(FORMAT_BY_SUFFIX[suffix], version=3))
    assert not was_read_by(before, "a.html")
    assert not was_read_by(before, "a.htm.gz")
    assert was_read_by("html 2.3", "a.html")
    assert was_read_by("text 2.3", "a.txt")


@pytest.mark.parametrize("path", PATHS)
def test_a_change_that_all_formats_share_takes_up_every_file_that_is_read(monkeypatch: pytest.MonkeyPatch, path: str):
    before = reader_version(path)
    monkeypatch.setattr(formats, "COMMON_VERSION", 3)
    assert was_read_by(before, path) == (before == NO_READER)
    assert was_read_by("2", path) == (before == NO_READER)


@pytest.mark.parametrize("path", PATHS)
def test_what_the_old_version_for_all_readers_read_is_read_again_only_by_better_and_new_readers(path: str):
    assert was_read_by("2", path) == (path not in BETTER_SINCE)
    assert not was_read_by("1", path)


@pytest.mark.parametrize("path", ["a.zip", "a.tar.gz", "a.wacz"])
def test_an_archive_is_read_again_when_any_format_changes(monkeypatch: pytest.MonkeyPatch, path: str):
    before = reader_version(path)
    assert was_read_by(before, path)
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, TOY))
    assert not was_read_by(before, path)


def test_the_version_of_all_formats_changes_with_each(monkeypatch: pytest.MonkeyPatch):
    before = formats.readers_version()
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS[:-1], replace(FORMATS[-1], version=99)))
    assert formats.readers_version() != before
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, TOY))
    assert formats.readers_version() == f"{before}, toy 2.1"
