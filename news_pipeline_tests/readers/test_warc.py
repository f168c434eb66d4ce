"""WARC: which records are documents. Damage to one record costs no other."""

import gzip
import io
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from news_pipeline.readers import Document, Field, Unreadable, read_documents
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.shared.hashing import digest
from news_pipeline_tests.readers.reading import outcomes, read, read_one, zipped
from news_pipeline_tests.readers.warc_files import HTML, http, members, page, record

INFO = record(b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
ONE, TWO, THREE = page("one"), page("two"), page("three")
ALL = [(1, "<p>one</p>"), (2, "<p>two</p>"), (3, "<p>three</p>")]
WHOLE = b"".join((ONE, TWO, THREE))

LAYOUTS = [
    ("plain", WHOLE),
    ("a gzip member a record, as the standard has it", b"".join(members(ONE, TWO, THREE))),
    ("the whole file as one gzip member", zipped(WHOLE)),
    ("two records a member", b"".join(members(ONE + TWO, THREE))),
    ("members cut anywhere, as bgzip does", b"".join(members(*[WHOLE[i : i + 37] for i in range(0, len(WHOLE), 37)]))),
    ("empty members and padding", b"".join(members(b"", ONE, b"", TWO, THREE)) + b"\0" * 600),
    ("no empty lines between records", WHOLE.replace(b"\r\n\r\nWARC/", b"WARC/")),
]


@pytest.mark.parametrize("data", [case[1] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS])
def test_every_layout_gives_the_same_records_and_can_be_resumed(data: bytes):
    for name in ("a.warc", "a.warc.gz"):  # compression is recognised by content
        assert outcomes(read(name, data)) == ALL
        for start in range(4):
            assert read(name, data, start=start) == read(name, data)[start:]


def test_the_number_of_a_record_counts_records_of_all_types():
    data = b"".join(members(INFO, REQUEST, ONE, REQUEST, TWO))
    assert outcomes(read("a.warc.gz", data)) == [(3, "<p>one</p>"), (5, "<p>two</p>")]
    assert outcomes(read("a.warc.gz", data, start=3)) == [(5, "<p>two</p>")]


def test_address_and_time_of_the_visit_are_fields():
    document = read_one("a.warc", page("one", url="https://a.example/x"))
    assert document.fields == (
        Field("url", "https://a.example/x", "WARC-Target-URI"),
        Field("seen", "2022-01-08T14:05:00Z", "WARC-Date"),
    )
    assert (document.record, document.media_type) == (1, "text/html")


def test_wget_writes_the_address_in_brackets():
    assert read_one("a.warc", page("one", url="<https://a.example/x>")).fields[0].value == "https://a.example/x"


def test_the_hash_is_that_of_the_page_so_that_two_visits_and_a_saved_file_agree():
    saved = read_one("a.html", b"<p>one</p>")
    later = read_one("b.warc", ONE.replace(b"2022-01-08", b"2023-01-08"))
    assert read_one("a.warc", ONE).content_hash == later.content_hash == saved.content_hash == digest(b"<p>one</p>")


CODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", zipped),
    ("x-gzip", zipped),
    ("deflate", zlib.compress),
    ("deflate", lambda data: zlib.compress(data)[2:-4]),
    ("br", brotli.compress),
    ("zstd", zstandard.ZstdCompressor().compress),
    ("gzip, br", lambda data: brotli.compress(zipped(data))),
    ("identity", bytes),
    ("gzip", bytes),
    ("deflate", bytes),
    ("br", bytes),
]


@pytest.mark.parametrize(("coding", "pack"), CODINGS)
def test_codings_are_undone_where_the_body_has_them(coding: str, pack: Callable[[bytes], bytes]):
    body = "<p>Café, closed on Friday</p>".encode()
    block = http(pack(body), HTML + f"Content-Encoding: {coding}\r\n".encode())
    assert read_one("a.warc", record(block)).text == body.decode()


CHUNKED = [
    (b"5\r\n<p>on\r\n5;x=1\r\ne</p>\r\n0\r\n\r\n", "chunks"),
    (b"<p>one</p>", "the crawler joined them and left the header"),
]


@pytest.mark.parametrize(("body", "why"), CHUNKED)
def test_chunks_are_joined(body: bytes, why: str):
    block = http(body, HTML + b"Transfer-Encoding: chunked\r\n")
    assert read_one("a.warc", record(block)).text == "<p>one</p>", why


CHARSETS = [
    (HTML.replace(b"utf-8", b"windows-1251"), "", "windows-1251", "the server names it"),
    (b"Content-Type: text/html\r\n", '<meta charset="windows-1251">', "windows-1251", "the page names it"),
    (HTML.replace(b"utf-8", b"x-none"), '<meta charset="koi8-r">', "koi8-r", "the server's name is unknown"),
    (HTML.replace(b"utf-8", b"iso-8859-1"), "", "utf-8", "what is valid UTF-8 is UTF-8"),
]


@pytest.mark.parametrize(("headers", "meta", "encoding", "why"), CHARSETS)
def test_the_charset(headers: bytes, meta: str, encoding: str, why: str):
    text = f"{meta}<p>Мэр заявил в пятницу, что мост закрыт</p>"
    assert read_one("a.warc", record(http(text.encode(encoding), headers))).text == text, why


TEXT = "text/plain"
OTHERS = [
    (record(b"<p>x</p>", kind="resource", content_type="text/html"), "text/html", "a page without its HTTP header"),
    (record(b"x y", kind="conversion", content_type=TEXT), TEXT, "the text that Common Crawl made of a page (WET)"),
    (record(http(b"x y", b"Content-Type: text/plain\r\n")), TEXT, "text"),
    (record(http(b"<p/>", b"Content-Type: Application/XHTML+xml\r\n")), "text/html", "XHTML"),
    (record(http(b"<!doctype html><p>x", b"")), "text/html", "a page without a declared type"),
    (
        record(http(b"<p>x", b""), extra="WARC-Identified-Payload-Type: text/html\r\n"),
        "text/html",
        "the crawler looked",
    ),
]


@pytest.mark.parametrize(("data", "media_type", "why"), OTHERS)
def test_what_is_a_document(data: bytes, media_type: str, why: str):
    assert read_one("a.warc", data).media_type == media_type, why


NO_DOCUMENTS = [
    INFO,
    REQUEST,
    record(http(b""), kind="revisit"),
    record(b"x: y", kind="metadata", content_type="application/warc-fields"),
    record(http(b"\xff\xd8\xff", b"Content-Type: image/jpeg\r\n")),
    record(http(b"gone", b"Content-Type: image/jpeg\r\n", "404 Not Found")),
    record(b"20220108\n", content_type="text/dns"),
]


@pytest.mark.parametrize("data", NO_DOCUMENTS)
def test_other_records_are_passed_over(data: bytes):
    assert outcomes(read("a.warc", data + ONE)) == [(2, "<p>one</p>")]


def test_a_file_without_pages_says_what_it_has():
    (refusal,) = read("a.warc", INFO + REQUEST + REQUEST)
    assert isinstance(refusal, Unreadable)
    assert (refusal.record, refusal.reason) == (None, "no_records")
    assert refusal.detail.endswith("2 request records, 1 warcinfo records")


REFUSED = [
    (record(http(b"<p>gone</p>", status="404 Not Found")), "http_status", "an error page"),
    (record(http(b"", status="301 Moved")), "http_status", "a redirection"),
    (record(http(b"")), "no_text", "an empty page"),
    (record(b"<p>x</p>"), "bad_warc", "no HTTP message in a record that says so"),
    (record(http(b"%PDF-1.7 \xff")), "not_text", "a PDF that says it is HTML"),
    (record(http(zipped(b"<p>x</p>")[:-9], HTML + b"Content-Encoding: gzip\r\n")), "bad_warc", "a cut body"),
    (record(http(b"\xff\xfe", HTML + b"Content-Encoding: br\r\n")), "bad_warc", "no Brotli"),
    (record(http(b"9\r\nabc", HTML + b"Transfer-Encoding: chunked\r\n")), "bad_warc", "a cut chunk"),
    (record(http(b"x", HTML + b"Content-Encoding: pack200\r\n")), "unsupported_coding", "an unknown coding"),
    (page("one", length=99_999_999_999_999), "bad_warc", "a body shorter than its Content-Length"),
    (page("one", length=20), "bad_warc", "a body longer than its Content-Length"),
    (page("one", length="x"), "bad_warc", "a length that is no number"),
    (page("one").replace(b"Content-Length", b"Content-Size"), "bad_warc", "no length"),
    (b"garbage\r\n" * 9000, "bad_warc", "no record"),
    (page("one", extra="X: " + "x" * 70_000 + "\r\n"), "bad_warc", "a header that does not end"),
]


@pytest.mark.parametrize("pack", [bytes, zipped], ids=["plain", "gzip"])
@pytest.mark.parametrize(("data", "reason", "why"), REFUSED)
def test_a_broken_record_is_refused_and_stops_no_other(
    data: bytes, reason: str, why: str, pack: Callable[[bytes], bytes]
):
    found = outcomes(read("a.warc", b"".join(pack(each) for each in (ONE, data, THREE))))
    assert found == [(1, "<p>one</p>"), (2, reason), (3, "<p>three</p>")], why


def test_a_zip_bomb_is_refused():
    bomb = gzip.compress(b"\0" * (MAX_RECORD_BYTES + 10), compresslevel=9)
    block = http(bomb, HTML + b"Content-Encoding: gzip\r\n")
    assert outcomes(read("a.warc", record(block) + TWO)) == [(1, "too_large"), (2, "<p>two</p>")]


def test_a_response_over_the_limit_is_refused_and_the_next_one_read():
    block = http(b"x" * MAX_RECORD_BYTES)
    assert outcomes(read("a.warc", record(block) + TWO)) == [(1, "too_large"), (2, "<p>two</p>")]


def test_a_page_about_warc_does_not_begin_a_record():
    body = b"<pre>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n</pre>"
    assert outcomes(read("a.warc", record(http(body)) + TWO))[1] == (2, "<p>two</p>")


def test_a_page_that_the_crawler_cut_says_so():
    assert read_one("a.warc", page("one", extra="WARC-Truncated: length\r\n")).notes == (
        "cut short by the crawler: length",
    )


@pytest.mark.parametrize("cut", [1, 9, 30, 100])
def test_a_truncated_file_gives_the_records_before_the_end(cut: int):
    for data, reasons in ((b"".join(members(ONE, TWO, THREE)), {"broken_gzip"}), (WHOLE, {"bad_warc", "<p>three</p>"})):
        found = outcomes(read("a.warc", data[:-cut]))
        assert found[:2] == ALL[:2]
        assert found[2][1] in reasons


def test_a_truncated_file_of_one_member_gives_the_records_before_the_end():
    pages = [page(digest(str(number)) * 50) for number in range(300)]
    data = zipped(b"".join(pages))
    *good, last = read("a.warc.gz", data[: len(data) // 2])
    assert isinstance(last, Unreadable)
    assert last.reason == "broken_gzip"
    assert len(good) > 140
    assert all(isinstance(document, Document) for document in good)


def pages_of_chance(count: int) -> list[bytes]:
    """Pages that gzip cannot make much smaller."""
    return [page(" ".join(digest(f"{number} {word}") for word in range(40))) for number in range(count)]


@pytest.mark.parametrize("place", [0.0, 0.003, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("damage", [b"\0" * 400, b"\xff" * 40, b"x", b""])
def test_a_corrupt_member_costs_itself_and_no_other(damage: bytes, place: float):
    packed = members(*pages_of_chance(60))
    whole = read("a.warc.gz", b"".join(packed))
    hit = packed[30]
    at = int(len(hit) * place)
    packed[30] = hit[:at] + damage + hit[at + max(len(damage), 1) :]
    found = read("a.warc.gz", b"".join(packed))
    assert [item.content_hash for item in found[:30]] == [item.content_hash for item in whole[:30]]
    assert [item.content_hash for item in found[-29:]] == [item.content_hash for item in whole[31:]]
    (refusal,) = found[30:-29]
    assert isinstance(refusal, Unreadable)
    assert (refusal.record, refusal.reason) == (31, "broken_gzip")


def test_records_are_given_before_the_file_is_read_to_its_end():
    stream = io.BytesIO(b"".join(members(*pages_of_chance(1000))))
    next(read_documents("a.warc.gz", stream))
    assert stream.tell() < 500_000


@pytest.mark.parametrize("data", [b"", b"\r\n", zipped(b"")])
def test_an_empty_file_is_refused(data: bytes):
    assert outcomes(read("a.warc", data)) == [(None, "empty_file")]
