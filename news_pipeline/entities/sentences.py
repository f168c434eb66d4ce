"""Splits a text into sentences by rules. A line break always ends a sentence."""

import re
from functools import cache

from news_pipeline.shared.word_tables import word_list

_BREAK = re.compile(r"\n+|(?<![.!?…])(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)[ \t]+(?=[\"'“‘«(\[]*[A-Z0-9])")
_SIGN = re.compile(r"[\n.!?…]")
"""What every break begins with: found ten times as fast."""
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)*[^\W_]+$")


def sentence_starts(text: str) -> list[int]:
    """Start of each sentence, ascending; the first is 0. The full stop of an abbreviation or initial ends none."""
    starts, end = [0], 0
    for sign in _SIGN.finditer(text):
        match = _BREAK.match(text, sign.start()) if sign.start() >= end else None
        if match is None:
            continue
        end = match.end()
        if match.group("stop") == "." and not match.group("close"):
            word = _LAST_WORD.search(text[max(starts[-1], match.start() - 20) : match.start()])
            if word and (len(word.group().split(".")[-1]) == 1 or word.group().lower() in _abbreviations()):
                continue
        if match.end() < len(text) and text[starts[-1] : match.start()].strip():
            starts.append(match.end())
    return starts


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word_list(__package__, "tables/abbreviations.txt"))
