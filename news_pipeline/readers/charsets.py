"""Which codec a charset's name stands for, and which charset an HTML page declares. encoding.py tests the claim."""

import codecs
import re

# By Python's canonical name. Browsers read these as a superset, and so do we
# (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Not accepted: UTF-7, and codecs that are no charsets (rot13).
_ACCEPTED = frozenset(
    [f"cp{page}" for page in (437, 720, 737, 775, 850, 852, 855, 857, 858, 862, 864, 866, 869, 874, 932, 949, 950)]
    + [f"cp{page}" for page in (1006, 1125, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)]
    + [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + ["mac-roman", "mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish", "mac-iceland"]
    + ["koi8-r", "koi8-u", "koi8-t", "kz1048", "ptcp154"]
    + ["big5", "big5hkscs", "gb18030", "hz", "euc_jp", "euc_jis_2004", "shift_jis_2004", "johab"]
    + ["iso2022_jp", "iso2022_jp_2", "iso2022_kr"]
    + ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
_META = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})|<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
_SEARCHED_BYTES = 10_000


def codec_of(label: str) -> str | None:
    """Python's codec for a label such as `ISO-8859-1` (read as cp1252); None: not known, or not accepted."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):  # ValueError: a label with NUL
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _ACCEPTED else None


def declared_charset(html: bytes) -> str | None:
    """The charset that a page declares in its first 10,000 bytes.

    A declaration of UTF-16 or UTF-32 is ignored: in such a page the tag could not be found, as the HTML standard notes.
    """
    found = _META.search(html[:_SEARCHED_BYTES])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii")
    return None if label.lower().startswith(("utf-16", "utf16", "utf-32", "utf32", "ucs")) else label
