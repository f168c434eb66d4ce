"""A bad file of each format: the refusal, or the note of what was read, says the place, the reason and what to do."""

import re

import pytest

from news_pipeline.readers import Document, Unreadable
from news_pipeline.readers.formats import FORMATS
from news_pipeline_tests.readers.kinds import kinds
from news_pipeline_tests.readers.reading import read, zipped

KINDS = {kind.name: kind for kind in kinds()}
REST = 0.6
"""Share of a sample that is left of it."""
WHAT_TO_DO = re.compile(
    r"fetch|export it|export its text|save (?:it|its)|convert|rename|repair|pack|unpack|split|cut\?|put |write|OCR"
    r"|look wh|there is nothing to read|Content-Length|columns\.toml|quote is never closed|before '",
    re.IGNORECASE,
)
CUT = {  # a sample that breaks off: its reason, and the place that is named
    "CSV": ("bad_row", "lines 9 to"),
    "Parquet": ("bad_table", ""),
    "Arrow (Feather)": ("bad_table", ""),
    "JSON of pandas, epoch dates": ("bad_json", "after 2 records"),
    "MongoDB dump, {$date}": ("bad_json", "at character"),
    "Nexis DOCX": ("bad_document", ""),
    "Nexis RTF": ("count_differs", "2 articles"),
    "Nexis TXT": ("no_text", "Old bridge in"),
    "Nexis PDF": ("bad_document", ""),
    "Factiva HTML": ("no_text", "Old bridge in"),
    "Factiva TXT": ("no_text", "Old bridge in"),
    "ProQuest text": ("count_differs", "2 articles"),
    "ProQuest XML": ("bad_xml", "line 1"),
    "NITF": ("bad_xml", "line 1"),
    "NewsML-G2": ("bad_xml", "line 1"),
    "NewsML 1.2": ("bad_xml", "line 1"),
    "RCV1 XML": ("bad_xml", "line 1"),
    "ninjs 1": ("bad_json", "line 14"),
    "AP JSON": ("bad_json", "after 2 records"),
    "PDF": ("bad_document", ""),
    "DOCX": ("bad_document", ""),
    "mbox": ("no_text", "text/plain"),
    "WARC": ("bad_warc", "of 1,228 bytes"),
    "WACZ": ("bad_archive", ""),
    "ZIP": ("bad_archive", ""),
    "tar.xz": ("bad_archive", ""),
}
NOT_THEIRS = [
    ("a.txt", b"\x89PNG\r\n\x1a\n", "not_text", "a PNG picture"),
    ("a.html", b"", "empty_file", "no bytes"),
    ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "not_text", "an old Office document"),
    ("a.txt.gz", zipped(b"text " * 999)[:30], "broken_gzip", "bytes of text could be read"),
    ("a.eml", b"Dear reader,\n\nno headers.", "not_an_email", "does not begin with headers"),
    ("a.mbox", b"Dear reader", "not_an_email", "does not begin with a line"),
    ("a.xml", b"<catalog><book/></catalog>", "not_a_feed", "its root is <catalog>"),
    ("a.nitf", b"no xml", "bad_xml", "no element"),
    ("a.newsml", b"<newsMessage/>", "no_records", "without a newsItem"),
    ("a.anpa", b"Plain.", "no_records", "SOH"),
    ("a.csv", b"name,colour\nAnn,red\n", "no_text_column", "'name', 'colour'"),
    ("a.rtf", rb"{\rtf1\ansi}", "no_text", "a document without text"),
    ("a.odt", b"plain", "bad_document", ""),
    ("a.docx", b"plain", "bad_document", ""),
    ("a.csv.columns.toml", b"text == 1", "bad_column_map", "line 1, column 7"),
]


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_breaks_off_says_where_and_what_to_do(name: str):
    kind, (reason, place) = KINDS[name], CUT[name]
    found = read(kind.path, kind.data[: int(REST * len(kind.data))])
    refusals = [item for item in found if isinstance(item, Unreadable)]
    [refusal] = [item for item in refusals if item.reason == reason and place in item.detail][:1]
    advice = refusal.detail + refusal.reason.advice
    assert WHAT_TO_DO.search(advice)


@pytest.mark.parametrize("name", ["IPTC 7901", "ANPA 1312", "WordPress export", "Nexis RTF"])
def test_a_text_that_breaks_off_has_a_note(name: str):
    kind = KINDS[name]
    last = [item for item in read(kind.path, kind.data[: int(REST * len(kind.data))]) if isinstance(item, Document)][-1]
    assert re.search("breaks off|is broken", " ".join(last.notes))


@pytest.mark.parametrize(("name", "data", "reason", "place"), NOT_THEIRS)
def test_what_is_no_such_file_hears_what_it_looks_like_and_what_to_do(name: str, data: bytes, reason: str, place: str):
    (refusal,) = read(name, data)
    assert isinstance(refusal, Unreadable)
    assert (refusal.reason, place in refusal.detail) == (reason, True)
    assert WHAT_TO_DO.search(refusal.detail + refusal.reason.advice)


def test_every_format_has_a_bad_file_in_these_tables():
    names = [KINDS[name].path for name in CUT] + [name for name, *_ in NOT_THEIRS] + ["a.json", "a.jsonl", "a.tar"]
    for each in FORMATS:
        endings = tuple(each.media_types)
        told_by_content = {"proquest_record": "ProQuest XML", "newsml_1": "NewsML 1.2", "rcv1": "RCV1 XML"}
        assert each.name in told_by_content or any(name.removesuffix(".gz").endswith(endings) for name in names), (
            each.name
        )
