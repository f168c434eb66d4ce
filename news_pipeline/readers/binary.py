"""Files that are no text whatever their name says: PDF, pictures, archives.

Here: how they begin, and how raw data betrays itself. Elsewhere: decoding what is text (encoding.py).
"""

import re

# How files of these kinds begin; the sources are the formats' own descriptions and the `file` command's table. Magic of
# printable letters alone would hit a text that begins so, hence the bytes behind them.
_SIGNATURES = re.compile(
    rb"(?P<a_PDF_document>%PDF-\d)"
    rb"|(?P<a_PNG_picture>\x89PNG\r\n)"
    rb"|(?P<a_JPEG_picture>\xff\xd8\xff)"
    rb"|(?P<a_GIF_picture>GIF8[79]a)"
    rb"|(?P<a_RIFF_picture_or_sound>RIFF....(?:WEBP|WAVE|AVI ))"
    rb"|(?P<a_zip_archive_or_Office_document>PK(?:\x03\x04|\x05\x06|\x07\x08))"
    rb"|(?P<an_old_Office_document>\xd0\xcf\x11\xe0\xa1\xb1)"
    rb"|(?P<an_RTF_document>\{\\rtf1)"
    rb"|(?P<a_gzip_archive>\x1f\x8b\x08)"
    rb"|(?P<a_bzip2_archive>BZh[1-9]1AY&SY)"
    rb"|(?P<a_zstd_archive>\x28\xb5\x2f\xfd)"
    rb"|(?P<an_xz_archive>\xfd7zXZ\x00)"
    rb"|(?P<a_7z_archive>7z\xbc\xaf\x27\x1c)"
    rb"|(?P<a_RAR_archive>Rar!\x1a\x07)"
    rb"|(?P<an_MP3_sound>ID3[\x02-\x04]\x00)"
    rb"|(?P<an_Ogg_file>OggS\x00)"
    rb"|(?P<an_MP4_film>....ftyp[\x20-\x7e]{4}\x00)"
    rb"|(?P<a_program>\x7fELF|MZ.{1,2}\x00)"
    rb"|(?P<an_SQLite_database>SQLite format 3\x00)"
    rb"|(?P<a_Parquet_table>PAR1[\x00-\x1f])",
    re.DOTALL,
)
# Control characters that text has: tab, newlines, form feed, backspace, substitute (end of DOS files), escape.
_CONTROLS = re.compile("[\x00-\x07\x0e-\x19\x1c-\x1f\x7f\ufffd]")
_MAX_CONTROL_SHARE = 0.05
_LOOKED_AT = 200_000


def signature(data: bytes) -> str | None:
    """The kind of file that begins as `data` does, such as `a PDF document`; None: none that is known."""
    found = _SIGNATURES.match(data)
    return found.lastgroup.replace("_", " ") if found and found.lastgroup else None


def is_noise(text: str) -> bool:
    """Whether more than one in twenty characters, and more than one, is a control character or was not decoded."""
    looked_at = text[:_LOOKED_AT]
    return len(_CONTROLS.findall(looked_at)) > max(_MAX_CONTROL_SHARE * len(looked_at), 1)
