"""Bytes to text: which encoding they are in.

Here: the order of the tests (byte order mark, UTF-8, UTF-8 with a few stray bytes, the charset that a page declares,
detection by chardet) and the refusal of what is no text. A page's own declaration comes after the UTF-8 test because
collections re-encode pages and leave the tag as it was.
Elsewhere: how binary files begin (binary.py), declared charsets (charsets.py), repairs of decoded text (repair.py).
"""

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from news_pipeline.readers.binary import is_noise, signature
from news_pipeline.readers.charsets import codec_of

# The longer marks first: UTF-32's begins with UTF-16's.
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
_CHARACTERS_PER_STRAY = 4
_MIN_NUL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotText:
    """Bytes that are no text in any encoding that is known."""

    looks_like: str


def decode(data: bytes, *, declared: str | None = None) -> Decoded | NotText:
    """The text of `data`; `declared` is the charset that an HTML page names, believed only if the bytes fit it.

    The text may hold NUL and, never, lone surrogates. Raises nothing. Detection looks at 64 KiB.
    """
    decoded = _marked(data)
    if decoded is None:
        if kind := signature(data):
            return NotText(kind)
        decoded = _utf8(data) or _utf16(data) or _declared(data, declared) or _detected(data)
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


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also when it was cut inside its last character or has stray cp1252 bytes; None: something else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data)
    if _looks_like_utf16(data):
        return None
    if _JIS_ESCAPE.search(data):
        return _strictly(data, "iso2022_jp_2", "guessed") or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with foreign bytes, if it has at least four real multi-byte characters for each of them.

    Fewer could be chance: in text of another encoding, pairs of bytes now and then pass as UTF-8.
    """
    if _looks_like_utf16(data):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = decoder.decode(data)
    cut = bool(decoder.getstate()[0])
    strays = len(_STRAY.findall(text))
    if len(_NOT_ASCII.findall(text)) - strays < _CHARACTERS_PER_STRAY * (strays + cut):
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
    """The byte order of UTF-16 without a mark: in text that has ASCII, NUL stands on one side of the pairs only."""
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
    """chardet's answer on the lines around the first byte that is not ASCII."""
    import chardet  # noqa: PLC0415 - its models take 0.1 s to load, and most files are UTF-8

    high = _HIGH_BYTE.search(data)
    begin = data.rfind(b"\n", 0, max(high.start() - 1000, 0)) + 1 if high else 0
    answer = chardet.detect(data[begin : begin + _DETECTED_BYTES])["encoding"]
    encoding = codec_of(answer) if answer else None
    if encoding is None:
        return None
    decoded = _strictly(data, encoding, "guessed")
    if encoding.startswith("utf-"):  # any even number of bytes passes as UTF-16: it must also be writing
        return decoded if decoded and _is_writing(decoded.text) else None
    if decoded is None:
        replaced = _replaced(data, encoding)
        decoded = Decoded(replaced.text, encoding, (f"encoding {encoding} guessed", *replaced.notes))
    return decoded


def _is_writing(text: str) -> bool:
    """Whether the text has no characters that are unassigned or for private use."""
    return not any(category(character) in {"Cn", "Co"} for character in text[:2000])


def _strictly(data: bytes, encoding: str, how: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, (f"encoding {encoding} {how}",))
    except UnicodeDecodeError:
        return None
