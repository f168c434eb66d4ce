"""Folds US and UK spellings of one word to one form, by endings and by the single words of spelling_variants.csv.

The form is for comparing words, never for showing them. So folding too much is harmless: "rise" becomes "rize" in both
of two texts that are compared.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

MAX_LETTERS = 40
"""Longer words are not English and stay as they are, which bounds the work."""


class _Rule(NamedTuple):
    """What is replaced in a word."""

    letters: tuple[str, ...]
    """One of these is in every word that the pattern finds something in. Looking for them is cheap."""
    pattern: re.Pattern[str]
    replacement: str


RULES: tuple[_Rule, ...] = tuple(
    _Rule(tuple(letters.split()), re.compile(pattern), replacement)
    for letters, pattern, replacement in (
        # organise, organisation, analyse
        (
            "is ys",
            r"(?<=[a-z]{2})([iy])s(?=(?:e|ed|es|er|ers|ing|ingly|able|ation|ations|ational|ationally)$)",
            r"\1z",
        ),
        # labour, neighbourhood, favourite; not four, hour, tour
        (
            "our",
            r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ings|er|ers|al|able|ably|ful|fully|ite|ites|itism|hood|hoods|less|ly|y)?$)",
            "or",
        ),
        ("re", r"(?<=[a-z]{2})([bctv])re(?=s?$)", r"\1er"),  # centre, fibre, manoeuvre
        ("red", r"(?<=[a-z]{2})([bctv])red$", r"\1ered"),
        ("ring", r"(?<=[a-z]{2})([bctv])ring$", r"\1ering"),
        ("ence", r"(?<=[a-z]{2})ence(?=(?:s|less)?$)", "ense"),  # defence, licence
        ("ogue", r"(?<=[a-z]{3})ogue(?=s?$)", "og"),  # catalogue
        ("ogued", r"(?<=[a-z]{3})ogued$", "oged"),
        ("amme", r"(?<=[a-z]{3})amme(?=s?$)", "am"),  # programme
        ("mm pp ss tt", r"([mpst])\1(?=(?:ed|ing|er|ers)$)", r"\1"),  # kidnapped, focussed, programmer
        ("wards", r"wards$", "ward"),
        ("gement", r"(?<=[a-z]{3})gement(?=s?$)", "gment"),  # judgement
        # travelled, enroll, skilful
        ("ll", r"(?<=[a-z]{4})l{2,}|l{2,}(?=[a-z]{4})|(?<=[a-z]{2})l{2,}(?=[a-z]{2})", "l"),
        ("ae", r"(?<=h)ae(?=m)|(?<=p)ae(?=d)|(?<=an)ae(?=[ms])|(?<=k)ae(?=m)|(?<=arch)ae(?=o)|(?<=gyn)ae(?=c)", "e"),
        ("oe", r"(?<=f)oe(?=t)|^oe(?=s)|(?<=rh)oe(?=a)|(?<=man)oe(?=u)", "e"),
        ("maneuv", r"^maneuv(?:er|r)", "manever"),
    )
)


def fold_spelling(word: str) -> str:
    """The common form of one lower-case word; idempotent. Words with anything but a to z come back as they are."""
    if not (3 < len(word) <= MAX_LETTERS and word.isascii() and word.isalpha()):
        return word
    while (folded := _fold_once(word)) != word:
        word = folded
    return word


def _fold_once(word: str) -> str:
    word = _variants().get(word, word)
    for letters, pattern, replacement in RULES:
        for some in letters:
            if some in word:
                word = pattern.sub(replacement, word)
                break
    return word


@cache
def _variants() -> dict[str, str]:
    lines = files("news_pipeline.shared").joinpath("spelling_variants.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["variant"]: row["common"] for row in rows}
