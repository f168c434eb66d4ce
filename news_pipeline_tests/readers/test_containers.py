"""Files with many records: their numbers, resuming, broken records, broken compression."""

import io
import json
from typing import Any

import pytest

from news_pipeline.readers import Document, Unreadable, read_documents
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.shared.hashing import digest
from news_pipeline_tests.paces import paces
from news_pipeline_tests.readers.reading import as_lines, outcomes, read, read_json, zipped

A, B, C = {"text": "one"}, {"text": "two, \"quoted\" ] } [ {"}, {"text": "three \\"}  # fmt: skip
TEXTS = [(1, "one"), (2, B["text"]), (3, C["text"])]

CONTAINERS: list[tuple[str, str, bytes]] = [
    ("JSON lines", "a.jsonl", as_lines(A, B, C)),
    ("without a last newline", "a.ndjson", as_lines(A, B, C).strip()),
    ("with Windows newlines", "a.jsonl", as_lines(A, B, C).replace(b"\n", b"\r\n")),
    ("JSON lines named .json", "a.json", as_lines(A, B, C)),
    ("an array", "a.json", json.dumps([A, B, C]).encode()),
    ("an indented array", "a.json", json.dumps([A, B, C], indent=2).encode()),
    ("with a byte order mark", "a.json", b"\xef\xbb\xbf" + json.dumps([A, B, C]).encode()),
    ("in UTF-16", "a.jsonl", as_lines(A, B, C).decode().encode("utf-16")),
    ("in UTF-16 without mark", "a.json", json.dumps([A, B, C]).encode("utf-16-le")),
    ("NewsAPI's wrapper", "a.json", json.dumps({"status": "ok", "articles": [A, B, C], "n": [1]}).encode()),
    ("Event Registry's", "a.json", json.dumps({"articles": {"page": 1, "results": [A, B, C]}}).encode()),
    ("Webz.io's", "a.json", json.dumps({"posts": [A, B, C], "next": "x"}, indent=1).encode()),
    ("mediastack's", "a.json", json.dumps({"pagination": {"data": []}, "data": [A, B, C]}).encode()),
    ("Elasticsearch's", "a.json", json.dumps({"hits": {"hits": [{"_source": A}, B, C]}}).encode()),
    ("hits alone", "a.json", json.dumps({"x": "\"hits\":[", "hits": [A, B, C]}).encode()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), [case[1:] for case in CONTAINERS], ids=[case[0] for case in CONTAINERS])
def test_a_container_gives_its_records_and_can_be_resumed(name: str, data: bytes):
    for path, content in ((name, data), (name + ".gz", zipped(data))):
        assert outcomes(read(path, content)) == TEXTS
        for start in range(4):
            assert read(path, content, start=start) == read(path, content)[start:]


def test_the_hash_of_a_record_is_that_of_its_own_bytes():
    line = b'{"text":  "one"}'
    for name, data in (("a.jsonl", b"  " + line + b"\r\n{}"), ("a.json", b"[\n  " + line + b" ,\n 1]")):
        first = read(name, data)[0]
        assert isinstance(first, Document)
        assert (first.content_hash, first.byte_size) == (digest(line), len(line))


def test_the_hash_of_a_whole_file_is_that_of_its_decompressed_bytes():
    for name, data in (("a.txt", b"\xef\xbb\xbfone \n"), ("a.json", b'\xef\xbb\xbf {"text": "one"}\n')):
        for path, content in ((name, data), (name + ".gz", zipped(data))):
            (document,) = read(path, content)
            assert isinstance(document, Document)
            assert (document.record, document.content_hash, document.byte_size) == (None, digest(data), len(data))


def test_a_record_has_the_number_of_its_line():
    data = b"\n" + as_lines(A) + b"  \n\r\n" + as_lines(B) + b"\n"
    assert outcomes(read("a.jsonl", data)) == [(2, A["text"]), (5, B["text"])]
    assert outcomes(read("a.jsonl", data, start=2)) == [(5, B["text"])]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"text": "half', "Unterminated string starting at character 10, before '\"half'"),
        (b'{"text" "x"}', "Expecting ':' delimiter at character 9"),
    ],
)
def test_a_broken_record_says_its_place_in_a_sentence(line: bytes, says: str):
    [refused] = read("a.jsonl", line)
    assert isinstance(refused, Unreadable)
    assert says in refused.detail


BROKEN_LINES = [
    (b'{"text": "half', "bad_json"),
    (b'{"text": "x"} trailing', "bad_json"),
    (b"[1, 2]", "not_an_object"),
    (b'{"a": ' + b"[" * 5000 + b"}", "bad_json"),
    (b'{"title": "no text"}', "no_text"),
    (b"\x00\x01\x02\xff\xfe" * 9, "not_text"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES)
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_broken_line_stops_no_other(line: bytes, reason: str, position: int):
    rows = [as_lines(A).strip(), as_lines(C).strip()]
    rows.insert(position, line)
    found = outcomes(read("a.jsonl", b"\n".join(rows)))
    assert found.pop(position) == (position + 1, reason)
    assert [text for _, text in found] == ["one", "three \\"]


def test_a_json_file_of_lines_whose_first_is_damaged_is_read_as_lines():
    data = b'{"text": "say "cheese""}\n' + as_lines(A, B)
    assert outcomes(read("a.json", data)) == [(1, "bad_json"), (2, "one"), (3, B["text"])]


BROKEN_ELEMENTS = [
    ('{"text": tru}', "a word that is no JSON"),
    ('{"text": "say "cheese""}', "quotes that are not escaped"),
    ('{"text": "5" long"}', "an odd number of quotes, which hides the ends of the next elements"),
    ('{"text": "x", "tags": [1, 2}', "a bracket that does not close"),
    ('{"text": "x"', "a brace that does not close"),
    ('{"text": "x", "more": [{"a": 1}, {"a": 2}], "bad": nope}', "objects inside are no records"),
    ('{"text": "\\x"}', "an escape that does not exist"),
]


LAYOUTS = [
    '[{"text":"a"},%s,{"text":"b"},{"text":"c, d"}]',
    '{"articles":[\n{"text":"a"},\n%s,\n{"text":"b"},\n{"text":"c, d"}\n], "n": 1}',
]


@pytest.mark.parametrize(("element", "why"), BROKEN_ELEMENTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_broken_element_stops_no_other(element: str, why: str, layout: str):
    found = outcomes(read("a.json", (layout % element).encode()))
    assert found[:5] == [(1, "a"), (2, "bad_json"), (3, "b"), (4, "c, d")], why


def test_raw_newlines_inside_strings_are_let_through():
    assert outcomes(read("a.json", b'[{"text": "one\ntwo"}]')) == [(1, "one\ntwo")]


def test_an_array_that_was_cut_gives_its_whole_records_and_says_so():
    assert outcomes(read("a.json", json.dumps([A, A]).encode()[:-5])) == [
        (1, "one"),
        (2, "bad_json"),
        (None, "bad_json"),
    ]
    assert outcomes(read("a.json", json.dumps([A, A]).encode()[:-1])) == [(1, "one"), (2, "one"), (None, "bad_json")]


def test_bytes_after_an_array_are_reported():
    assert outcomes(read("a.json", json.dumps([A]).encode() + b"\n[2]")) == [(1, "one"), (None, "bad_json")]


def test_a_trailing_comma_is_forgiven_and_an_empty_element_is_not():
    assert outcomes(read("a.json", b'[{"text": "one"}, ]')) == [(1, "one")]
    assert outcomes(read("a.json", b'[{"text": "one"},, {"text": "x"}]')) == [(1, "one"), (2, "bad_json"), (3, "x")]


def test_an_article_with_lists_of_its_own_is_no_wrapper():
    assert outcomes(read_json({"text": "one", "data": [{"text": "x"}]})) == [(None, "one")]


def test_a_line_over_the_limit_is_refused_and_the_next_one_read():
    big = b'{"text": "' + b"x" * MAX_RECORD_BYTES + b'"}\n'
    assert outcomes(read("a.jsonl", big + as_lines(A))) == [(1, "too_large"), (2, "one")]


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_document_over_the_limit_is_refused(name: str):
    data = b'{"text": "' + b"x" * MAX_RECORD_BYTES + b'"}'
    assert outcomes(read(name, data)) == [(None, "too_large")]


def numbered(count: int) -> list[dict[str, Any]]:
    """Records that gzip cannot make much smaller."""
    return [{"text": digest(str(number)) * 4} for number in range(count)]


@pytest.mark.parametrize("kind", ["array", "lines"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_gzip_gives_the_records_before_the_break_and_one_refusal(share: float, kind: str):
    records = numbered(3000)
    name, data = ("a.json", json.dumps(records).encode()) if kind == "array" else ("a.jsonl", as_lines(*records))
    whole = zipped(data)
    found = outcomes(read(name + ".gz", whole[: int(len(whole) * share)]))
    assert found.pop() == (None, "broken_gzip")
    assert len(found) > 3000 * share * 0.9
    assert found == [(number, record["text"]) for number, record in enumerate(records[: len(found)], 1)]


def test_a_broken_line_before_the_break_of_gzip_is_reported_too():
    whole = zipped(as_lines(A) + b"{broken\n" + as_lines(*numbered(50)))
    assert outcomes(read("a.jsonl.gz", whole[:-100]))[:2] == [(1, "one"), (2, "bad_json")]


def test_a_cut_checksum_loses_no_record():
    found = outcomes(read("a.jsonl.gz", zipped(as_lines(A, B, C).strip())[:-4]))
    assert found == [*TEXTS, (None, "broken_gzip")]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.json.gz"])
def test_a_document_in_broken_gzip_is_refused(name: str):
    assert outcomes(read(name, zipped(b'{"text": "one two three four"}')[:-12])) == [(None, "broken_gzip")]


def test_damage_inside_gzip_is_reported():
    whole = bytearray(zipped(as_lines(*numbered(3000))))
    whole[len(whole) // 2] ^= 0xFF
    assert outcomes(read("a.jsonl.gz", bytes(whole)))[-1] == (None, "broken_gzip")


def test_gzip_of_several_members_and_padding_is_one_file():
    data = zipped(as_lines(A)) + zipped(b"") + zipped(as_lines(B)) + zipped(as_lines(C)) + b"\0" * 600
    assert outcomes(read("a.jsonl.gz", data)) == TEXTS


def test_gzip_is_recognised_by_content_and_not_by_name():
    assert outcomes(read("a.jsonl.gz", as_lines(A))) == [(1, "one")]
    assert outcomes(read("a.txt", zipped(b"one"))) == [(None, "one")]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.jsonl.gz"])
@pytest.mark.parametrize("data", [b"", b" \n\n ", zipped(b"")])
def test_an_empty_file_is_refused(name: str, data: bytes):
    (refusal,) = read(name, data)
    assert isinstance(refusal, Unreadable)
    assert (refusal.record, refusal.reason) == (None, "empty_file")
    assert (refusal.content_hash == "") == (data != b" \n\n ")


def test_a_page_in_a_file_named_as_text_is_html():
    (document,) = read("a.txt", b"\n<!DOCTYPE html>\n<p>One.")
    assert isinstance(document, Document)
    assert (document.media_type, document.notes) == ("text/html", ("HTML in a file named as text",))


def test_lines_are_given_before_the_file_is_read_to_its_end():
    stream = io.BytesIO(as_lines(*numbered(100_000)))
    next(read_documents("a.jsonl", stream))
    assert stream.tell() < 5_000_000


@pytest.mark.parametrize("unit", ["{", "[", '{"a":', "[{", '{"articles":[{', '"'])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_open_braces_take_no_longer_than_their_length(name: str, unit: str) -> None:
    data = (unit * (100_000 // len(unit))).encode()
    found: list[Document | Unreadable] = []
    assert paces(lambda: found.extend(read(name, data))) < 200
    assert all(isinstance(item, Unreadable) for item in found)


def test_what_unpacks_to_a_multiple_that_no_news_has_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("news_pipeline.readers.byte_source.FREE_UNPACKED_BYTES", 1_000_000)
    bomb = zipped(as_lines(A) + b"\n" * 20_000_000)
    assert len(bomb) < 25_000
    first, refusal = read("a.jsonl.gz", bomb)
    assert isinstance(first, Document)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "broken_gzip"
    assert "over 200 times its size" in refusal.detail
    assert len(read("a.jsonl.gz", zipped(as_lines(A) * 20_000))) == 20_000, "below the size that is free, all is read"
