"""The one clean-up of short values that a source gives: titles, names of people and of outlets."""

import html
import re

from news_pipeline.cleaning.characters import tidy
from news_pipeline.readers.repair import repaired_mojibake

MAX_VALUE = 2000
"""Code points of a value that are looked at."""
_TAG = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|acronym|b|big|bdi|bdo|br|center|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|ol|p|q|s|"
    r"small|span|strike|strong|style|sub|sup|time|tt|u|ul|wbr)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE | re.DOTALL,
)
"""Comments and tags of text. "Why <video> won" keeps its word."""
_CDATA = re.compile(r"<!\[CDATA\[(.{0,2000}?)\]\]>", re.DOTALL)
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
"""Letters as JSON writes them, escaped once too often."""
_UNSEEN = re.compile("[\u061c\u180e\ufff9-\ufffc\U000e0000-\U000e007f]")
"""Marks of direction, annotation and language, which tidy() leaves."""
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b", re.IGNORECASE)


def plain(raw: str) -> str:
    """The value as a reader sees it: entities and escapes read (entities twice, for those that were written twice), no
    tags, no characters that a screen does not show, mojibake undone, single spaces. Empty if nothing is left."""
    text = raw[:MAX_VALUE]
    if "\\u" in text:
        text = _ESCAPED.sub(_unescaped, text)
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _CDATA.sub(r"\1", text)
        text = _TAG.sub(lambda tag: " " if _BREAK.match(tag[0]) else "", text)
    if not text.isascii():
        text = _UNSEEN.sub("", repaired_mojibake(text)[0])
    return tidy(" ".join(text.split()))


def _unescaped(match: re.Match[str]) -> str:
    """The letters of `\\u00f6`; halves of pairs that have no partner as the sign for unknown."""
    units = b"".join(int(code, 16).to_bytes(2, "big") for code in match[0].split("\\u")[1:])
    return units.decode("utf-16-be", "replace")
