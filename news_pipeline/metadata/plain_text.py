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
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b", re.IGNORECASE)


def plain(raw: str) -> str:
    """The value as a reader sees it: entities read (twice, for those that were written twice), no tags, no characters
    that a screen does not show, mojibake undone, single spaces. Empty if nothing is left."""
    text = raw[:MAX_VALUE]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if _BREAK.match(tag[0]) else "", text)
    if not text.isascii():
        text = repaired_mojibake(text)[0]
    return tidy(" ".join(text.split()))
