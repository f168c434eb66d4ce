"""Families of nasty files, each of any size, and the steps that must bear them."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from random import Random

from news_pipeline.duplicates.fingerprints import fingerprint_batch
from news_pipeline.duplicates.revisions import revise
from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText, paragraphs_of
from news_pipeline.entities.tagger import Span, load_tagger
from news_pipeline.readers import Document, read_documents
from news_pipeline.shared.results import Rejected, Row
from news_pipeline.steps.boilerplate.rows import line_rows
from news_pipeline.steps.cleaning.rows import clean_rows
from news_pipeline.steps.duplicates.rows import verify_rows
from news_pipeline.steps.metadata.rows import metadata_rows
from news_pipeline.stories.inferred_dates import Company, infer_date
from news_pipeline.stories.terms import story_terms

STORY = (
    "The harbour was closed on Monday after a ship had lost its anchor, the port said in a statement. Officials of the "
    "Harbour Council in Finland described the levee as damaged, and Peter Novak, who leads it, asked for help.\n\n"
    "Ferries to the islands will run from the old pier until the divers have found what they look for. "
    '"Nobody was hurt," said Marta Okello of the coast guard, "and nothing has leaked so far."\n\n'
    "The council will meet again on 3 March 2021. It had warned of such an accident twice, most recently in January."
)
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n"))
Make = Callable[[int], bytes]


def filled(unit: str, size: int) -> str:
    """The unit again and again, up to so many bytes."""
    return unit * (size // len(unit.encode()))


def _numbered(form: str, size: int) -> str:
    return "".join(form.format(number) for number in range(size // len(form.format(1000))))


def _page(inside: str, head: str = "") -> bytes:
    return f"<html><head><title>A harbour is closed</title>{head}</head><body>{inside}</body></html>".encode()


def _around(opening: str, closing: str, size: int) -> bytes:
    """The story inside so many tags."""
    depth = size // (len(opening) + len(closing))
    return _page(opening * depth + _PARAGRAPHS + closing * depth)


def _beside(markup: str, size: int) -> bytes:
    return _page(filled(markup, size) + _PARAGRAPHS)


def _text(unit: str, size: int) -> bytes:
    return f"{filled(unit, size)}\n\n{STORY}".encode()


def _letters(alphabet: str, size: int) -> bytes:
    dice = Random(5)  # noqa: S311 no secret
    return f"{STORY}\n\n{''.join(dice.choices(alphabet, k=size))}\n\n{STORY}".encode()


def _deep_json(opening: str, closing: str, size: int) -> bytes:
    depth = size // (len(opening) + len(closing))
    return f'{{"text": {json.dumps(STORY)}, "more": {opening * depth}1{closing * depth}}}'.encode()


def _ld(data: str) -> bytes:
    return _page(_PARAGRAPHS, f'<script type="application/ld+json">{data}</script>')


def _state(data: str) -> bytes:
    return _page(_PARAGRAPHS, f"<script>window.__STATE__ = {data}</script>")


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


def _table(columns: int, rows: int) -> bytes:
    head = ",".join(f"c{number}" for number in range(columns))
    return "\n".join([f"text,{head}", *(f'"{STORY}",{"," * (columns - 1)}' for _ in range(rows))]).encode()


_PHRASES = ("Read more", "Share", "Advertisement", "Sign up", "By", "Published:", "Updated", "Photo:", "Subscribe")


def _menus(size: int) -> bytes:
    dice = Random(7)  # noqa: S311 no secret
    lines = [" ".join(dice.choices(_PHRASES, k=3)) for _ in range(size // 24)]
    return ("\n".join(lines[::2]) + f"\n{STORY}\n" + "\n".join(lines[1::2])).encode()


def _names(size: int) -> bytes:
    dice = Random(9)  # noqa: S311 no secret
    syllables = ["ba", "ker", "lo", "mi", "nor", "sa", "ston", "ta", "vo", "wen"]
    words = ["".join(dice.choices(syllables, k=dice.randrange(1, 4))).capitalize() for _ in range(size // 8)]
    return f"{STORY}\n\n{' '.join(words)}\n\n{' said in Helsinki. '.join(words[:3000])}".encode()


FLOODS: dict[str, tuple[str, Make]] = {
    # markup
    **{
        f"nested {tag}": ("a.html", partial(_around, f"<{tag}>", f"</{tag}>"))
        for tag in ("div", "span", "b", "blockquote", "ul><li", "table><tr><td", "section", "font", "a href=x", "svg")
    },
    "nested, never closed": ("a.html", partial(_around, "<div>", "")),
    "closed, never opened": ("a.html", partial(_around, "", "</div>")),
    "paragraphs in one another": ("a.html", partial(_beside, "<p><i>a")),
    "attributes": ("a.html", lambda size: _page(f"<p {_numbered('a{}=x ', size)}>{_PARAGRAPHS}")),
    "a long attribute": ("a.html", lambda size: _page(f"<p title='{filled('word ', size)}'>{_PARAGRAPHS}")),
    "classes": ("a.html", lambda size: _page(f"<div class='{_numbered('c{} ', size)}'>{_PARAGRAPHS}</div>")),
    "empty paragraphs": ("a.html", partial(_beside, "<p></p>")),
    "short paragraphs": ("a.html", partial(_beside, "<p>A short line.</p>")),
    "line breaks": ("a.html", partial(_beside, "<br>")),
    "links": (
        "a.html",
        lambda size: _page(_numbered("<a href='/story/{}.html'>Another story</a> ", size) + _PARAGRAPHS),
    ),
    "pictures": ("a.html", partial(_beside, "<figure><img src=x alt=y><figcaption>A photo.</figcaption></figure>")),
    "scripts": ("a.html", partial(_beside, "<script>var a = {b: 1};</script>")),
    "a long script": ("a.html", partial(_beside, "<script>" + "a[0] = '2021-03-04'; " * 50 + "</script>")),
    "styles": ("a.html", partial(_beside, "<style>p {color: red}</style>")),
    "comments": ("a.html", partial(_beside, "<!-- a -->")),
    "a comment without end": ("a.html", lambda size: _page(_PARAGRAPHS + filled("<!-- ", size))),
    "entities": ("a.html", lambda size: _page(f"<p>{filled('&amp;', size)}</p>{_PARAGRAPHS}")),
    "unknown entities": ("a.html", lambda size: _page(f"<p>{_numbered('&x{};', size)}</p>{_PARAGRAPHS}")),
    "brackets": ("a.html", partial(_beside, "<")),
    "quotes in tags": ("a.html", lambda size: _page('<p a="' + filled("x='", size) + _PARAGRAPHS)),
    "a huge table": (
        "a.html",
        lambda size: _page(f"<table>{filled('<tr><td>1</td><td>two</td></tr>', size)}</table>{_PARAGRAPHS}"),
    ),
    "a wide table": (
        "a.html",
        lambda size: _page(f"<table><tr>{filled('<td>1</td>', size)}</tr></table>{_PARAGRAPHS}"),
    ),
    "meta tags": ("a.html", lambda size: _page(_PARAGRAPHS, _numbered("<meta name='date' content='{}'>", size))),
    "time tags": ("a.html", partial(_beside, "<time datetime='2021-03-04T05:06:07Z'>4 March</time>")),
    "headings": ("a.html", partial(_beside, "<h1>A harbour is closed</h1>")),
    "authors": ("a.html", partial(_beside, "<a rel=author class=byline href=/x>By Marta Okello</a>")),
    "forms": ("a.html", partial(_beside, "<form><input name=a><button>Send</button></form>")),
    "tags of our own": ("a.html", lambda size: _page(_numbered("<x-{}>a", size) + _PARAGRAPHS)),
    "a doctype without end": (
        "a.html",
        lambda size: f"<!doctype html {filled('[', size)}".encode() + _page(_PARAGRAPHS),
    ),
    # data in pages
    "deep JSON-LD": ("a.html", lambda size: _ld('{"a":' * (size // 6) + "1" + "}" * (size // 6))),
    "a JSON-LD list": (
        "a.html",
        lambda size: _ld(f"[{filled(json.dumps({'@type': 'NewsArticle', 'headline': 'a'}) + ',', size)}1]"),
    ),
    "broken JSON-LD": ("a.html", lambda size: _ld(filled('{"@type": "NewsArticle", "headline": "a" "b": ', size))),
    "backslashes in JSON-LD": ("a.html", lambda size: _ld('{"a": "' + filled("\\", size) + '"}')),
    "many JSON-LD": (
        "a.html",
        lambda size: _page(
            _PARAGRAPHS, filled('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', size)
        ),
    ),
    "page state": ("a.html", lambda size: _state("{" + _numbered('"k{}": [1, 2], ', size) + '"z": 1}')),
    "deep page state": ("a.html", lambda size: _state('{"a":' * (size // 6) + "1" + "}" * (size // 6))),
    # text
    **{
        name: ("a.txt", partial(_text, unit))
        for name, unit in {
            "capitals": "A",
            "capital words": "HARBOUR ",
            "capitals with apostrophes": "O'",
            "initials": "J. ",
            "digits": "1",
            "dates": "3 March 2021 ",
            "times": "12:05 ",
            "commas": ",",
            "brackets in text": "(",
            "dashes": "- ",
            "full stops": ". ",
            "spaces": " ",
            "tabs": "\t",
            "empty lines": "\n",
            "short lines": "a\n",
            "lines of capitals": "READ MORE\n",
            "zero-width characters": "a\u200b",
            "soft hyphens": "a\u00ad",
            "right-to-left marks": "\u200fa\u202e ",
            "combining marks": "e\u0301\u0302\u0303",
            "emoji": "\U0001f600\u200d",
            "Chinese": "\u6e2f\u53e3",
            "Arabic": "\u0645\u064a\u0646\u0627\u0621 ",
            "Thai": "\u0e17\u0e48\u0e32",
            "addresses": "https://a.example/x?y=z ",
            "a long address": "a/",
            "mail addresses": "a@a.example ",
            "at signs": "a@",
            "bylines": "By Marta Okello and Peter Novak, ",
            "quotes": '"a" ',
            "opening quotes": "\u201c",
            "stars": "* ",
            "underscores": "_",
            "replacement characters": "\ufffd",
            "a word without end": "harbour",
            "the story again and again": f"{STORY}\n\n",
            "the story in one line": STORY.replace("\n\n", " ") + " ",
            "photo credits": "(Photo: Marta Okello/Reuters) ",
            "hashtags": "#harbour ",
            "numbers with units": "5 km 12.5 % $3 ",
        }.items()
    },
    "DNA": ("a.txt", partial(_letters, "ACGT")),
    "base64": ("a.txt", lambda size: _text(base64.b64encode(Random(3).randbytes(size * 3 // 4)).decode(), size)),  # noqa: S311
    "letters": ("a.txt", partial(_letters, "abcdefghijklmnopqrstuvwxyz ")),
    "letters of all kinds": ("a.txt", partial(_letters, "aB3 .,-'\"()/:;&@#\n\t\u00e9\u0416\u4e2d")),
    "made-up names": ("a.txt", _names),
    "menus": ("a.txt", _menus),
    # containers
    "deep JSON": ("a.json", partial(_deep_json, "[", "]")),
    "deep JSON objects": ("a.json", partial(_deep_json, '{"a":', "}")),
    "open braces": ("a.json", lambda size: filled('{"a":', size).encode()),
    "open brackets": ("a.json", lambda size: filled("[", size).encode()),
    "many keys": (
        "a.json",
        lambda size: ('{"text": ' + json.dumps(STORY) + _numbered(', "k{}": 1', size) + "}").encode(),
    ),
    "an array of numbers": ("a.json", lambda size: f"[{filled('1,', size)}1]".encode()),
    "an array of stories": ("a.json", lambda size: f"[{filled(json.dumps({'text': STORY}) + ',', size)}1]".encode()),
    "broken JSON lines": ("a.jsonl", lambda size: filled('{"text": \n', size).encode()),
    "short JSON lines": ("a.jsonl", lambda size: filled('{"text": "a"}\n', size).encode()),
    "escapes": ("a.json", lambda size: ('{"text": "' + filled("\\u0041", size) + '"}').encode()),
    "quoted mail": ("a.eml", _quoted_mail),
    "mail headers": ("a.eml", lambda size: _mail(_numbered("X-{}: a\n", size).strip())),
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
    "front matter": ("a.md", lambda size: ("---\n" + _numbered("k{}: v\n", size) + f"---\n{STORY}").encode()),
    "Markdown marks": ("a.md", partial(_text, "**a** [b](c) ")),
    "Markdown brackets": ("a.md", partial(_text, "[")),
    "Markdown quotes": ("a.md", partial(_text, "> ")),
    "Markdown lists": ("a.md", partial(_text, "* a\n  ")),
    "a WARC header": ("a.warc", lambda size: ("WARC/1.0\r\n" + filled("X: y\r\n", size) + "\r\n").encode()),
    "empty WARC records": (
        "a.warc",
        lambda size: filled("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", size).encode(),
    ),
    "agency messages": ("a.anpa", lambda size: filled("\x01\x02\x03", size).encode()),
}
"""By name: the name of the file, and what makes its bytes, of about a given size."""


def steps(name: str, data: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    """What each step does with a file. Each must be called before the next is asked for."""
    documents: list[Document] = []

    def read() -> None:
        documents.extend(item for item in read_documents(name, BytesIO(data)) if isinstance(item, Document))

    yield "reading", read
    rows = [
        {
            "article_id": f"{number}",
            "source_uri": f"{name}#{number}",
            "media_type": document.media_type,
            "text": document.text,
            "fields": json.dumps([[value.name, value.value, value.key] for value in document.fields]),
        }
        for number, document in enumerate(documents)
    ]
    yield "lines", lambda: line_rows(rows)
    cleaned: list[tuple[Row, Row]] = []

    def clean() -> None:
        for row, outcome in zip(rows, clean_rows(rows), strict=True):
            if not isinstance(outcome, Rejected):
                header = [line for line in outcome["removed_lines"] if not line.get("is_outside")]
                [page] = outcome.get("page_facts", [{"facts": None}])
                cleaned.append((row, {**outcome["clean_articles"][0], **page, "header": header}))

    yield "cleaning", clean
    titles: list[str | None] = []

    def describe() -> None:
        inputs = [
            {
                **{key: row[key] for key in ("article_id", "source_uri", "fields")},
                **{key: article[key] for key in ("facts", "header", "body")},
                "text": row["text"] if row["media_type"] == "text/plain" else None,
            }
            for row, article in cleaned
        ]
        for outcome in metadata_rows(inputs):
            assert not isinstance(outcome, Rejected)
            titles.append(outcome["article_metadata"][0]["title"])

    yield "metadata", describe
    bodies = [str(article["body"]) for _, article in cleaned]
    changed = [f"{body[: len(body) // 2]}\n\n{STORY[:200]}\n\n{body[len(body) // 2 :]}" for body in bodies]
    yield "fingerprints", lambda: fingerprint_batch(bodies)
    yield (
        "copies",
        lambda: verify_rows(
            [
                {
                    "article_id": "a",
                    "body": body,
                    "candidates": ["b", "c"],
                    "judged": [],
                    "day": None,
                    "days": [None, None],
                    "texts": {"b": other, "c": STORY},
                }
                for body, other in zip(bodies, changed, strict=True)
            ]
        ),
    )
    yield "revisions", lambda: [revise(body, other) for body, other in zip(bodies, changed, strict=True)]
    yield "terms", lambda: [story_terms(title, body) for title, body in zip(titles, bodies, strict=True)]
    yield "inferred dates", lambda: [infer_date(body, [Company(date(2021, 3, 3), "copy")]) for body in bodies]
    yield "entities", lambda: [_mentions(title, body) for title, body in zip(titles, bodies, strict=True)]


def _mentions(title: str | None, body: str) -> object:
    article = ArticleText(title, body, None)
    tagger = load_tagger("gazetteer")
    spans = []
    for paragraph in paragraphs_of(article.joined):
        [found] = tagger.tag([paragraph.text])
        spans += [Span(span.start + paragraph.start, span.end + paragraph.start, span.label) for span in found]
    return mentions_of(article, spans)
