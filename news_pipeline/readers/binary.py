"""Recognises bytes that are no text, whatever the file's name says: PDF, pictures, archives, raw data."""

import re

# How files of these kinds begin, by the formats' own descriptions and the `file` command's table. A signature of
# printable letters alone would hit a text that begins so; therefore the bytes after it count too.
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
_ADVICE = {
    "archive": "unpack it into the folder",
    "old": "save it as .docx (for many: soffice --headless --convert-to docx *.doc)",
    "picture": "if it shows a text, put the text behind it with an OCR program, such as ocrmypdf",
    "database": "export its table as CSV",
}
_ANY_ADVICE = "save its text, if it has any, as .txt, .html or .md"
# Not counted are the control characters that text has: tab, newlines, form feed, backspace, substitute (it ends DOS
# files), escape.
_CONTROLS = bytes([*range(0x08), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F])
_MAX_CONTROL_SHARE = 0.05
_SAMPLE_CHARACTERS = 200_000


def signature(data: bytes) -> str | None:
    """The kind of file that begins like `data`, such as `a PDF document`; None: no known kind."""
    found = _SIGNATURES.match(data)
    return found.lastgroup.replace("_", " ") if found and found.lastgroup else None


def what_to_do(kind: str) -> str:
    """What a person can do with a file of a kind that `signature` has named."""
    words = kind.split()
    return next((advice for word, advice in _ADVICE.items() if word in words), _ANY_ADVICE)


def is_noise(text: str) -> bool:
    """Whether at least two characters, and over 5 %, are control characters or could not be decoded."""
    sample = text[:_SAMPLE_CHARACTERS]
    signs = sample.encode("utf-8", "surrogatepass")
    controls = len(signs) - len(signs.translate(None, _CONTROLS)) + sample.count("\ufffd")
    return controls > max(_MAX_CONTROL_SHARE * len(sample), 1)
