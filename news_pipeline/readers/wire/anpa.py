"""Takes apart messages of ANPA 1312 (American Newspaper Publishers Association, 84-2), as American agencies send them.

The header says priority, category, keyword, day and length. Lines that begin with `^` stand above the text: the keyword
again, the headline, notes to editors, the byline. `<` and `=` at their ends set them flush left or centre them.
"""

import re

from news_pipeline.readers.wire.message_lines import Message, paragraphs_of, written_moment

_SERVICE = re.compile(r"\A\s*[a-zA-Z]\d{4}\x1f")
_KEYWORD = re.compile(r"\s?([a-z]) ([a-z])\W{1,4}([A-Z]{2}-\S.{0,100}?)\s{1,20}(?:\d{1,2}-\d{1,2} )?\d{1,5}\s{0,20}")
_SLUG = re.compile(r"[A-Z]{2}-\S")
_VERSION = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th) ?(?:Ld|Add|Sub)\S{0,40}|\S{0,40}Writethru|Correction|CORRECTIVE)\b")
_WORDS = re.compile(r",\s?\d{1,5}\Z")
_BY = re.compile(r"By\s+(.+)", re.I)
_NOTE = re.compile(r"\(?(?:Eds?|EDITORS?(?:'S?)? NOTE)\b[.:' _]*", re.I)
_PICTURES = re.compile(r"AP (?:Photo|Graphic|Video)\b", re.I)
_SENT = re.compile(r"\b([A-Z]{2,5})-[A-Z]{2}-(\d{2})-(\d{2})-(\d{2}) (\d{4}) ?([A-Z]{3,4})\b")
_SENT_PLAIN = re.compile(r"()\b(\d{2})-(\d{2})-(\d{2}) (\d{4}) ?([A-Z]{3,4})\b")
_MARKS = {"``": "“", "''": "”", " _ ": " — "}
"""What stands for quotation marks and a dash, which its six-level code has not."""


def is_anpa(header: str, body: str) -> bool:
    """Whether a message is one: a service level and number before the unit separator, or lines that begin with `^`."""
    return _SERVICE.match(header) is not None or re.search(r"(?m)^\^.+[<=]\s*$", body) is not None


def read_anpa(header: str, body: str, trailer: str) -> Message:
    """The message of its three parts."""
    message = Message()
    keyword = next((found for line in header.split("\n") if (found := _KEYWORD.fullmatch(line))), None)
    if keyword:
        message.add("urgency", keyword[1], "header, priority")
        message.add("subject", keyword[2], "header, category")
    lines = body.replace("\x08", " ").replace("\x10", " ").split("\n")
    above = [line.strip("^<= \t\r") + ("=" if line.rstrip().endswith("=") else "") for line in lines if line[:1] == "^"]
    below = [line for line in lines if line[:1] != "^"]
    if above and _SLUG.match(above[0]):
        _add_slug(message, above.pop(0))
    elif keyword:
        _add_slug(message, keyword[3])
    for line in above:
        _add_line(message, line)
    if not any(line.strip() for line in below):  # some send short items as headings alone
        below = [line.rstrip("=") for line in above[1:]]
    sent = next((found for each in (trailer, *below[-4:]) if (found := _SENT.search(each))), None)
    below = [line for line in below if sent is None or sent[0] not in line]
    sent = sent or _SENT_PLAIN.search(trailer)
    if sent:  # the month comes first
        message.add("published", written_moment(sent[4], int(sent[2]), sent[3], sent[5], sent[6]), "trailer")
        if not any(each.name == "source" for each in message.fields):
            message.add("source", sent[1], "trailer")
    message.paragraphs = [_with_marks(text) for text in paragraphs_of(below)]
    return message


def _add_slug(message: Message, line: str) -> None:
    slug = _WORDS.sub("", line)
    message.add("slug", slug, "keyword")
    version = _VERSION.search(slug)
    message.add("version", version[0] if version else "", "keyword")


def _add_line(message: Message, line: str) -> None:
    """A line above the text: byline and employer end in `=`; of the others the first is the title."""
    text, present = line.rstrip("=").strip(), {each.name for each in message.fields}
    byline = _BY.fullmatch(text)
    if byline and line.endswith("="):
        message.add("authors", byline[1], "byline")
    elif line.endswith("="):
        message.add("source" if "source" not in present else "note", text, "line below the byline")
    elif note := _NOTE.match(text):
        message.add("note", text[note.end() :].rstrip(")"), "editors' note")
    elif not _PICTURES.match(text):
        name = "title" if "title" not in present else "description"
        message.add(name, _with_marks(text), "headline" if name == "title" else "summary")


def _with_marks(text: str) -> str:
    for written, meant in _MARKS.items():
        text = text.replace(written, meant)
    return text
