"""Text as the lines see it: line breaks, characters that a screen does not show, spaces, normal form, words."""

import re
import unicodedata
from functools import lru_cache

LINE_BREAK = re.compile(r"\r\n|\n|\r|\u2028|\u2029")
WORD_WITH_VOWEL_SIGNS = re.compile(r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u1000-\u109f\u1780-\u17d3]+")
"""Words with the vowel signs of Indian and Burmese scripts, which `\\w` leaves out."""
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""A character of a script that puts no spaces between words."""
REMEMBERED = 2_000
"""Characters of a line about which answers are kept: several rules ask the same of each line."""
_UNSEEN = [0x00AD, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2061, 0x206A)]
_SPACES = [0x09, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]


def _windows_1252(code: int) -> str | None:
    """What a C1 control code stands for in text that was read as Latin-1 (WHATWG Encoding, windows-1252)."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return None


_TABLE: dict[int, str | None] = {
    **dict.fromkeys(range(32)),
    0x7F: None,
    **{code: _windows_1252(code) for code in range(0x80, 0xA0)},
    **dict.fromkeys(_UNSEEN),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_IN_TABLE = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + "]")
_JOINER_BESIDE_ASCII = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_SPACE_RUN = re.compile(r" {2,}")
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = re.compile(r"[\u2000-\u206f]+")
"""Quotation marks, dashes and spaces: none is of a word."""
_BETWEEN_WORDS = {code: " " for code in range(128) if not re.match(r"\w", chr(code))}
LONG = 100
"""Characters from which it pays to split a text at spaces, which is up to six times as fast as to look for words."""
_NO_LETTERS = re.compile(r"[\W_]+")
_ASCII = bytes(range(128))
_NO_ASCII_LETTERS = bytes(code for code in range(256) if code > 127 or not chr(code).isalnum())


def split_lines(text: str) -> list[str]:
    """The lines as an editor numbers them; line 1 is item 0."""
    return LINE_BREAK.split(text)


def tidy(line: str) -> str:
    """One line with visible characters only, single spaces, in NFC, without space at either end.

    Joiners stay between letters that are not ASCII: Persian, Indic scripts and emoji need them. A lone surrogate
    becomes U+FFFD. A C1 control code becomes what Windows-1252 means by it.
    """
    if _IN_TABLE.search(line):
        line = line.translate(_TABLE)
    if not line.isascii():
        if "\u200c" in line or "\u200d" in line:
            line = _JOINER_BESIDE_ASCII.sub("", line)
        line = unicodedata.normalize("NFC", line)
    if "  " in line:
        line = _SPACE_RUN.sub(" ", line)
    return line.strip()


def indentation(line: str) -> int:
    """Columns before the first visible character; a tab counts as four."""
    expanded = line[:400].expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" \u00a0\u3000"))


def count_letters(text: str) -> int:
    """Letters and figures: those of ASCII and all others apart, which is ten times as fast as one pattern."""
    signs = text.encode("utf-8", "surrogatepass")
    others = signs.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return len(signs.translate(None, _NO_ASCII_LETTERS)) + len(_NO_LETTERS.sub("", others))


def without_edges(text: str) -> str:
    """The text without the signs and spaces around its words."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def all_words(text: str) -> list[str]:
    """The words with their vowel signs, in order."""
    plain = _with_plain_signs(text)
    return _plain_words(plain) if plain.isascii() else WORD_WITH_VOWEL_SIGNS.findall(plain)


def _with_plain_signs(text: str) -> str:
    """The text with spaces for quotation marks and dashes: most texts are ASCII then."""
    return text if text.isascii() else _TYPOGRAPHY.sub(" ", text)


def _plain_words(text: str) -> list[str]:
    """The words of a text in ASCII."""
    return _WORD.findall(text) if len(text) < LONG else text.translate(_BETWEEN_WORDS).split()


def count_words(text: str) -> int:
    r"""Runs of ``\w``; in scripts without spaces (Chinese, Japanese, Thai ...) two characters make a word."""
    return _count_words(text) if len(text) <= REMEMBERED else _count_words.__wrapped__(text)


@lru_cache(maxsize=4096)
def _count_words(text: str) -> int:
    plain = _with_plain_signs(text)
    if plain.isascii():
        return len(_plain_words(plain))
    unspaced = len(UNSPACED.findall(plain))
    if not unspaced:
        return len(_WORD.findall(plain))
    return len(_WORD.findall(UNSPACED.sub(" ", plain))) + (unspaced + 1) // 2
