"""Folds characters, so that the typography of an outlet does not hide a reprint.

Typography leaves case, accents, styles of quotation marks, dashes, dots of acronyms and line breaks to each outlet.
"""

import re
import unicodedata

WRAPPED = re.compile(r"\n(?<=[^\n]{40}\n)(?<![.!?:;\"']\n)(?=[a-z])")
"""The line end after a full line that goes on in small letters."""
DOT_IN_ACRONYM = re.compile(r"\.(?=[a-z]\.)")
"""The dots of "u.s." but the last."""
COMMA_IN_NUMBER = re.compile(r",(?=\d\d\d)")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_KEPT = {ord(character): character for character in "abcdefghijklmnopqrstuvwxyz0123456789\"'\n"}
SEPARATED = {code: _KEPT.get(code, " ") for code in range(128)}
"""What an ASCII character becomes before words are split."""
_SAME_AS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′´ʼ", "'"),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("…。", "."),
    **dict.fromkeys("ıİ", "i"),
}
COMMON = [
    *((mark, _SAME_AS[mark]) for mark in "“”‘’…"),
    ("–", " "),
    ("—", " "),
    ("\u00a0", " "),
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("``", '"'),
    ("''", '"'),
    ("`", "'"),
]
"""Replaced first: what most texts have, and what is longer than one character."""
_WITHOUT_SPACES = (
    range(0x0E00, 0x0F00),  # Thai, Lao
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x3040, 0x3100),  # kana
    range(0x3400, 0xA000),  # Chinese
    range(0xF900, 0xFB00),  # Chinese, compatibility forms
    range(0x20000, 0x40000),  # Chinese, rare characters
)
"""Scripts without spaces between words: each character counts as a word."""


class _Folded(dict[int, str]):
    """What a character beyond ASCII becomes: small base letters, or a separator. Bounded by the size of Unicode."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME_AS:
        return _SAME_AS[character]
    if unicodedata.category(character) in ("Cf", "Mc", "Me", "Mn"):  # soft hyphens, accents that stand alone
        return ""
    base = unicodedata.normalize("NFKD", character.casefold())
    base = "".join(part for part in base if part.isascii() or part.isalnum())
    if not base or not any(map(str.isalnum, base)):
        return base or " "
    return f" {base} " if any(ord(character) in script for script in _WITHOUT_SPACES) else base


FOLDED = _Folded()
"""Folds characters beyond ASCII; others stay."""
_FOLDED_AND_SEPARATED = _Folded(SEPARATED)


def fold(text: str) -> str:
    """Small letters without accents, straight quotation marks, acronyms and numbers in one piece.

    Lines and the punctuation that ends sentences stay.
    """
    for common, plain in COMMON:
        text = text.replace(common, plain)
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: found.group().translate(FOLDED), text)
    text = WRAPPED.sub(" ", text).lower()
    return COMMA_IN_NUMBER.sub("", DOT_IN_ACRONYM.sub("", text))


def separate(folded: str) -> str:
    """A folded text of which letters, digits, quotation marks and line ends are left, and spaces in place of the rest.

    Lower-casing makes new characters beyond ASCII here and there, so these are folded once more.
    """
    return folded.translate(SEPARATED if folded.isascii() else _FOLDED_AND_SEPARATED)
