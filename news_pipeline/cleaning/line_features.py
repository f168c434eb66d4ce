"""Features: numbers that describe each line by itself, by its neighbours and by the page around it.

Here: the columns that the line model reads, in plain Python: a line by itself and its neighbours. Elsewhere: the page
around it (page.py), the model (model.py) and how it is learned (train/). After C. Kohlschütter et al., "Boilerplate
Detection using Shallow Text Features" (WSDM 2010): words, density and neighbours tell prose from page furniture.
"""

import re
from collections import Counter

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.context import Column
from news_pipeline.cleaning.page import of_page
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    function_word_share,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_url,
    language_of,
    stock_phrase,
)
from news_pipeline.cleaning.reader_notices import is_notice
from news_pipeline.cleaning.roles import Role, SourceLine

PHRASE_ROLES = (
    "related",
    "comment_form",
    "subscription",
    "navigation",
    "tags",
    "copyright",
    "correction",
    "agency_credit",
    "caption",
    "byline",
    "url",
)
_FUSED = re.compile(r"[a-zà-ÿа-я]{3}[A-ZÀ-ÞА-Я][a-zà-ÿа-я]")
_WORD = re.compile(r"\w+")


def features(lines: list[SourceLine]) -> dict[str, Column]:
    """One column per feature, one value per line; sizes are in words, distances in lines, shares from 0 to 1."""
    language = language_of([line.text for line in lines])
    columns = _own(lines, language)
    columns |= _neighbours(columns)
    columns |= of_page(lines, columns)
    return columns


def _own(lines: list[SourceLine], language: str) -> dict[str, Column]:
    repeats = Counter(line.text for line in lines)
    columns: dict[str, Column] = {}
    rows = [_line(line, language, repeats[line.text]) for line in lines]
    for name in rows[0] if rows else ():
        columns[name] = [row[name] for row in rows]
    return columns


def _line(line: SourceLine, language: str, repeats: int) -> dict[str, float]:
    text = line.text
    words = count_words(text)
    tokens = _WORD.findall(text[:600])
    capitals = sum(t[0].isupper() for t in tokens)
    share = function_word_share(text, language)
    sentence = ends_sentence(text)
    phrase = stock_phrase(text)
    row = {
        "words": float(words),
        "sentence_end": float(sentence),
        "colon_end": float(text.endswith((":", "："))),
        "comma_inside": float(text.count(",") + text.count("，") + text.count("、")),
        "stops_inside": float(len(re.findall(r"[.!?。！？][\"”’』」)]? ?(?=\w)", text[:2_000]))),
        "function_words": share,
        "capitalised": capitals / len(tokens) if tokens else 0.0,
        "all_capitals": float(text.isupper() and words > 1),
        "starts_lower": float(text[:1].islower()),
        "starts_quote": float(text[:1] in "\"'“‘«„「『"),
        "digits": sum(c.isdigit() for c in text[:600]) / max(1, len(text[:600])),
        "bars": float(text.count("|") + text.count("»") + text.count("›") + text.count("·")),
        "fused": float(len(_FUSED.findall(text[:2_000]))),
        "has_url": float("http" in text or "www." in text),
        "first_person": float(bool(re.search(r"\b(?:you|your|our|us)\b", text[:400].lower()))),
        "date_line": float(is_date_line(text)),
        "byline_shape": float(is_byline(text)),
        "url_shape": float(is_url(text)),
        "photo_credit": float(has_photo_credit(text)),
        "list_marker": float(bool(line.marker)),
        "blanks_before": float(line.blanks_before),
        "repeats": float(repeats),
    }
    row["prose"] = 0.0 if is_notice(text) else prose_words(words, share, sentence=sentence)
    section = phrase is not None and phrase[1] != "start"
    row["phrase_whole"] = float(section)
    for role in PHRASE_ROLES:
        row[f"phrase_{role}"] = float(phrase is not None and phrase[0] == role)
    row["section"] = float(
        phrase is not None and phrase[1] == "section" and phrase[0] in (Role.RELATED, Role.COMMENT_FORM)
    )
    return row


def prose_words(words: int, function_share: float, *, sentence: bool) -> float:
    """Words of running prose in a line, at most 80: all of a sentence with function words, few of a headline."""
    weight = (1.0 if sentence else 0.35 if words >= 18 else 0.08) * min(1.0, 0.15 + function_share / 0.3)
    if words < 5:
        weight *= 0.3
    return min(80.0, words) * weight


def _shift(column: Column, by: int) -> Column:
    n = len(column)
    return [column[i + by] if 0 <= i + by < n else -1.0 for i in range(n)]


def _neighbours(columns: dict[str, Column]) -> dict[str, Column]:
    near: dict[str, Column] = {}
    for name, distances in (
        ("prose", (1, 2, 3)),
        ("words", (1, 2)),
        ("sentence_end", (1,)),
        ("list_marker", (1,)),
        ("phrase_whole", (1, 2)),
        ("colon_end", (1,)),
        ("blanks_before", (1,)),
        ("date_line", (1, 2)),
        ("photo_credit", (1,)),
    ):
        for d in distances:
            if name != "colon_end":
                near[f"{name}_after_{d}"] = _shift(columns[name], d)
            if name != "blanks_before":
                near[f"{name}_before_{d}"] = _shift(columns[name], -d)
    return near
