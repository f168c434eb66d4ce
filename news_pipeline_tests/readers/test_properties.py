"""For any bytes under any name: documents or refusals, never nothing, and the same when resumed."""

import json
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document, Reason, Unreadable
from news_pipeline.readers.formats import FORMAT_BY_SUFFIX
from news_pipeline_tests.readers.reading import as_lines, read, zipped
from news_pipeline_tests.readers.warc_files import http, page, record

Pack = Callable[[bytes], bytes]
KINDS = [".pdf", *FORMAT_BY_SUFFIX]
SUFFIXES = [kind + end for kind in KINDS for end in ("", ".gz")]
JSON_PIECES = st.sampled_from(
    [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n", b'"text"', b'"a b"', b'{"text":"a b"}', b"\xff", b"\0",
     b"1", b"NaN", b'"articles":[', b"\\ud800", b" ", "é".encode(), b"\xe9", b"{\n", b"\xef\xbb\xbf"]
)  # fmt: skip
ANY_BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(str.encode),
    st.text(max_size=100).map(lambda text: text.encode("utf-16")),
    st.lists(JSON_PIECES, max_size=25).map(b"".join),
)
PIECES = {
    ".warc": [page("a b"), record(http(b"x")), record(http(b""), kind="request"), page("x", length=70),
              page("x", length=3), b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: 5\r\n", b"HTTP/1.1 200 OK\r\n",
              b"Content-Type: text/html\r\n", b"WARC-Type: response\r\n", b"x", b"\xff", zipped(page("z"))],
    ".xml": [b"<rss>", b"<channel>", b"<item>", b"</item>", b"<description>", b"a b", b"</description>", b"&amp;",
             b"&#0;",
             b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"<content type='xhtml'><div>", b"<![CDATA[",
             b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"<?xml version='1.0' encoding='utf-16'?>", b"\xff",
             b"&#55296;",
             b"<pubDate>", b"<author>", b"<link href='//['/>", b"<source>", b"<dc:creator>", b"<title>", b"\0", b"'"],
    ".eml": [b"From: ", b"Subject: ", b"=?utf-8?q?a_b?=", b"=?x?b?!?=", b"\n", b"\n\n", b"Content-Type: ",
             b"text/html", b" ",
             b"multipart/mixed; boundary=b", b"\n--b\n", b"--b--", b"; charset=", b"base64", b"\xff", b"a b",
             b"\"", b"<",
             b"Content-Transfer-Encoding: ", b"Content-Disposition: attachment; filename*=x''", b"message/rfc822",
             b"\0"],
    ".md": [b"---\n", b"+++\n", b"title: ", b"- ", b"[", b"]", b"(x)", b"*", b"5*3", b"1984. ", b"1. ", b"\n",
             b"\n\n", b"    ",
            b"![", b"|", b"&x", b"*x", b"{", b"<b>", b"`", b"a b", b"\xff", b"\0", b"&#0;", b"# ", b"> "],
}  # fmt: skip
KNOWN = "text html body title source date authors name articles data hits results thread _source url".split()  # noqa: SIM905
KEYS = st.sampled_from(KNOWN) | st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def assert_storable(text: str) -> None:
    text.encode()
    assert "\0" not in text


def assert_well_formed(name: str, data: bytes) -> None:
    found = read(name, data)
    assert found, "a file never gives nothing"
    numbers = [item.record for item in found if item.record is not None]
    assert numbers == sorted(set(numbers))
    for item in found:
        if isinstance(item, Document):
            assert item.text.strip()
            assert "\r" not in item.text
            assert item.media_type in {"text/plain", "text/html"}
            assert len(item.content_hash) == 32
            for text in (item.text, *item.notes, *(field.value for field in item.fields)):
                assert_storable(text)
        else:
            assert isinstance(item, Unreadable)
            assert isinstance(item.reason, Reason)
            assert_storable(item.detail)
    for start in range(1, len(numbers) + 1):
        assert numbered(read(name, data, start=start)) == [
            item for item in numbered(found) if item.record is not None and item.record > start
        ]


def numbered(found: list[Document | Unreadable]) -> list[Document | Unreadable]:
    return [item for item in found if item.record is not None]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SUFFIXES), ANY_BYTES, st.sampled_from([bytes, zipped]))
def test_any_bytes_under_any_name_give_documents_or_refusals_that_can_be_stored(name: str, data: bytes, pack: Pack):
    assert_well_formed("a" + name, pack(data))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PIECES)), st.data(), st.sampled_from([bytes, zipped]))
def test_anything_like_a_format_gives_documents_or_refusals(kind: str, draw: st.DataObject, pack: Pack):
    pieces = draw.draw(st.lists(st.sampled_from(PIECES[kind]), max_size=25))
    assert_well_formed("a" + kind, pack(b"".join(pieces)))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([".txt.gz", ".json.gz", ".jsonl.gz", ".warc.gz"]), ANY_BYTES, st.data())
def test_damaged_gzip_gives_documents_or_refusals(name: str, data: bytes, draw: st.DataObject):
    whole = bytearray(zipped(data))
    position = draw.draw(st.integers(0, len(whole) - 1))
    whole[position] ^= draw.draw(st.integers(0, 255))
    assert_well_formed("a" + name, bytes(whole[: draw.draw(st.integers(0, len(whole)))]))


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 2]))
def test_any_json_gives_one_answer_a_record(values: list[object], indent: int | None):
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    assert_well_formed("a.json", data)
    assert len(read("a.json", data)) == max(len(values), 1)
    assert len(read("a.jsonl", as_lines(*values))) == max(len(values), 1)
