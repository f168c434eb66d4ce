"""Builds made-up documents for the tests of metadata: pages and texts of the parts that matter, with defaults."""

import json

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.document import Field

TITLE = "Harbour workers vote to end their strike"
BODY = (
    "Workers at the northern harbour voted on Tuesday to end a strike that had lasted for three weeks.\n\n"
    "The union said that the offer was the best that could be had, and that ships would be unloaded again."
)


def script(*nodes):
    """A script of linked data for each node: a text as it is, all else as JSON."""
    texts = (node if isinstance(node, str) else json.dumps(node) for node in nodes)
    return "".join(f"<script type='application/ld+json'>{text}</script>" for text in texts)


def json_ld(kind="NewsArticle", **values):
    return script({"@type": kind, **values})


def meta(name, content):
    return f"<meta property='{name}' content='{content}'>"


def page_of(head="", before="", after="", *, url=None, seen=None, lang="en", frame="{}"):
    """A page with `before` above its headline and `after` between headline and text; `head` may hold its title."""
    title = "" if "<title>" in head else f"<title>{TITLE}</title>"
    article = frame.format(f"<article><h1>{TITLE}</h1>{after}<p>{BODY}</p></article>")
    html = f"<html lang='{lang}'><head>{title}{head}</head><body>{before}{article}</body></html>"
    return _extracted(html, (), BODY, url, seen=seen)


def text_of(*lines, body=BODY, url=None, seen=None, uri="a.txt", fields=()):
    """A text: the title, then lines; a line is its text (a timestamp) or (text, role)."""
    pairs = [(TITLE, "title"), *[(line, "timestamp") if isinstance(line, str) else line for line in lines]]
    header = tuple(HeaderLine(number, text, role) for number, (text, role) in enumerate(pairs, 1))
    return _extracted(None, header, body, url, seen=seen, uri=uri, fields=fields)


def _extracted(html, header, body, url, *, seen, uri="a", fields=()):
    given = [*fields]
    if url:
        given.append(("url", url, "url"))
    if seen:
        given.append(("seen", seen, "date_download"))
    return extract_metadata(
        MetadataInput(uri, read_page(html) if html else None, header, body, tuple(Field(*each) for each in given))
    )
