"""Families of nasty pages and texts, each of any size. Those in containers are in container_floods.py."""

import base64
import json
from collections.abc import Callable
from functools import partial
from random import Random

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


def numbered(form: str, size: int) -> str:
    return "".join(form.format(number) for number in range(size // len(form.format(1000))))


def _page(inside: str, head: str = "") -> bytes:
    return f"<html><head><title>A harbour is closed</title>{head}</head><body>{inside}</body></html>".encode()


def _around(opening: str, closing: str, size: int) -> bytes:
    """The story inside so many tags."""
    depth = size // (len(opening) + len(closing))
    return _page(opening * depth + _PARAGRAPHS + closing * depth)


def _beside(markup: str, size: int) -> bytes:
    return _page(filled(markup, size) + _PARAGRAPHS)


def text(unit: str, size: int) -> bytes:
    return f"{filled(unit, size)}\n\n{STORY}".encode()


def _letters(alphabet: str, size: int) -> bytes:
    dice = Random(5)  # noqa: S311 no secret
    return f"{STORY}\n\n{''.join(dice.choices(alphabet, k=size))}\n\n{STORY}".encode()


def _ld(data: str) -> bytes:
    return _page(_PARAGRAPHS, f'<script type="application/ld+json">{data}</script>')


def _state(data: str) -> bytes:
    return _page(_PARAGRAPHS, f"<script>window.__STATE__ = {data}</script>")


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


PAGES_AND_TEXTS: dict[str, tuple[str, Make]] = {
    # markup
    **{
        f"nested {tag}": ("a.html", partial(_around, f"<{tag}>", f"</{tag}>"))
        for tag in ("div", "span", "b", "blockquote", "ul><li", "table><tr><td", "section", "font", "a href=x", "svg")
    },
    "nested, never closed": ("a.html", partial(_around, "<div>", "")),
    "closed, never opened": ("a.html", partial(_around, "", "</div>")),
    "paragraphs in one another": ("a.html", partial(_beside, "<p><i>a")),
    "attributes": ("a.html", lambda size: _page(f"<p {numbered('a{}=x ', size)}>{_PARAGRAPHS}")),
    "a long attribute": ("a.html", lambda size: _page(f"<p title='{filled('word ', size)}'>{_PARAGRAPHS}")),
    "classes": ("a.html", lambda size: _page(f"<div class='{numbered('c{} ', size)}'>{_PARAGRAPHS}</div>")),
    "empty paragraphs": ("a.html", partial(_beside, "<p></p>")),
    "short paragraphs": ("a.html", partial(_beside, "<p>A short line.</p>")),
    "line breaks": ("a.html", partial(_beside, "<br>")),
    "links": (
        "a.html",
        lambda size: _page(numbered("<a href='/story/{}.html'>Another story</a> ", size) + _PARAGRAPHS),
    ),
    "pictures": ("a.html", partial(_beside, "<figure><img src=x alt=y><figcaption>A photo.</figcaption></figure>")),
    "scripts": ("a.html", partial(_beside, "<script>var a = {b: 1};</script>")),
    "a long script": ("a.html", partial(_beside, "<script>" + "a[0] = '2021-03-04'; " * 50 + "</script>")),
    "styles": ("a.html", partial(_beside, "<style>p {color: red}</style>")),
    "comments": ("a.html", partial(_beside, "<!-- a -->")),
    "a comment without end": ("a.html", lambda size: _page(_PARAGRAPHS + filled("<!-- ", size))),
    "entities": ("a.html", lambda size: _page(f"<p>{filled('&amp;', size)}</p>{_PARAGRAPHS}")),
    "unknown entities": ("a.html", lambda size: _page(f"<p>{numbered('&x{};', size)}</p>{_PARAGRAPHS}")),
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
    "meta tags": ("a.html", lambda size: _page(_PARAGRAPHS, numbered("<meta name='date' content='{}'>", size))),
    "time tags": ("a.html", partial(_beside, "<time datetime='2021-03-04T05:06:07Z'>4 March</time>")),
    "headings": ("a.html", partial(_beside, "<h1>A harbour is closed</h1>")),
    "authors": ("a.html", partial(_beside, "<a rel=author class=byline href=/x>By Marta Okello</a>")),
    "forms": ("a.html", partial(_beside, "<form><input name=a><button>Send</button></form>")),
    "tags of our own": ("a.html", lambda size: _page(numbered("<x-{}>a", size) + _PARAGRAPHS)),
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
    "a long title": ("a.html", lambda size: f"<title>{filled('Harbour - ', size)}</title>{_PARAGRAPHS}".encode()),
    "nested list items": ("a.html", partial(_beside, "<ul><li>a")),
    "definition lists": ("a.html", partial(_beside, "<dl><dt>When<dd>3 March 2021</dl>")),
    "options": ("a.html", lambda size: _page(f"<select>{filled('<option>Finland', size)}</select>{_PARAGRAPHS}")),
    "item properties": (
        "a.html",
        partial(_beside, "<div itemscope itemtype=http://schema.org/Person><b itemprop=name>Marta Okello</b></div>"),
    ),
    "canonical links": (
        "a.html",
        lambda size: _page(_PARAGRAPHS, numbered("<link rel=canonical href=/story/{}>", size)),
    ),
    "pictures in the head": (
        "a.html",
        lambda size: _page(_PARAGRAPHS, numbered("<meta property='og:image' content='/photo/{}.jpg'>", size)),
    ),
    "hidden parts": ("a.html", partial(_beside, "<div style='display:none' hidden>A hidden line of words.</div>")),
    "pages without scripts": ("a.html", partial(_beside, "<noscript><p>A line.</p></noscript>")),
    "frames": ("a.html", partial(_beside, "<iframe srcdoc='<p>a'></iframe>")),
    "numbers of characters": ("a.html", lambda size: _page(f"<p>{filled('&#x41;&#1090;', size)}</p>{_PARAGRAPHS}")),
    "conditional comments": ("a.html", partial(_beside, "<!--[if IE]><p>a</p><![endif]-->")),
    "articles": ("a.html", partial(_beside, "<article><h2><a href=/x>A ship is lost</a></h2><p>A line.</p></article>")),
    "an address in each tag": ("a.html", partial(_beside, "<p data-url=https://a.example/x?y=z#q>a")),
    "deep graph in JSON-LD": ("a.html", lambda size: _ld('{"@graph":[' * (size // 13) + "1" + "]}" * (size // 13))),
    "people in JSON-LD": (
        "a.html",
        lambda size: _ld(
            '{"@type":"NewsArticle","headline":"a","author":['
            + numbered('{{"@type":"Person","name":"Marta Okello {}"}},', size)
            + "1]}"
        ),
    ),
    "many JSON-LD": (
        "a.html",
        lambda size: _page(
            _PARAGRAPHS, filled('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', size)
        ),
    ),
    "page state": ("a.html", lambda size: _state("{" + numbered('"k{}": [1, 2], ', size) + '"z": 1}')),
    "deep page state": ("a.html", lambda size: _state('{"a":' * (size // 6) + "1" + "}" * (size // 6))),
    # text
    **{
        name: ("a.txt", partial(text, unit))
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
            "hours ago": "5 hours ago ",
            "dates of machines": "2021-03-04T05:06:07.123+02:00 ",
            "numbers with stops": "1.1",
            "telephone numbers": "+358 9 1234 5678, ",
            "Cyrillic capitals": "\u0413\u0410\u0412\u0410\u041d\u042c ",
            "Hangul": "\ud56d\uad6c ",
            "carriage returns": "a\r",
            "line separators": "a\u2028",
            "forms of address": "Mr. Peter Novak Jr., ",
            "places": "Paris, Texas; London, Ontario; ",
            "titles with colons": "Harbour: closed | Post - ",
            "questions and answers": "Q. Why?\nA. So.\n",
            "ellipses": "...",
            "datelines": "HELSINKI, March 3 (Reuters) - A line.\n\n",
            "copyrights": "\u00a9 2021 Harbour Post. All rights reserved.\n",
            "results of matches": "Leeds 2 Hull 1\n",
            "Markdown in text": "# a\n\n**b** [c](d)\n\n",
            "tags in text": "<b>a</b> ",
            "escaped tags in text": "&lt;p&gt;a&lt;/p&gt; ",
            "one hyphen a line": "har-\n",
        }.items()
    },
    "DNA": ("a.txt", partial(_letters, "ACGT")),
    "base64": ("a.txt", lambda size: text(base64.b64encode(Random(3).randbytes(size * 3 // 4)).decode(), size)),  # noqa: S311
    "letters": ("a.txt", partial(_letters, "abcdefghijklmnopqrstuvwxyz ")),
    "letters of all kinds": ("a.txt", partial(_letters, "aB3 .,-'\"()/:;&@#\n\t\u00e9\u0416\u4e2d")),
    "made-up names": ("a.txt", _names),
    "menus": ("a.txt", _menus),
}
"""By name: the name of the file, and what makes its bytes, of about a given size."""
