"""What agencies send: NITF, NewsML-G2, IPTC 7901 and ANPA 1312. All texts are made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document
from news_pipeline_tests.readers.reading import outcomes, read, read_one

NITF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd">
<nitf uno="example:7"><head><title>bridge-opens</title>
<tobject tobject.type="news"><tobject.subject tobject.subject.refnum="04015000"/></tobject>
<docdata management-status="embargoed"><date.issue norm="20210504T060000Z"/><date.release norm="20210504T090000Z"/>
<urgency ed-urg="4"/><du-key key="BRIDGE"/><doc.copyright holder="Example Wire" year="2021"/></docdata>
<pubdata name="The Daily Made-Up" ex-ref="https://paper.example/bridge" date.publication="20210505"/></head>
<body><body.head><hedline><hl1>Bridge opens at <em>last</em></hl1></hedline>
<byline>By <person>Ann Example</person><byttl>Staff</byttl></byline><distributor>Example Wire</distributor>
<abstract><p>Seven years.</p></abstract></body.head>
<body.content><block><p>The bridge&#x2014;closed since 2014&#x2014;is open.</p>
<media media-type="image"><media-caption>A picture</media-caption></media><hl2>Costs</hl2>
<p>It cost <money>seven million</money>.</p></block></body.content></body></nitf>"""

G2 = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:example:1" version="3"><itemMeta><provider literal="EXW"><name>Example Wire</name></provider>
<versionCreated>2021-05-04T08:00:00Z</versionCreated><firstCreated>2021-05-04T06:00:00Z</firstCreated>
<embargoed>2021-05-04T09:00:00Z</embargoed><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>3</urgency><headline>Bridge opens</headline><by>Ann Example</by><slugline>BRIDGE</slugline>
<language tag="en"/><subject qcode="medtop:20000001"/></contentMeta><contentSet><inlineXML contenttype="text/html">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The bridge is open.</p></body></html></inlineXML></contentSet>
</newsItem><newsItem guid="urn:newsml:example:2" version="1"><itemMeta><versionCreated>2021-05-04</versionCreated>
<pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><headline>Picture</headline></contentMeta></newsItem>
<newsItem guid="urn:newsml:example:3"><contentSet><inlineData>Plain text.</inlineData></contentSet></newsItem>
</itemSet></newsMessage>"""

NEWSML_1 = """<?xml version="1.0"?><NewsML>
<NewsItem><Identification><NewsIdentifier><ProviderId>example.com</ProviderId>
<DateId>20210504</DateId><NewsItemId>BRIDGE</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20210504T060000+0000</FirstCreated><ThisRevisionCreated>20210504T080000+0000</ThisRevisionCreated>
<Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Bridge opens</HeadLine><ByLine>Ann Example</ByLine><SlugLine>bridge</SlugLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata><ContentItem><DataContent>
<p>The bridge is open.</p><p>It cost seven million.</p></DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""

RCV1 = """<?xml version="1.0" encoding="iso-8859-1"?><newsitem itemid="2286" date="1996-08-20" xml:lang="en">
<title>UK: Bridge opens.</title><headline>Bridge opens.</headline><byline>Ann Example</byline>
<dateline>QUAYTOWN 1996-08-20</dateline><text><p>The bridge is open.</p><p>It cost seven million.</p></text>
<metadata><codes><code code="GPOL"/></codes><dc element="dc.source" value="Example Wire"/></metadata></newsitem>"""

MESSAGE = (
    b"\x16\x16\x01EXW0042 4 pol 123 BRIDGE\r\r\n\x02Bridge opens\r\r\n   The bridge is open.\r\r\n"
    b"\x03\r\n040600 GMT may 21\r\n\x04"
)


def values(document: Document) -> list[tuple[str, str]]:
    return [(field.name, field.value) for field in document.fields]


@pytest.mark.parametrize("name", ["a.nitf", "a.xml", "a.txt"])
def test_nitf(name: str):
    document = read_one(name, NITF.encode())
    assert document.text == "The bridge—closed since 2014—is open.\nCosts\nIt cost seven million."
    assert values(document) == [
        ("title", "Bridge opens at last"),
        ("title", "bridge-opens"),
        ("published", "20210504T060000Z"),
        ("published", "20210505"),
        ("authors", "Ann Example"),
        ("source", "The Daily Made-Up"),
        ("source", "Example Wire"),
        ("source", "Example Wire"),
        ("url", "https://paper.example/bridge"),
        ("description", "Seven years."),
        ("status", "embargoed"),
        ("embargo", "20210504T090000Z"),
        ("urgency", "4"),
        ("slug", "BRIDGE"),
        ("subject", "04015000"),
    ]


def test_newsml_g2():
    found = read("a.xml", G2.encode())
    assert [item.record for item in found] == [1, 2, 3]
    assert values(found[0]) == [
        ("title", "Bridge opens"),
        ("published", "2021-05-04T06:00:00Z"),
        ("updated", "2021-05-04T08:00:00Z"),
        ("authors", "Ann Example"),
        ("source", "Example Wire"),
        ("source", "EXW"),
        ("language", "en"),
        ("item", "urn:newsml:example:1"),
        ("version", "3"),
        ("status", "stat:usable"),
        ("embargo", "2021-05-04T09:00:00Z"),
        ("urgency", "3"),
        ("slug", "BRIDGE"),
        ("subject", "medtop:20000001"),
    ]
    assert "<p>The bridge is open.</p>" in found[0].text
    assert found[0].media_type == "text/html"
    assert (found[1].reason, found[1].detail) == ("withdrawn", "item urn:newsml:example:2 is canceled: Picture")
    assert found[2].text == "Plain text."
    assert read("a.xml", G2.encode(), start=1) == found[1:]


def test_a_broken_name_in_the_text_of_an_item_stops_nothing():
    data = G2.replace("<p>The bridge is open.</p>", "<wire: x><!-- a remark --><p>The bridge is open.</p></wire:>")
    assert "The bridge is open." in read("a.xml", data.encode())[0].text


def test_newsml_1():
    document = read_one("a.xml", NEWSML_1.encode())
    assert (document.record, document.text) == (1, "The bridge is open.\nIt cost seven million.")
    assert values(document) == [
        ("title", "Bridge opens"),
        ("published", "20210504T060000+0000"),
        ("updated", "20210504T080000+0000"),
        ("authors", "Ann Example"),
        ("source", "example.com"),
        ("language", "en"),
        ("item", "urn:newsml:example.com:20210504:BRIDGE"),
        ("version", "2"),
        ("status", "Usable"),
        ("urgency", "4"),
        ("slug", "bridge"),
    ]


def test_rcv1():
    document = read_one("2286newsML.xml", RCV1.encode())
    assert document.text == "QUAYTOWN 1996-08-20\nThe bridge is open.\nIt cost seven million."
    assert values(document) == [
        ("title", "Bridge opens."),
        ("title", "UK: Bridge opens."),
        ("authors", "Ann Example"),
        ("published", "1996-08-20"),
        ("item", "2286"),
        ("language", "en"),
        ("source", "Example Wire"),
        ("subject", "GPOL"),
    ]


@pytest.mark.parametrize("name", ["a.anpa", "a.txt", "a"])
def test_messages_with_control_characters(name):
    found = read(name, MESSAGE * 2)
    assert [item.record for item in found] == [1, 2]
    assert found[0].text == "Bridge opens\n\nThe bridge is open."
    assert found[0].notes == (
        "header of the message: EXW0042 4 pol 123 BRIDGE",
        "trailer of the message: 040600 GMT may 21",
    )
    assert values(found[0]) == [("urgency", "4"), ("subject", "pol"), ("published", "2021-05-04 06:00 GMT")]


FROM_EUROPE = """ecp0007 4 s 850  exw 0908
\x02
Bridges/Quaytown/
(Photo)
Bridge opens, and nobody
has crossed it yet
By Ann Example, Example Wire =

Quaytown (exw) - The bridge is open
for all.

    North     3
    South    12

* * * *
The following information is not intended for publication
Editing by: Ben Other
\x03
211259 Nov 98
\x04"""
FROM_AMERICA = """\x16\x16\x01W2870\x1fasian-----\r
r i \x14\x11BC-XX--Bridge      1stLd-Writethru   11-13 1049\r
\x02^BC-XX--Bridge, 1st Ld-Writethru,466<\r
^Bridge opens, and nobody has crossed it <\r
^AP Photo XNP101<\r
^Eds: With a photo.<\r
^It cost seven million.<\r
^By ANN EXAMPLE=\r
^Example Wire=\r
\t   QUAYTOWN (EXW) _ The ``bridge'' is open \r
for all.\r
\t   It is long.\r
\r
\x03EXW-WF-11-13-13 1509GMT<\r
\x04"""


def test_what_european_agencies_write_above_and_below_the_story():
    document = read_one("a.txt", f"\x01{FROM_EUROPE}".encode())
    assert document.text == "Quaytown (exw) - The bridge is open for all.\n\nNorth 3\n\nSouth 12"
    assert values(document) == [
        ("urgency", "4"),
        ("subject", "s"),
        ("note", "Editing by: Ben Other"),
        ("slug", "Bridges/Quaytown"),
        ("title", "Bridge opens, and nobody has crossed it yet"),
        ("authors", "Ann Example"),
        ("published", "1998-11-21 12:59"),
    ]


def test_what_american_agencies_write_above_and_below_the_story():
    document = read_one("a.tst", FROM_AMERICA.encode())
    assert document.text == "QUAYTOWN (EXW) — The “bridge” is open for all.\n\nIt is long."
    assert values(document) == [
        ("urgency", "r"),
        ("subject", "i"),
        ("slug", "BC-XX--Bridge, 1st Ld-Writethru"),
        ("version", "1st Ld-Writethru"),
        ("title", "Bridge opens, and nobody has crossed it"),
        ("note", "With a photo."),
        ("description", "It cost seven million."),
        ("authors", "ANN EXAMPLE"),
        ("source", "Example Wire"),
        ("published", "2013-11-13 15:09 GMT"),
    ]


@pytest.mark.parametrize(("day", "is_told"), [("321259 Nov 98", False), ("212459 Nov 98", False), ("", False)])
def test_a_day_that_does_not_exist_is_no_date(day, is_told):
    document = read_one("a.txt", f"\x01{FROM_EUROPE}".replace("211259 Nov 98", day).encode())
    assert any(name == "published" for name, _ in values(document)) is is_told


REFUSED = [
    ("a.nitf", b"", "empty_file"),
    ("a.nitf", b"<nitf></nitf>", "no_text"),
    ("a.nitf", b"no xml", "bad_xml"),
    ("a.newsml", b"<newsMessage/>", "no_records"),
    ("a.anpa", b"Plain.", "no_records"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED)
def test_what_is_none_of_them_is_refused(name: str, data: bytes, reason: str):
    assert outcomes(read(name, data)) == [(None, reason)]


def test_an_entity_reads_no_file_and_makes_no_bomb():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    place = '"http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd"'
    data = NITF.replace(place, f'"x" [<!ENTITY l0 "ha">{lol}<!ENTITY outer SYSTEM "file:///etc/passwd">]')
    data = data.replace("Costs", "&l11;").replace("seven million", "&outer;")
    (found,) = read("a.nitf", data.encode())
    assert isinstance(found, Document)
    assert len(found.text) < 200
    assert "root:" not in found.text


PIECES = [
    *(b"<nitf>", b"<body>", b"<body.content>", b"<p>", b"a b", b"</p>", b"</body.content>", b"</body>", b"</nitf>"),
    *(b"<newsItem>", b"<contentSet>", b"<inlineXML>", b"<html>", b"</html>", b"<inlineData>", b"&x;", b"&#0;", b"\xff"),
    *(b"<?", b"<!DOCTYPE x [", b"]>", b"\x01", b"\x02", b"\x03", b"\x04", b"\x16", b"\0", b"<!--", b"-->"),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["a.nitf", "a.newsml", "a.anpa", "a.xml"]), st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_bytes_stop_the_readers_of_wires(name: str, pieces: list[bytes]):
    found = read(name, b"".join(pieces))
    assert found
    for item in found:
        if isinstance(item, Document):
            assert "\0" not in item.text
            item.text.encode()
