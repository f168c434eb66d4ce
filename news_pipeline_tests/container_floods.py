"""Families of nasty containers, each of any size: data, mail, tables, feeds, archives, office files."""

import io
import json
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from news_pipeline_tests.floods import STORY, Make, filled, numbered, text
from news_pipeline_tests.readers.test_archives import tar_of, zip_of
from news_pipeline_tests.readers.test_office import open_document, pdf
from news_pipeline_tests.readers.warc_files import http, page, record


def _deep_json(opening: str, closing: str, size: int) -> bytes:
    depth = size // (len(opening) + len(closing))
    return f'{{"text": {json.dumps(STORY)}, "more": {opening * depth}1{closing * depth}}}'.encode()


def _quoted_mail(size: int) -> bytes:
    lines = "".join(f"{'>' * number} On 3 March 2021, Marta wrote:\n" for number in range(int((2 * size) ** 0.5)))
    return f"From: a@a.example\nSubject: Harbour\nDate: Mon, 10 Jan 2022 12:05:00 +0000\n\n{STORY}\n{lines}".encode()


def _mail(headers: str, body: str = STORY) -> bytes:
    return f"From: a@a.example\nSubject: Harbour\n{headers}\n\n{body}".encode()


def _parts(size: int) -> bytes:
    part = "--b\nContent-Type: text/plain\n\nA short part of a long letter, said the sender.\n"
    return _mail("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b", filled(part, size) + "--b--\n")


def _feed(items: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>P</title>{items}</channel></rss>".encode()


def _entry(inside: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title>{inside}</entry></feed>".encode()


def _table(columns: int, rows: int) -> bytes:
    head = ",".join(f"c{number}" for number in range(columns))
    return "\n".join([f"text,{head}", *(f'"{STORY}",{"," * (columns - 1)}' for _ in range(rows))]).encode()


def _deep_mail(size: int) -> bytes:
    """Parts in one another, each with a border of its own."""
    depth = size // 80
    opening = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth))
    closing = f"--b{depth}\n\n{STORY}\n" + "".join(f"--b{n}--\n" for n in range(depth, -1, -1))
    return _mail("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0", opening + closing)


def _entity_bomb(size: int) -> bytes:
    """Each entity is ten of the one before it."""
    kinds = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 10}'>" for n in range(12))
    head = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e0 'harbour '>{kinds}]><rss><channel>"
    item = "<item><title>&e12;</title><description>&e12;</description></item>"
    return f"{head}{filled(item, size)}</channel></rss>".encode()


def _broken_feed(size: int) -> bytes:
    """So that the parser for broken XML has to read it."""
    items = filled("<item><title>a & b</title><description>A line&nbsp;of <b>words</description></item>", size)
    return _feed(items)


def _pages(size: int) -> bytes:
    return pdf(*[[(50, 700, 12, "A line of words, said the port.")] for _ in range(size // 470)])


def _parquet(columns: int, rows: int) -> bytes:
    file = io.BytesIO()
    table = {"text": [STORY] * rows, **{f"column {number}": [number] * rows for number in range(columns)}}
    pq.write_table(pa.table(table), file, use_dictionary=False, compression="none")
    return file.getvalue()


def _chunked(size: int) -> bytes:
    """A page in chunks of one byte."""
    head = b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
    return record(http(b"".join(b"1\r\na\r\n" for _ in range(size // 6)) + b"0\r\n\r\n", head))


def _small_members(size: int) -> dict[str, bytes]:
    return {f"{number}.txt": b"A ship has lost its anchor." for number in range(size // 130)}


CONTAINERS: dict[str, tuple[str, Make]] = {
    "deep JSON": ("a.json", partial(_deep_json, "[", "]")),
    "deep JSON objects": ("a.json", partial(_deep_json, '{"a":', "}")),
    "open braces": ("a.json", lambda size: filled('{"a":', size).encode()),
    "open brackets": ("a.json", lambda size: filled("[", size).encode()),
    "many keys": (
        "a.json",
        lambda size: ('{"text": ' + json.dumps(STORY) + numbered(', "k{}": 1', size) + "}").encode(),
    ),
    "an array of numbers": ("a.json", lambda size: f"[{filled('1,', size)}1]".encode()),
    "an array of stories": ("a.json", lambda size: f"[{filled(json.dumps({'text': STORY}) + ',', size)}1]".encode()),
    "broken JSON lines": ("a.jsonl", lambda size: filled('{"text": \n', size).encode()),
    "short JSON lines": ("a.jsonl", lambda size: filled('{"text": "a"}\n', size).encode()),
    "escapes": ("a.json", lambda size: ('{"text": "' + filled("\\u0041", size) + '"}').encode()),
    "quoted mail": ("a.eml", _quoted_mail),
    "mail headers": ("a.eml", lambda size: _mail(numbered("X-{}: a\n", size).strip())),
    "a long header": ("a.eml", lambda size: _mail(f"X-A: {filled('a b=c; ', size)}")),
    "an encoded subject": ("a.eml", lambda size: _mail(f"Subject: {filled('=?utf-8?q?a?= ', size)}")),
    "addressees": ("a.eml", lambda size: _mail(f"To: {filled('A B <a@a.example>, ', size)}")),
    "mail parts": ("a.eml", _parts),
    "forwarded mail": (
        "a.eml",
        lambda size: _mail("", filled("---------- Forwarded message\nFrom: a@a.example\n\n", size) + STORY),
    ),
    "mailbox lines": ("a.mbox", lambda size: filled("From a@a.example Mon Jan 10 12:05:00 2022\n", size).encode()),
    "columns": ("a.csv", lambda size: _table(size // 12, 1)),
    "rows of empty cells": ("a.csv", lambda size: _table(200, size // 900)),
    "one quote": ("a.csv", lambda size: f'text,a\n"{filled("a,b ", size)}'.encode()),
    "quotes in cells": ("a.csv", lambda size: ("text,a\n" + filled('"""a"",""\n', size)).encode()),
    "nested XML": ("a.rss", lambda size: _feed(f"<item><title>a</title>{filled('<a>', size)}</item>")),
    "feed items": (
        "a.rss",
        lambda size: _feed(filled("<item><title>a</title><description>b</description></item>", size)),
    ),
    "feed categories": (
        "a.rss",
        lambda size: _feed(
            f"<item><title>a</title><description>{STORY}</description>{filled('<category>a</category>', size)}</item>"
        ),
    ),
    "XML entities": (
        "a.nitf",
        lambda size: (
            f"<nitf><body><body.content><p>{STORY}</p>{filled('&amp;', size)}</body.content></body></nitf>".encode()
        ),
    ),
    "front matter": ("a.md", lambda size: ("---\n" + numbered("k{}: v\n", size) + f"---\n{STORY}").encode()),
    "Markdown marks": ("a.md", partial(text, "**a** [b](c) ")),
    "Markdown brackets": ("a.md", partial(text, "[")),
    "Markdown quotes": ("a.md", partial(text, "> ")),
    "Markdown lists": ("a.md", partial(text, "* a\n  ")),
    "a WARC header": ("a.warc", lambda size: ("WARC/1.0\r\n" + filled("X: y\r\n", size) + "\r\n").encode()),
    "empty WARC records": (
        "a.warc",
        lambda size: filled("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", size).encode(),
    ),
    "agency messages": ("a.anpa", lambda size: filled("\x01\x02\x03", size).encode()),
    # data
    "a long number": ("a.json", lambda size: f'{{"text": {json.dumps(STORY)}, "n": {filled("1", size)}}}'.encode()),
    "long numbers": ("a.jsonl", lambda size: filled(f'{{"text": "A line.", "n": {"1" * 4000}}}\n', size).encode()),
    "empty objects": ("a.json", lambda size: f"[{filled('{},', size)}1]".encode()),
    "keys again and again": (
        "a.json",
        lambda size: f'{{"text": {json.dumps(STORY)}{filled(", " + chr(34) + "a" + chr(34) + ": 1", size)}}}'.encode(),
    ),
    "a list of short texts": (
        "a.json",
        lambda size: f'{{"text": [{filled(json.dumps("A line.") + ",", size)}""]}}'.encode(),
    ),
    "half surrogates": ("a.json", lambda size: ('{"text": "' + filled("\\ud800 ", size) + '"}').encode()),
    "short pages in records": (
        "a.jsonl",
        lambda size: filled('{"html": "<p>A ship is lost today.</p>"}\n', size).encode(),
    ),
    "headlines": (
        "a.jsonl",
        lambda size: filled('{"title": "A ship is lost", "url": "https://a.example/1"}\n', size).encode(),
    ),
    "tags in records": (
        "a.jsonl",
        lambda size: ('{"text": "a", "tags": [' + filled('"harbour",', size) + '"b"]}\n').encode(),
    ),
    # mail
    "deep mail": ("a.eml", _deep_mail),
    "letters in letters": ("a.eml", lambda size: filled("Content-Type: message/rfc822\n\n", size).encode()),
    "folded headers": ("a.eml", lambda size: _mail("X-A: a" + filled("\n b", size))),
    "a border that is everywhere": (
        "a.eml",
        lambda size: _mail("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=-", filled("---\n", size)),
    ),
    "quoted printable": (
        "a.eml",
        lambda size: _mail("MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable", filled("=C3=A9=\n", size)),
    ),
    "broken base64": (
        "a.eml",
        lambda size: _mail("MIME-Version: 1.0\nContent-Transfer-Encoding: base64", filled("QQ=*\n", size)),
    ),
    "parameters": (
        "a.eml",
        lambda size: _mail(f"MIME-Version: 1.0\nContent-Type: text/plain{numbered('; a*{}=b', size)}"),
    ),
    "short letters": (
        "a.mbox",
        lambda size: filled("From a@a.example Mon Jan 10 12:05:00 2022\nSubject: a\n\nA line.\n\n", size).encode(),
    ),
    # tables
    "empty cells": ("a.csv", lambda size: f"text,a\n{filled(',', size)}\n".encode()),
    "empty rows": ("a.csv", lambda size: ("text,a\n" + filled(",\n", size)).encode()),
    "short rows": ("a.csv", lambda size: ("text,a\n" + filled("A ship is lost today,1\n", size)).encode()),
    "lists in cells": ("a.csv", lambda size: ("text,authors\n" + filled("A line.,\"['a', 'b'\"\n", size)).encode()),
    "quotes in tabs": ("a.tsv", lambda size: ("text\ta\n" + filled('"\t', size)).encode()),
    "columns of Parquet": ("a.parquet", lambda size: _parquet(size // 300, 1)),
    "rows of Parquet": ("a.parquet", lambda size: _parquet(1, size // len(STORY))),
    "deep settings": ("columns.toml", lambda size: f"a = {'[' * (size // 2)}{']' * (size // 2)}".encode()),
    "keys of settings": ("columns.toml", lambda size: numbered("a{}.b.c = 1\n", size).encode()),
    # feeds and sitemaps
    "tags beside one another": ("a.rss", lambda size: _feed(f"<item><title>a</title>{filled('<a/>', size)}</item>")),
    "tags in a broken feed": ("a.rss", lambda size: _feed(f"<item><title>a & b</title>{filled('<a/>', size)}</item>")),
    "empty items": ("a.rss", lambda size: _feed(filled("<item/>", size))),
    "broken feed items": ("a.rss", _broken_feed),
    "name spaces": ("a.rss", lambda size: _feed("<item>" + numbered("<a xmlns:n{0}='u{0}'>", size) + "</item>")),
    "attributes of a feed": (
        "a.rss",
        lambda size: _feed("<item " + numbered("a{}='' ", size) + "><title>a</title></item>"),
    ),
    "entities in entities": ("a.rss", _entity_bomb),
    "escaped tags in a feed": (
        "a.rss",
        lambda size: _feed(f"<item><description>{filled('&lt;p&gt;a&lt;/p&gt;', size)}</description></item>"),
    ),
    "CDATA": ("a.rss", lambda size: _feed(f"<item><description>{filled('<![CDATA[a]]>', size)}</description></item>")),
    "instructions": ("a.rss", lambda size: _feed(f"<item><title>a</title>{filled('<?a b?>', size)}</item>")),
    "links of an entry": (
        "a.atom",
        lambda size: _entry(f"<summary>{STORY}</summary>" + filled("<link href='/a'/>", size)),
    ),
    "people of an entry": (
        "a.atom",
        lambda size: _entry(f"<summary>{STORY}</summary>" + filled("<author><name>Marta</name></author>", size)),
    ),
    "a page in an entry": (
        "a.atom",
        lambda size: _entry(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
            f"{filled('<b>a</b>', size)}</div></content>"
        ),
    ),
    "addresses of a sitemap": (
        "a.xml",
        lambda size: f"<urlset>{filled('<url><loc>https://a.example/1</loc></url>', size)}</urlset>".encode(),
    ),
    "nested NITF": (
        "a.nitf",
        lambda size: (
            f"<nitf><body><body.content>{filled('<block>', size)}<p>{STORY}</p></body.content></body></nitf>".encode()
        ),
    ),
    "paragraphs of NITF": (
        "a.nitf",
        lambda size: f"<nitf><body><body.content>{filled('<p>a</p>', size)}</body.content></body></nitf>".encode(),
    ),
    "items of NewsML": (
        "a.newsml",
        lambda size: (
            "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>"
            f"{filled('<newsItem><contentSet/></newsItem>', size)}</itemSet></newsMessage>".encode()
        ),
    ),
    # pages of archives
    "short pages": ("a.warc", lambda size: page("A ship is lost today.") * (size // 330)),
    "chunks of a page": ("a.warc", _chunked),
    "headers of a page": (
        "a.warc",
        lambda size: (
            record(http(b"<p>a</p>", numbered("X-{}: a\r\n", min(size, 250_000)).encode())) * max(1, size // 260_000)
        ),
    ),
    "small members": ("a.zip", lambda size: zip_of(_small_members(size))),
    "small members of a tar": ("a.tar", lambda size: tar_of(_small_members(size // 8))),
    "archives in an archive": (
        "a.zip",
        lambda size: zip_of({f"{n}.zip": zip_of({"a.txt": b"A line."}) for n in range(size // 250)}),
    ),
    # office files
    "pages of PDF": ("a.pdf", _pages),
    "lines of PDF": (
        "a.pdf",
        lambda size: pdf([(50 + n % 40, 700 - n % 600, 9, "a b") for n in range(size // 33)]),
    ),
    "paragraphs of ODT": ("a.odt", lambda size: open_document(filled("<t:p>a</t:p>", size))),
    "nested ODT": ("a.odt", lambda size: open_document("<t:span>" * (size // 17) + STORY + "</t:span>" * (size // 17))),
    "braces of RTF": (
        "a.rtf",
        lambda size: ("{\\rtf1 " + "{" * (size // 2) + STORY + "}" * (size // 2) + "}").encode(),
    ),
    "words of RTF": ("a.rtf", lambda size: ("{\\rtf1 " + filled("\\b a\\par", size) + "}").encode()),
    "letters of RTF": ("a.rtf", lambda size: ("{\\rtf1 " + filled("\\'e9\\u1090?", size) + "}").encode()),
    # Markdown
    "tables of Markdown": ("a.md", partial(text, "|a|b|\n|-|-|\n")),
    "stars of Markdown": ("a.md", partial(text, "*a **b ")),
    "links of Markdown": (
        "a.md",
        lambda size: (numbered("[a{0}]: /b\n", size // 2) + numbered("[a{}] ", size // 2) + STORY).encode(),
    ),
    "backticks": ("a.md", partial(text, "`a ``")),
    # wire
    "paragraphs of ANPA": (
        "a.anpa",
        lambda size: ("\x16\x16\x01abc0123\x1f\nu i Flood\x1e\n\x02" + filled("   a\n", size) + "\x03\n").encode(),
    ),
}
"""By name, like PAGES_AND_TEXTS."""
