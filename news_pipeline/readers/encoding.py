"""Finds the encoding of bytes and decodes them, or refuses them as no text.

The tests in order: byte order mark, UTF-8, UTF-8 with a few stray bytes, UTF-16 without mark, the declared charset,
detection by chardet. The declaration comes after UTF-8: collections re-encode pages and leave the tag as it was.
"""

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from news_pipeline.readers.binary import is_noise, signature
from news_pipeline.readers.charsets import codec_of

# UTF-32 before UTF-16: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_JIS_ESCAPE = re.compile(rb"\x1b\$[@B]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")  # what the error handler surrogateescape makes of a byte
_UNDECODED = "bytes that could not be decoded replaced by U+FFFD"
_DETECTED_BYTES = 64 * 2**10
_MIN_CHARACTERS_PER_STRAY = 4
_MIN_LATIN_PER_STRAY = 2
"""In a text that is nearly all ASCII, if all its other characters are Latin letters and marks: in other encodings
such letters do not stand beside signs that would make UTF-8 of them."""
_NOT_LATIN = re.compile("[^\x00-\u024f\u2010-\u203a\u20ac\udc80-\udcff]")
_MIN_ASCII_SHARE = 0.9
_MIN_NUL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotText:
    """Bytes that are no text in any known encoding."""

    looks_like: str
    """For a person, such as `a PDF document`."""
    is_known: bool = False
    """Its first bytes are those of a known kind of file."""


def decode(data: bytes, *, declared: str | None = None) -> Decoded | NotText:
    """The text of `data`. `declared` is the charset that a page or header names; it counts only if the bytes fit it.

    The text may hold NUL, but no lone surrogates. Raises nothing. Detection looks at 64 KiB.
    """
    decoded = _marked(data)
    if decoded is None:
        if kind := signature(data):
            return NotText(kind, is_known=True)
        decoded = _utf8(data, declared) or _utf16(data) or _declared(data, declared) or _detected(data)
    if decoded is None:
        return NotText("binary data, or text in an encoding that is not known")
    if is_noise(decoded.text):
        return NotText("binary data (many control characters)")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            notes = ("byte order mark removed",)
            body = data[len(mark) :]
            if encoding == "utf-8":
                rest = _utf8(body) or Decoded(body.decode("utf-8", "replace"), "utf-8", (_UNDECODED,))
            else:
                rest = _replaced(body, encoding)
            return Decoded(rest.text, rest.encoding, notes + rest.notes)
    return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, (_UNDECODED,))


def _utf8(data: bytes, declared: str | None = None) -> Decoded | None:
    """UTF-8, also if it was cut inside its last character or has stray cp1252 bytes; None: another encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data, codec_of(declared) if declared else None)
    if _looks_like_utf16(data):
        return None
    if _JIS_ESCAPE.search(data):
        return _strictly(data, "iso2022_jp_2", "guessed") or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _nearly_utf8(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 with stray bytes, if it has at least four real multi-byte characters for each of them.

    Fewer may be chance: in text of another encoding, a pair of bytes passes as UTF-8 now and then. One is enough where
    UTF-8 is declared, two where all of them are Latin and no other encoding is declared.
    """
    if _looks_like_utf16(data):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = decoder.decode(data)
    cut = bool(decoder.getstate()[0])
    strays = len(_STRAY.findall(text))
    least, others = _MIN_CHARACTERS_PER_STRAY, len(_NOT_ASCII.findall(text))
    if declared == "utf-8":
        least = 1
    elif declared is None and others <= (1 - _MIN_ASCII_SHARE) * len(text) and not _NOT_LATIN.search(text):
        least = _MIN_LATIN_PER_STRAY
    if others - strays < least * (strays + cut):
        return None
    notes = []
    if strays:
        text = _STRAY.sub(_cp1252_character, text)
        notes.append("stray cp1252 bytes")
    if cut:
        notes.append("cut character at the end removed")
    return Decoded(text, "utf-8", tuple(notes))


def _cp1252_character(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace")


def _looks_like_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark; None: not UTF-16. ASCII in it has its NUL on one side of each pair."""
    sample = data[: _DETECTED_BYTES & ~1]
    if b"\0" not in sample or len(sample) < 4:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if first + second < _MIN_NUL_SHARE * len(sample) or min(first, second) * 20 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _utf16(data: bytes) -> Decoded | None:
    encoding = _looks_like_utf16(data)
    if encoding is None:
        return None
    decoded = _replaced(data, encoding)
    return Decoded(decoded.text, encoding, (f"encoding {encoding} guessed", *decoded.notes))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    encoding = codec_of(declared) if declared else None
    return _strictly(data, encoding, "declared") if encoding else None


def _detected(data: bytes) -> Decoded | None:
    """What chardet finds in the lines around the first byte that is not ASCII."""
    import chardet  # noqa: PLC0415 - its models take 0.1 s to load, and most files are UTF-8

    high = _HIGH_BYTE.search(data)
    begin = data.rfind(b"\n", 0, max(high.start() - 1000, 0)) + 1 if high else 0
    answer = chardet.detect(data[begin : begin + _DETECTED_BYTES])["encoding"]
    encoding = codec_of(answer) if answer else None
    if encoding is None:
        return None
    decoded = _strictly(data, encoding, "guessed")
    if encoding.startswith("utf-"):  # any even number of bytes decodes as UTF-16, so its characters must be sound
        return decoded if decoded and _is_writing(decoded.text) else None
    if decoded is None:
        replaced = _replaced(data, encoding)
        decoded = Decoded(replaced.text, encoding, (f"encoding {encoding} guessed", *replaced.notes))
    return decoded


def _is_writing(text: str) -> bool:
    """Whether the text has neither unassigned nor private-use characters."""
    return not any(category(character) in {"Cn", "Co"} for character in text[:2000])


def _strictly(data: bytes, encoding: str, how: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, (f"encoding {encoding} {how}",))
    except UnicodeDecodeError:
        return None
