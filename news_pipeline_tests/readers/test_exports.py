"""What press databases export: many articles a file, the first of each included. All texts are made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document, Reason, Unreadable
from news_pipeline_tests.readers.reading import read, read_one

OLDER_NEXIS = """
Download Request: Select Items: 1-2

                               1 of 2 DOCUMENTS


                              The Quay Courier

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Old bridge to close for two
years

BYLINE: Ann Poe

SECTION: NEWS; Pg. 3

LENGTH: 55 words


The council voted on Tuesday to close the old bridge for
repairs that will last two years.

LATER: the mayor promised an answer.

LOAD-DATE: January 11, 2010

LANGUAGE: ENGLISH


                       Copyright 2010 Quay Press Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                  Copyright 2010 Harbour Media
                       All Rights Reserved

                             The Harbour Mail (London)

                            12 January 2010

HEADLINE: Ferry plan grows

LENGTH: 40 words

BODY:
A ferry may cross the river.

Tickets will cost two pounds.

GRAPHIC: Photo, A ferry

LOAD-DATE: January 12, 2010
"""
NEWER_NEXIS = """Date and Time: Tuesday, 26 November 2019 10:11:00 AM CET
Job Number: 104182413
Documents (2)
1. Old bridge to close for two years
Client/Matter: -None-
Search Terms: bridge
2. Ferry plan grows
Client/Matter: -None-
Old bridge to close for two years
The Quay Courier
January 11, 2010 Monday
Copyright 2010 Quay Press Ltd All Rights Reserved
Section: NEWS; Pg. 3
Length: 55 words
Byline: Ann Poe
Body
The council voted on Tuesday to close the old bridge for repairs that will last two years.
LATER: the mayor promised an answer.
Classification
Language: ENGLISH
Load-Date: January 11, 2010
End of Document
Ferry plan grows
The Harbour Mail (London)
12. Januar 2010 Dienstag
Length: 40 words
Body
A ferry may cross the river.
Tickets will cost two pounds.
Load-Date: January 12, 2010
End of Document
"""
CODED_FACTIVA = """HD
Old bridge to close for two years
BY
By Ann Poe
WC
55 words
PD
11 January 2010
SN
The Quay Courier
LA
English
LP
The council voted on Tuesday to close the old bridge for repairs that will last two years.
TD
LATER: the mayor promised an answer.
AN
Document QUAYC00020100111e614000bd

HD Ferry plan grows
WC 40 words
PD 12 January 2010
ET 10:31
SN The Harbour Mail
LP A ferry may cross the river.

TD Tickets will cost two pounds.
AN Document HARB000020100112e614000be
"""
DISPLAYED_FACTIVA = """News Desk; SECT A
Old bridge to close for two years
By Ann Poe
55 words
11 January 2010
The Quay Courier
QUAYC
3
English
Copyright 2010 Quay Press. All Rights Reserved.

The council voted on Tuesday to close the old bridge for repairs that will last two years.

LATER: the mayor promised an answer.

Document QUAYC00020100111e614000bd

Ferry plan grows
40 words
12 January 2010
10:31
The Harbour Mail
HARB
English
Copyright 2010 Harbour Media

A ferry may cross the river.

Tickets will cost two pounds.

Document HARB000020100112e614000be
"""
PROQUEST = """____________________________________________________________
Document 1 of 2

Old bridge to close for two years

Author: Poe, Ann.

Abstract: A bridge closes.

Full text: The council voted on Tuesday to close the old bridge for repairs that will last two years.

LATER: the mayor promised an answer.

Subject: Bridges;

Title: Old bridge to close for two years

Publication title: The Quay Courier

Publication date: Jan 11, 2010

ProQuest document ID: 4301

____________________________________________________________
Document 2 of 2

Full text: A ferry may cross the river.

Tickets will cost two pounds.

Title: Ferry plan grows

Publication title: The Harbour Mail

Publication date: Jan 12, 2010

ProQuest document ID: 4302

____________________________________________________________

Contact us at: example.com
"""
FACTIVA_PAGE = """<!DOCTYPE html><html><body>
<div class="article enArticle"><table>
<tr><td class="index"><b>HD</b></td><td><span>Old bridge to close for two years</span></td></tr>
<tr><td class="index"><b>BY</b></td><td>By Ann Poe</td></tr>
<tr><td class="index"><b>WC</b></td><td>55 words</td></tr>
<tr><td class="index"><b>PD</b></td><td>11 January 2010</td></tr>
<tr><td class="index"><b>SN</b></td><td>The Quay Courier</td></tr>
<tr><td class="index"><b>LP</b></td><td><p class="articleParagraph">The council voted on Tuesday to close the old bridge
for repairs that will last two years.</p></td></tr>
<tr><td class="index"><b>TD</b></td><td><p class="articleParagraph">LATER: the mayor promised an answer.</p></td></tr>
<tr><td class="index"><b>AN</b></td><td>Document QUAYC00020100111e614000bd</td></tr></table></div>
<div class="article enArticle"><div id="hd"><span>Ferry plan grows</span></div><div>40 words</div>
<div>12 January 2010</div><div>The Harbour Mail</div><div>English</div><div>Copyright 2010 Harbour Media</div>
<p>A ferry may cross the river.</p><p>Tickets will cost two pounds.</p><p>Document HARB000020100112e614000be</p></div>
</body></html>"""
EUROPRESSE = """<html><body>
<article><header><span class="DocPublicationName">The Quay Courier, no. 12</span><span class="DocHeader">News</span>
<p class="titreArticleVisu">Old bridge to close for two years</p><p class="sm-margin-bottomNews">Ann Poe</p></header>
<div class="docOcurrContainer"><p>The council voted on Tuesday to close the old bridge for repairs that will last two
years.</p><p>LATER: the mayor promised an answer.</p></div>
<span class="publiC-lblNodoc">news·20100111·QC·1289103</span></article>
<article><span class="DocPublicationName">The Harbour Mail</span><p class="titreArticleVisu">Ferry plan grows</p>
<div class="docOcurrContainer"><p>A ferry may cross the river.</p><p>Tickets will cost two pounds.</p></div>
<span class="publiC-lblNodoc">news·20100112·HM·1289104</span></article></body></html>"""
FIRST = "The council voted on Tuesday to close the old bridge for repairs that will last two years."
EXPORTS = {
    "older nexis.txt": OLDER_NEXIS,
    "newer nexis.txt": NEWER_NEXIS,
    "coded factiva.txt": CODED_FACTIVA,
    "displayed factiva.txt": DISPLAYED_FACTIVA,
    "proquest.txt": PROQUEST,
    "factiva.html": FACTIVA_PAGE,
    "europresse.html": EUROPRESSE,
}
DAYS = {  # as each writes them
    "January 11, 2010 Monday", "11 January 2010", "Jan 11, 2010", "2010-01-11",
    "12 January 2010", "12. Januar 2010 Dienstag", "12 January 2010 10:31", "Jan 12, 2010", "2010-01-12",
}  # fmt: skip


def value(document: Document, name: str) -> str | None:
    return next((field.value for field in document.fields if field.name == name), None)


@pytest.mark.parametrize("name", EXPORTS)
def test_both_articles_with_their_fields(name: str):
    first, second = read(name, EXPORTS[name].encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.record, second.record) == (1, 2)
    assert first.text == f"{FIRST}\n\nLATER: the mayor promised an answer."
    assert second.text == "A ferry may cross the river.\n\nTickets will cost two pounds."
    assert value(first, "title") == "Old bridge to close for two years"
    assert value(second, "title") == "Ferry plan grows"
    assert value(first, "source") == "The Quay Courier"
    assert value(second, "source") in {"The Harbour Mail", "The Harbour Mail (London)"}
    assert value(first, "authors") in {"Ann Poe", "By Ann Poe", "Poe, Ann"}
    assert value(second, "authors") is None
    assert {value(first, "published"), value(second, "published")} <= DAYS


@pytest.mark.parametrize("name", EXPORTS)
def test_resumed_in_the_middle(name: str):
    data = EXPORTS[name].encode()
    assert read(name, data, start=1) == read(name, data)[1:]


@pytest.mark.parametrize(
    ("name", "cut", "stated"),
    [
        ("older nexis.txt", OLDER_NEXIS.split("                               2 of 2", maxsplit=1)[0], 2),
        ("newer nexis.txt", NEWER_NEXIS.replace("Documents (2)", "Documents (3)"), 3),
        ("proquest.txt", PROQUEST.split("Document 2 of 2", maxsplit=1)[0], 2),
    ],
)
def test_a_number_that_differs_is_a_row_with_both_numbers(name: str, cut: str, stated: int):
    *found, refusal = read(name, cut.encode())
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == Reason.COUNT_DIFFERS
    assert f"holds {stated} articles" in refusal.detail
    assert f"and {len(found)} were found" in refusal.detail


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a story.txt",
            "The minister held up the paper.\n\nEnd of Document\n\nwas written below it. Length: three pages.",
        ),
        ("a report.txt", "HD stands for high definition.\n\nIt took 55 words to say so, and a Document of ten pages."),
        ("a rule.txt", "____________________________________________________________\n\nThe council voted on Tuesday."),
        ("a list.txt", "Exhibit\n\n1 of 10 documents was shown to the court on Monday."),
        ("a page.html", '<html><body><div class="article"><p>The council voted.</p></div></body></html>'),
    ],
)
def test_texts_that_only_resemble_an_export_are_one_document(name: str, text: str):
    document = read_one(name, text.encode())
    assert document.record is None


def test_a_record_without_full_text_is_refused_by_its_title():
    data = PROQUEST.replace("A ferry may cross the river.\n\nTickets will cost two pounds.", "Not available.")
    _, refusal = read("a.txt", data.encode())
    assert isinstance(refusal, Unreadable)
    assert (refusal.record, refusal.reason) == (2, Reason.NO_TEXT)
    assert "Ferry plan grows" in refusal.detail


@pytest.mark.parametrize(
    ("xml", "title", "day", "text"),
    [
        (
            "<RECORD><GOID>1</GOID><DFS><PubFrosting><Title>Courier</Title></PubFrosting></DFS><Obj><TitleAtt><Title>"
            "Bridge</Title></TitleAtt><NumericDate>2010-01-04</NumericDate><Contributors><Contributor><Author>"
            "<OriginalFormAtt><OriginalForm>Poe, Ann</OriginalForm></OriginalFormAtt></Author></Contributor>"
            "</Contributors></Obj><TextInfo><Text>The council voted.</Text></TextInfo></RECORD>",
            *("Bridge", "2010-01-04", "The council voted."),
        ),
        (
            "<Record><RecordID>9</RecordID><RecordTitle>Bridge</RecordTitle><Publication><Title>Courier</Title>"
            "</Publication><NumericPubDate>19150506</NumericPubDate><Contributor><OriginalForm>Poe, Ann</OriginalForm>"
            "</Contributor><FullText>The council voted.</FullText></Record>",
            *("Bridge", "19150506", "The council voted."),
        ),
    ],
)
def test_xml_records_of_proquest(xml: str, title: str, day: str, text: str):
    document = read_one("a.xml", f'<?xml version="1.0"?>{xml}'.encode())
    assert document.text == text
    assert (value(document, "title"), value(document, "published")) == (title, day)
    assert (value(document, "source"), value(document, "authors")) == ("Courier", "Poe, Ann")


LINES = st.sampled_from([line for text in EXPORTS.values() for line in text.split("\n")])


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30), st.sampled_from(["a.txt", "a.html"]))
def test_any_lines_of_exports_give_something_and_resume_alike(lines: list[str], name: str):
    data = "\n".join(lines).encode()
    found = read(name, data)
    assert found
    numbered = [item for item in found if item.record is not None]
    if numbered:
        assert read(name, data, start=1)[: len(numbered) - 1] == numbered[1:]
