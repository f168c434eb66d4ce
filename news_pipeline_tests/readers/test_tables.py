"""Tables of articles: CSV and TSV in any dialect and encoding, Parquet and Arrow, and the map of their columns."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document, Unreadable
from news_pipeline.readers.column_map import ColumnMap, parse_column_map
from news_pipeline.readers.tables import delimited
from news_pipeline.readers.tables.columnar import read_parquet
from news_pipeline.readers.tables.delimited import read_delimited
from news_pipeline_tests.paces import paces
from news_pipeline_tests.readers.reading import outcomes, read, read_one, zipped

TEXT = 'The mayor said, "we open the bridge; at last".\nIt took seven years.'
ROWS = [["Bridge opens", TEXT, "2021-05-04"], ["Zoo", "The lion, fed | at noon.", "2021-05-05"]]
HEADER = ["title", "text", "date"]


def as_csv(rows: list[list[str]], **dialect: Any) -> str:
    file = io.StringIO()
    csv.writer(file, **dialect).writerows(rows)
    return file.getvalue()


def values(document: Document) -> list[tuple[str, str, str]]:
    return [(field.name, field.value, field.key) for field in document.fields]


DIALECTS = [
    {},
    {"delimiter": ";"},
    {"delimiter": "\t"},
    {"delimiter": "|"},
    {"quoting": csv.QUOTE_ALL},
    {"lineterminator": "\n"},
    {"lineterminator": "\r"},
    {"doublequote": False, "escapechar": "\\", "quoting": csv.QUOTE_ALL},
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_dialect_is_found_out(dialect, encoding):
    found = read("a.csv", as_csv([HEADER, *ROWS], **dialect).encode(encoding))
    assert outcomes(found) == [(1, TEXT), (2, "The lion, fed | at noon.")]
    assert values(found[1]) == [("title", "Zoo", "title"), ("published", "2021-05-05", "date")]


def test_the_first_line_of_excel_names_the_separator():
    assert outcomes(read("a.csv", b"sep=;\r\ntitle;text\r\nA, B;C, D\r\n")) == [(1, "C, D")]


def test_a_quote_in_a_table_without_quotes_is_a_quote():
    data = 'title\ttext\n"Late\tHe said "no".\nB\tC\n"D\tE\n'
    assert outcomes(read("a.tsv", data.encode())) == [(1, 'He said "no".'), (2, "C"), (3, "E")]


def test_a_table_in_another_encoding():
    data = "title;text\n" + "".join(f"Überschrift {n};Der Bürgermeister grüßt die Gäste, {n} Mal.\n" for n in range(9))
    document = read("a.csv", data.encode("cp1252"))[4]
    assert (document.text, document.encoding) == ("Der Bürgermeister grüßt die Gäste, 4 Mal.", "cp1252")


def test_a_stray_byte_is_repaired_and_noted_in_its_row_alone():
    rows = [f"Größe {n},Der Bürgermeister grüßt." for n in range(9)]
    data = ("title,text\n" + "\n".join(rows)).encode() + b"\nLast,\x93Quote\x94 one\n"
    found = read("a.csv", data)
    assert found[9].text == "“Quote” one"
    assert [item.notes for item in found[8:]] == [(), ("stray cp1252 bytes",)]


def test_names_of_columns_count_without_case_and_marks_and_are_shown_as_they_are():
    document = read_one("a.csv", b"Headline,Body,Published At,Author,source.name\nA,B,2021-01-02,C,D\n")
    assert document.text == "B"
    assert sorted(values(document)) == [
        ("authors", "C", "Author"),
        ("published", "2021-01-02", "Published At"),
        ("source", "D", "source.name"),
        ("title", "A", "Headline"),
    ]


@pytest.mark.parametrize("nothing", ["NaN", "nan", "NA", "<NA>", "None", "NULL", r"\N", "NaT", ""])
def test_what_stands_for_no_value_is_none(nothing):
    (document, refusal) = read("a.csv", f"title,text\n{nothing},B\nA,{nothing}\n".encode())
    assert document.fields == ()
    assert (refusal.record, refusal.reason) == (2, "no_text")
    assert "'text'" in refusal.detail


def test_lists_that_pandas_writes():
    frame = pd.DataFrame({"text": [["One.", "It's two."]], "authors": [["A B", "C O'D"]]})
    document = read_one("a.csv", frame.to_csv().encode())
    assert document.text == "One.\nIt's two."
    assert [value for _, value, _ in values(document)] == ["A B", "C O'D"]


def test_rows_are_records_and_empty_ones_do_not_count():
    assert outcomes(read("a.csv", b"text,title\nA,x\n\n,\nB,y\n", start=1)) == [(2, "B")]


REFUSED = [
    (b"text,title\nA,B,C\nD,E,\n", [(1, "bad_row"), (2, "D")], "line 2 has 3 cells below a header of 2"),
    (b'text,title\nA,B\n"C,D\nE,F\n', [(1, "A"), (2, "bad_row")], "never closed: lines 3 to 4"),
    (b"when,artikeltext\n2021-01-02,Der Zug kam.\n", [(None, "no_text_column")], "'when', 'artikeltext'; an example"),
    (b"Der Zug kam.,2021\nDas Schiff kam.,2022\n", [(None, "no_text_column")], "'Der Zug kam.'"),
    (b"text,title\n", [(None, "no_records")], "no row"),
    (b"\r\n", [(None, "empty_file")], "white space"),
    (b"\x89PNG\r\n\x1a\n", [(None, "not_text")], "PNG"),
]


@pytest.mark.parametrize(("data", "expected", "detail"), REFUSED, ids=[each[2] for each in REFUSED])
def test_what_cannot_be_read_is_refused_with_what_was_seen(data: bytes, expected: list[object], detail: str):
    found = read("a.csv", data)
    assert outcomes(found) == expected
    assert detail in next(item.detail for item in found if isinstance(item, Unreadable))


def test_the_example_of_a_map_names_the_longest_column():
    (refusal,) = read("a.csv", b"wann,artikeltext\n2021-01-02,Der Zug kam heute an.\n")
    assert refusal.detail.endswith('text = "artikeltext"')


def test_broken_gzip_gives_the_rows_before_the_damage():
    whole = as_csv([HEADER, *(["A", f"{n} " * 50, "x"] for n in range(2000))]).encode()
    found = read("a.csv.gz", zipped(whole)[:-2000])
    assert len(found) > 100
    assert all(isinstance(item, Document) for item in found[:-2])
    assert found[-1].reason == "broken_gzip"


def test_a_row_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delimited, "MAX_RECORD_BYTES", 1000)
    found = read("a.csv", as_csv([["title", "text"], ["A", "short"], ["B", "line\n" * 500], ["C", "x"]]).encode())
    assert outcomes(found)[:2] == [(1, "short"), (2, "bad_row")]


MAP = parse_column_map(b'text = "Artikeltext"\ntitle = "Zeile"\nauthors = ["Autor", "Zweiter"]\n')


def test_a_map_says_which_column_is_which_and_wins():
    assert isinstance(MAP, ColumnMap)
    data = b"title,Zeile,text,Artikeltext,Autor,Zweiter,date\nno,T,no,Der Zug kam.,A,B,2021-01-02\n"
    (document,) = read_delimited(io.BytesIO(data), 0, MAP)
    assert document.text == "Der Zug kam."
    assert sorted(values(document)) == [
        ("authors", "A", "Autor"),
        ("authors", "B", "Autor"),
        ("published", "2021-01-02", "date"),
        ("title", "T", "Zeile"),
    ]


def test_a_table_without_header_is_mapped_by_numbers():
    no_header = parse_column_map(b"header = false\ntext = 2\npublished = 1\n")
    found = list(read_delimited(io.BytesIO(b"2021-01-02;Der Zug kam.\n2021-01-03;Er fuhr.\n"), 0, no_header))
    assert outcomes(found) == [(1, "Der Zug kam."), (2, "Er fuhr.")]
    assert values(found[1]) == [("published", "2021-01-03", "1")]


def test_a_map_that_names_what_is_not_there_is_refused():
    (refusal,) = read_delimited(io.BytesIO(b"a,Zeile\nx,y\n"), 0, MAP)
    assert "'Artikeltext', 'Autor', 'Zweiter', which the table has not; columns: 'a', 'Zeile'" in refusal.detail


FAULTS = [
    (b"text = ", "no TOML"),
    (b"\xff", "no TOML"),
    (b"", "no column"),
    (b'body = "x"', "'body' is none of our names, which are text, html, url,"),
    (b"text = 1.5", "the name of a column"),
    (b'header = 1\ntext = "a"', "true or false"),
]


@pytest.mark.parametrize(("data", "fault"), FAULTS)
def test_a_broken_map_says_what_is_wrong(data: bytes, fault: str):
    said = parse_column_map(data)
    assert isinstance(said, str)
    assert fault in said


FRAME = pd.DataFrame(
    {
        "title": ["Bridge opens", None, "Zoo"],
        "text": [TEXT, "B", None],
        "publish_date": [datetime(2021, 5, 4, 6, tzinfo=UTC), None, None],
        "authors": [["A", "B"], [], None],
        "embedding": [[0.5] * 4] * 3,
        "timestamp": [1620108000, 1620108001, 1620108002],
    }
)


def parquet(frame: pd.DataFrame) -> bytes:
    return frame.to_parquet(row_group_size=2)


def feather(frame: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.to_feather(file)
    return file.getvalue()


def arrow_stream(frame: pd.DataFrame) -> bytes:
    file, table = io.BytesIO(), pa.Table.from_pandas(frame)
    with pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return file.getvalue()


WRITERS = [("a.parquet", parquet), ("a.feather", feather), ("a.arrow", arrow_stream)]


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize("pack", [bytes, zipped])
def test_columnar_files_of_pandas(name, write, pack):
    found = read(name, pack(write(FRAME)))
    assert outcomes(found) == [(1, TEXT), (2, "B"), (3, "no_text")]
    assert values(found[0])[:4] == [
        ("title", "Bridge opens", "title"),
        ("published", "2021-05-04T06:00:00+00:00", "publish_date"),
        ("authors", "A", "authors"),
        ("authors", "B", "authors"),
    ]
    for start in (1, 2, 3):
        assert read(name, write(FRAME), start=start) == found[start:]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_columnar_files_are_refused_with_what_was_seen(name, write):
    assert outcomes(read(name, b"nothing of the kind")) == [(None, "bad_table")]
    assert outcomes(read(name, b"")) == [(None, "empty_file")]
    assert outcomes(read(name, write(FRAME.iloc[:0]))) == [(None, "no_records")]
    (refusal,) = read(name, write(FRAME[["embedding", "title"]]))
    assert (refusal.reason, "'embedding', 'title'" in refusal.detail) == ("no_text_column", True)


def test_a_map_serves_parquet_too():
    frame = FRAME.rename(columns={"text": "my.story"})
    column_map = parse_column_map(b'text = "my.story"')
    assert outcomes(list(read_parquet(io.BytesIO(parquet(frame)), 0, column_map)))[1] == (2, "B")


def test_text_that_is_no_utf8_and_years_beyond_ours_cost_no_row():
    bad = pa.array([b"Le caf\xe9 du r\xe9seau est ferm\xe9.", b"B"], pa.binary()).view(pa.string())
    late = pa.array([2**60, 0], pa.timestamp("s"))
    file, table = io.BytesIO(), pa.table({"text": bad, "date": late})
    with pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    found = read("a.arrow", file.getvalue())
    assert outcomes(found) == [(1, "Le café du réseau est fermé."), (2, "B")]
    assert [len(item.fields) for item in found] == [0, 1]


CSV_PIECES = [
    b"text",
    b"title",
    b",",
    b";",
    b"\t",
    b'"',
    b"\\",
    b"\n",
    b"\r",
    b"a b",
    b"\xff",
    b"\0",
    b"sep=",
    b"[",
    b"'",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(CSV_PIECES), max_size=30), st.booleans())
def test_no_bytes_stop_the_reader_of_delimited_text(pieces: list[bytes], with_header: bool):  # noqa: FBT001
    data = (b"title,text\n" if with_header else b"") + b"".join(pieces)
    found = read("a.csv", data)
    assert found
    numbers = [item.record for item in found if item.record]
    assert numbers == list(range(1, len(numbers) + 1))
    for start in numbers:
        assert [item for item in read("a.csv", data, start=start) if item.record] == [
            item for item in found if item.record and item.record > start
        ]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WRITERS), st.data())
def test_no_damage_stops_the_reader_of_columnar_files(
    which: tuple[str, Callable[[pd.DataFrame], bytes]], draw: st.DataObject
):
    name, write = which
    data = bytearray(write(FRAME))
    for _ in range(draw.draw(st.integers(1, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] ^= draw.draw(st.integers(1, 255))
    found = read(name, bytes(data[: draw.draw(st.integers(0, len(data)))] if draw.draw(st.booleans()) else data))
    assert all(isinstance(item, Document | Unreadable) for item in found)
    assert found


def test_a_table_of_very_many_columns_is_read_in_time():
    names = ",".join(["text", "title", *(f"c{number}" for number in range(80_000))])
    data = f"{names}\nThe story of a harbour.,A title{',' * 80_000}\n".encode()
    found: list[Document | Unreadable] = []
    assert paces(lambda: found.extend(read("a.csv", data))) < 800
    [document] = found
    assert isinstance(document, Document)
    assert document.text == "The story of a harbour."
