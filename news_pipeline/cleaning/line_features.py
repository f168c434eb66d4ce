"""The numbers that the line model reads: what a line is by itself, what its neighbours are, and the page around it.

After C. Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (WSDM 2010): words, density and
neighbours tell prose from page furniture.
"""

import re
from collections import Counter

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.function_words import function_word_share, language_of
from news_pipeline.cleaning.page_features import FeatureColumn, Features, page_features
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_url,
    stock_phrase,
)
from news_pipeline.cleaning.reader_notices import is_notice
from news_pipeline.cleaning.roles import Role, SourceLine

PHRASE_ROLES = (
    Role.RELATED,
    Role.COMMENT_FORM,
    Role.SUBSCRIPTION,
    Role.NAVIGATION,
    Role.TAGS,
    Role.COPYRIGHT,
    Role.CORRECTION,
    Role.AGENCY_CREDIT,
    Role.CAPTION,
    Role.BYLINE,
    Role.URL,
)
"""The roles that stock phrases give; each is a feature."""
NEIGHBOURS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("prose", (-3, -2, -1, 1, 2, 3)),
    ("words", (-2, -1, 1, 2)),
    ("sentence_end", (-1, 1)),
    ("list_marker", (-1, 1)),
    ("phrase_whole", (-2, -1, 1, 2)),
    ("colon_end", (-1,)),
    ("blanks_before", (1,)),
    ("date_line", (-2, -1, 1, 2)),
    ("photo_credit", (-1, 1)),
)
"""The features of neighbours that a line has too, by their distance; negative: before the line."""
OUTSIDE = -1.0
"""A neighbour's value where the page has no such line."""
MOST_PROSE = 80.0
"""Words of a line that count as prose at most."""
_STOP_INSIDE = re.compile(r"[.!?。！？][\"”’』」)]? ?(?=\w)")
_SPEAKS_TO_READER = re.compile(r"\b(?:you|your|our|us)\b")
_FUSED = re.compile(r"[a-zà-ÿа-я]{3}[A-ZÀ-ÞА-Я][a-zà-ÿа-я]")
_WORD = re.compile(r"\w+")


def line_features(lines: list[SourceLine]) -> Features:
    """One column per feature, one value per line; empty without lines.

    Sizes are in words, distances in lines, shares from 0 to 1.
    """
    if not lines:
        return {}
    language = language_of([line.text for line in lines])
    repeats = Counter(line.text for line in lines)
    rows = [_own_features(line, language, repeats[line.text]) for line in lines]
    own = {name: [row[name] for row in rows] for name in rows[0]}
    return own | _neighbours(own) | page_features(lines, own)


def _own_features(line: SourceLine, language: str, repeats: int) -> dict[str, float]:
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
        "stops_inside": float(len(_STOP_INSIDE.findall(text[:2_000]))),
        "function_words": share,
        "capitalised": capitals / len(tokens) if tokens else 0.0,
        "all_capitals": float(text.isupper() and words > 1),
        "starts_lower": float(text[:1].islower()),
        "starts_quote": float(text[:1] in "\"'“‘«„「『"),
        "digits": sum(c.isdigit() for c in text[:600]) / max(1, len(text[:600])),
        "bars": float(text.count("|") + text.count("»") + text.count("›") + text.count("·")),
        "fused": float(len(_FUSED.findall(text[:2_000]))),
        "has_url": float("http" in text or "www." in text),
        "first_person": float(bool(_SPEAKS_TO_READER.search(text[:400].lower()))),
        "date_line": float(is_date_line(text)),
        "byline_shape": float(is_byline(text)),
        "url_shape": float(is_url(text)),
        "photo_credit": float(has_photo_credit(text)),
        "list_marker": float(bool(line.marker)),
        "blanks_before": float(line.blanks_before),
        "repeats": float(repeats),
    }
    row["prose"] = 0.0 if is_notice(text) else prose_words(words, share, sentence=sentence)
    row["phrase_whole"] = float(phrase is not None and phrase.is_whole_line)
    for role in PHRASE_ROLES:
        row[f"phrase_{role}"] = float(phrase is not None and phrase.role is role)
    row["section"] = float(phrase is not None and phrase.opens_other_content)
    return row


def prose_words(words: int, function_share: float, *, sentence: bool) -> float:
    """Words of running prose in a line: all of a sentence with function words, few of a headline."""
    weight = (1.0 if sentence else 0.35 if words >= 18 else 0.08) * min(1.0, 0.15 + function_share / 0.3)
    if words < 5:
        weight *= 0.3
    return min(MOST_PROSE, words) * weight


def _neighbours(own: Features) -> Features:
    return {
        f"{name}_{'after' if distance > 0 else 'before'}_{abs(distance)}": _shifted(own[name], distance)
        for name, distances in NEIGHBOURS
        for distance in distances
    }


def _shifted(column: FeatureColumn, by: int) -> FeatureColumn:
    n = len(column)
    return [column[i + by] if 0 <= i + by < n else OUTSIDE for i in range(n)]
