"""PDF, DOCX, ODT and RTF; samples/ holds one text that LibreOffice 7.4 has saved in each. All texts are made up."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from news_pipeline.readers import Document, Reason, Unreadable
from news_pipeline.readers.office.page_order import Box, paragraphs_of
from news_pipeline_tests.readers.reading import read, read_one
from news_pipeline_tests.readers.test_exports import FIRST, NEWER_NEXIS, value

SAMPLES = Path(__file__).parent / "samples"
ODT = "application/vnd.oasis.opendocument.text"


def word(*paragraphs: str, title: str = "") -> bytes:
    document, file = docx.Document(), io.BytesIO()
    if title:
        document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def open_document(body: str, kind: str = ODT) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>'
            f"{body}</o:text></o:body></o:document-content>",
        )
    return file.getvalue()


def pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF of pages with lines of (x, y from below, size, text)."""
    objects = [b"", b""]
    kids = []
    for page in pages:
        stream = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F1 << "
            b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % len(objects)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + tail


@pytest.mark.parametrize("kind", ["pdf", "odt", "rtf"])
def test_what_libreoffice_saved(kind: str):
    document = read_one(f"sample.{kind}", (SAMPLES / f"libreoffice.{kind}").read_bytes())
    paragraphs = [line for line in document.text.split("\n") if line.strip()]
    assert paragraphs[:3] == ["Old bridge will close for two years", "By Ann Poe", "4 March 2022"]
    assert paragraphs[4].startswith("Residents who live on the northern bank asked for a ferry. “We cannot walk")
    assert paragraphs[4].endswith("who owns a bakery near the quay and employs eleven people.")
    assert "Bridges elsewhere in the county stay open, the council said." in paragraphs
    assert len(paragraphs) in range(25, 29)  # 20 in two columns, a table of two rows of two cells
    assert "page header" not in document.text
    assert "Printed by" not in document.text


@pytest.mark.parametrize(
    ("name", "sample"),
    [("a.txt", "pdf"), ("letter.doc", "rtf"), ("a.zip", "odt"), ("without ending", "pdf")],
)
def test_told_by_content(name: str, sample: str):
    assert read_one(name, (SAMPLES / f"libreoffice.{sample}").read_bytes()).media_type == "text/plain"


def test_in_an_archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2021/a.docx", word("The council voted."))
        archive.writestr("b.odt", open_document("<t:p>The mayor resigned.</t:p>"))
    found = read("a.zip", file.getvalue())
    assert [(item.address, item.text) for item in found if isinstance(item, Document)] == [
        ("/2021/a.docx", "The council voted."),
        ("/b.odt", "The mayor resigned."),
    ]


def test_word_with_a_title():
    document = read_one("a.docx", word("The council voted.", "The mayor\xa0resigned.", title="Bridge closes"))
    assert document.text.split("\n\n")[:2] == ["Bridge closes", "The council voted."]
    assert value(document, "title") == "Bridge closes"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf"])
def test_an_export_with_many_articles(name: str):
    lines = NEWER_NEXIS.strip().split("\n")
    data = {
        "a.docx": word(*lines),
        "a.odt": open_document("".join(f"<t:p>{line}</t:p>" for line in lines)),
        "a.rtf": ("{\\rtf1\\ansi " + "\\par\n".join(lines) + "\\par}").encode(),
    }[name]
    first, second = read(name, data)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text.startswith(FIRST)
    assert (value(first, "title"), value(second, "title")) == ("Old bridge to close for two years", "Ferry plan grows")
    assert read(name, data, start=1) == [second]


def test_open_document_leaves_out_notes_and_deletions():
    body = (
        "<t:tracked-changes><t:p>deleted</t:p></t:tracked-changes><t:h>Bridge<t:s t:c='2'/>closes</t:h>"
        "<t:p>The council<t:note><t:p>a footnote</t:p></t:note> voted<t:line-break/>twice.</t:p>"
        "<t:list><t:list-item><t:p>First point</t:p></t:list-item></t:list>"
    )
    document = read_one("a.odt", open_document(body))
    assert document.text == "Bridge  closes\n\nThe council voted\ntwice.\n\nFirst point"
    assert value(document, "title") == "Bridge closes"


def test_rtf_with_letters_of_other_scripts_and_a_picture():
    data = rb"{\rtf1\ansi\ansicpg1252 Caf\'e9 \u1052?\u1080?\u1088?{\pict\pngblip 89504e47}\par Second line}"
    assert read_one("a.rtf", data).text == "Café Мир\nSecond line"


def test_pdf_columns_running_heads_and_hyphens():
    def page(number: int) -> list[tuple[int, int, int, str]]:
        column = [
            (50, 700, 10, f"The {('council', 'county', 'state')[number - 1]} voted on Tuesday to close"),
            (50, 688, 10, f"the {('old', 'new', 'high')[number - 1]} bridge, the only cross-"),
            (50, 676, 10, f"ing in the {('town', 'county', 'state')[number - 1]}, for repairs."),
            (320, 700, 10, f"{('Residents', 'Bakers', 'Pupils')[number - 1]} asked for a ferry, and the"),
            (320, 688, 10, f"{('mayor', 'sheriff', 'governor')[number - 1]} promised answer {number}."),
        ]
        return [(50, 770, 8, f"Quay Courier, page {number}"), *column, (300, 30, 8, f"- {number} -")]

    document = read_one("a.pdf", pdf(page(1), page(2), page(3)))
    assert document.text.split("\n\n")[:2] == [
        "The council voted on Tuesday to close the old bridge, the only crossing in the town, for repairs.",
        "Residents asked for a ferry, and the mayor promised answer 1.",
    ]
    assert "Quay Courier" not in document.text
    assert "- 2 -" not in document.text
    assert any(note.startswith("page 3 begins near") for note in document.notes)


def flipped() -> bytes:
    """A Word file with one byte of its packed text changed."""
    data = (SAMPLES / "libreoffice-article.docx").read_bytes()
    place = int(0.375 * len(data))
    return data[:place] + b"\0" + data[place + 1 :]


def test_a_day_at_the_edge_of_each_page_runs_over_all_of_them_and_a_title_does_on_the_second():
    def page(*lines: tuple[int, int, int, str]) -> list[tuple[int, int, int, str]]:
        return [(50, 770, 8, "Monday, March 4, 2021"), *lines]

    first = page((50, 740, 20, "Bridge closes"), (50, 700, 10, "The council voted on Tuesday."))
    second = page((50, 755, 8, "Bridge closes"), (50, 700, 10, "Residents asked for a ferry, and"))
    document = read_one("a.pdf", pdf(first, second))
    assert document.text == "Bridge closes\n\nThe council voted on Tuesday.\n\nResidents asked for a ferry, and"


def test_a_table_in_a_column_of_a_page():
    rows = [("Bridge", "Built"), ("Old bridge", "1888"), ("New bridge", "1969")]
    left = [
        (50, 700, 10, "The council voted on Tuesday to close"),
        (50, 688, 10, "the old bridge, which is the longest."),
    ]
    table = [(x, 660 - 14 * y, 10, cell) for y, row in enumerate(rows) for x, cell in zip((50, 170), row, strict=True)]
    right = [(320, 700 - 12 * y, 10, f"Residents asked for a ferry, line {y}") for y in range(8)]
    found = read_one("a.pdf", pdf([*left, *table, *right])).text.split("\n\n")
    assert found[:4] == [
        "The council voted on Tuesday to close the old bridge, which is the longest.",
        "Bridge\tBuilt",
        "Old bridge\t1888",
        "New bridge\t1969",
    ]
    assert found[4].startswith("Residents asked for a ferry, line 0")


def box(left: float, top: float, text: str, width: float = 200, height: float = 10) -> Box:
    return Box(left, top, left + width, top + height, text)


@pytest.mark.parametrize(
    ("boxes", "paragraphs"),
    [
        ([box(0, 0, "One line")], ["One line"]),
        ([box(0, 12, "goes on."), box(0, 0, "It")], ["It goes on."]),
        ([box(0, 0, "It ends."), box(0, 12, "So"), box(0, 40, "A gap")], ["It ends. So", "A gap"]),
        ([box(0, 0, "Full line."), box(15, 12, "Indented", 185)], ["Full line.", "Indented"]),
        ([box(0, 0, "Short.", 60), box(0, 12, "Next one")], ["Short.", "Next one"]),
        ([box(0, 0, "Left"), box(240, 0, "Right"), box(0, 12, "Left too")], ["Left Left too", "Right"]),
        ([box(0, 0, "Two "), box(201, 0, "pieces", 30)], ["Two pieces"]),
        (  # a table is read row by row, columns of a text one after the other, however short their lines are
            [box(80 * x, 14 * y, f"cell {x} {y}", 20 + 10 * y) for x in range(3) for y in range(3)],
            [f"cell 0 {y} cell 1 {y} cell 2 {y}" for y in range(3)],
        ),
        (
            [box(110 * x, 14 * y, f"Side {x} line {y}.", 90) for x in range(2) for y in range(3)],
            [" ".join(f"Side {x} line {y}." for y in range(3)) for x in range(2)],
        ),
        ([], []),
    ],
)
def test_reading_order(boxes: list[Box], paragraphs: list[str]):
    assert [" ".join(text.split()) for text in paragraphs_of(boxes)] == paragraphs


@pytest.mark.parametrize(
    ("name", "data", "reason", "says"),
    [
        ("a.pdf", b"%PDF-1.4\nnothing", Reason.BAD_DOCUMENT, "save it again"),
        ("a.pdf", pdf([]), Reason.SCAN, "OCR"),
        ("a.docx", word("x" * 50)[:900], Reason.BAD_DOCUMENT, "save it again"),
        ("a.docx", flipped(), Reason.BAD_DOCUMENT, "save"),
        ("a.docx", word(), Reason.NO_TEXT, "without text"),
        ("a.odt", open_document("<t:p>x</t:p>", ODT.replace("text", "spreadsheet")), Reason.NOT_TEXT, "CSV"),
        ("a.odt", open_document("<t:p>"), Reason.BAD_DOCUMENT, "save it again"),
        ("a.rtf", rb"{\rtf1\ansi}", Reason.NO_TEXT, "without text"),
        ("a.pdf", b"", Reason.EMPTY_FILE, "nothing to read"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, reason: Reason, says: str):
    (refusal,) = read(name, data)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == reason
    assert says in refusal.detail
