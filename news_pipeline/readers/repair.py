"""Repairs every text that a reader gives, and changes no word: mojibake, newlines, characters that tables cannot hold.

Of ftfy only the repair of encodings is used: it changed none of 458 clean texts, its other repairs 321. So quotes,
ligatures, widths and entities stay as the source has them.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import ExplainedText, TextFixerConfig

_SEGMENT_CHARACTERS = 1_000_000
_LONG_ASCII = re.compile("[\x00-\x7f]{7,}")
_STEERS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]")
_SHORT_NAMES = {"sloppy-windows-1252": "cp1252", "windows-1252": "cp1252", "macroman": "mac-roman"}


def visible(name: str) -> str:
    """The name of a file as it is kept: what steers a terminal or turns its text round is escaped, such as `\\x1b`."""
    return _STEERS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), name)


def storable(text: str) -> str:
    """`text` as a UTF-8 column can hold it: without NUL, and with U+FFFD for each lone surrogate."""
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` storable, with `\\n` for every newline, without mojibake; a note for each repair except newlines."""
    notes = []
    kept = storable(text).removeprefix("\ufeff")
    if "\0" in text:
        notes.append("NUL characters removed")
    if text.count("\ufffd") != kept.count("\ufffd"):
        notes.append("lone surrogates replaced by U+FFFD")
    kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    mended, mojibake = repaired_mojibake(kept)
    if mended is not kept:
        mended = storable(mended).replace("\r", "\n")
    return mended.replace("\u2028", "\n").replace("\u2029", "\n"), (*notes, *mojibake)


def repaired_mojibake(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with its mojibake undone line by line, and a note for each pair of charsets that were mixed up.

    Mojibake is text that was decoded with the wrong charset. ftfy (Robyn Speer, https://ftfy.readthedocs.io) undoes it.
    """
    if text.isascii():
        return text, ()
    lines = text.split("\n")
    # of a page most lines are ASCII
    if not is_suspicious("\n".join([line for line in lines if not line.isascii()])):
        return text, ()
    notes: dict[str, None] = {}
    lines = [_repaired_line(line, notes) if is_suspicious(line) else line for line in lines]
    return "\n".join(lines), tuple(notes)


def is_suspicious(text: str) -> bool:
    """ftfy's own test, made a few times faster by shortening ASCII: none of its patterns has four in a row."""
    from ftfy.badness import is_bad  # noqa: PLC0415 - 0.2 s, and not needed for ASCII

    return not text.isascii() and is_bad(_LONG_ASCII.sub(_ends, text))


def _ends(ascii_run: re.Match[str]) -> str:
    return f"{ascii_run[0][:3]}\n{ascii_run[0][-3:]}"


def _repaired_line(line: str, notes: dict[str, None]) -> str:
    from ftfy import fix_and_explain  # noqa: PLC0415

    parts = []
    for start in range(0, len(line), _SEGMENT_CHARACTERS):
        segment = line[start : start + _SEGMENT_CHARACTERS]
        result = fix_and_explain(segment, _encoding_only())
        parts.append(result.text)
        if result.text != segment:
            notes.update(dict.fromkeys(_explained(result)))
    return "".join(parts)


def _explained(result: "ExplainedText") -> list[str]:
    """ftfy's steps as notes: `encode cp1252, decode utf-8` is "utf-8 read as cp1252"."""
    notes, wrong = [], ""
    for action, parameter in result.explanation or ():
        name = _SHORT_NAMES.get(parameter, parameter)
        if action == "encode":
            wrong = name
        elif action == "decode":
            notes.append(f"mojibake repaired: {name} read as {wrong}")
        elif parameter == "fix_c1_controls":
            notes.append("mojibake repaired: cp1252 read as latin-1")
        elif parameter == "decode_inconsistent_utf8":
            notes.append("mojibake repaired: utf-8 in parts of a line")
    return notes


@cache
def _encoding_only() -> "TextFixerConfig":
    from ftfy import TextFixerConfig  # noqa: PLC0415

    return TextFixerConfig(
        unescape_html=False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        remove_terminal_escapes=False,
        normalization=None,
    )
