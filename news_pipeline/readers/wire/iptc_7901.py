"""Takes apart messages of IPTC 7901, as European agencies send them.

The header says service and number, priority, category and length, and perhaps a keyword on a line of its own. The text
begins with the keyword, which ends in a slash, and the headline; the last line above the story may end in `=`.
"""

import re

from news_pipeline.readers.wire.message_lines import Message, paragraphs_of, written_moment

_FIRST = re.compile(r"\A\s*([A-Za-z]{2,8})(\d{1,5}) +(\S) +(\S{1,4}) +(\d{1,5})\b *(.*)")
_KEYWORD = re.compile(r"\S.{0,120}/")
_BY = re.compile(r"(?:By|Von|Par|Por|Di|Door) +(.+?)(?:, .+)?", re.I)
_MAX_ABOVE = 8
"""Lines above the story."""
_NOT_FOR_PRINT = re.compile(r"\bnot (?:intended )?for publication\b", re.I)
_SENT = re.compile(
    r"\b(\d{2})(\d{4}) ?([A-Z]{1,4})? ?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{4}|\d{2})\b", re.I
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def read_iptc_7901(header: str, body: str, trailer: str) -> Message:
    """The message of its three parts."""
    message = Message()
    first, *others = [line.strip() for line in header.split("\n") if line.strip()] or [""]
    stated = _FIRST.match(first)
    if stated:
        message.add("urgency", stated[3], "header, priority")
        message.add("subject", stated[4], "header, category")
    if others:
        message.add("slug", " ".join(others).rstrip("/ "), "header, keyword")
    lines = body.split("\n")
    end = next((place for place, line in enumerate(lines) if _NOT_FOR_PRINT.search(line)), len(lines))
    message.add("note", " ".join(lines[end + 1 :]), "not for publication")
    while end and not lines[end - 1].strip(" *"):
        end -= 1
    sent = _SENT.search(trailer) or next(reversed(list(_SENT.finditer(body[-200:]))), None)
    lines = _without_head(lines[:end], message)
    if sent:
        month = _MONTHS.index(sent[4].lower()) + 1
        message.add("published", written_moment(sent[5], month, sent[1], sent[2], (sent[3] or "").upper()), "trailer")
        lines = [line for line in lines if line.strip() != sent[0]]
    message.paragraphs = paragraphs_of(lines)
    return message


def _without_head(lines: list[str], message: Message) -> list[str]:
    """The story. What stands above it is noted: a keyword that ends in a slash, a headline that ends in `=`."""
    places = [place for place, line in enumerate(lines) if line.strip()]
    if places and _KEYWORD.fullmatch(lines[places[0]].strip()):
        message.add("slug", lines[places[0]].strip().rstrip("/"), "keyword")
        lines = lines[places[0] + 1 :]
        places = [place for place, line in enumerate(lines) if line.strip()]
    end = next((place for place in places[:_MAX_ABOVE] if lines[place].rstrip().endswith("=")), None)
    if end is None:
        return lines
    above = [line.strip().rstrip("=").strip() for line in lines[: end + 1] if line.strip()]
    bylines = [found[1] for line in above if (found := _BY.fullmatch(line))]
    title = [line for line in above if not _BY.fullmatch(line) and not line.startswith("(")]
    message.add("title", " ".join(title), "headline")
    for name in bylines:
        message.add("authors", name, "byline")
    return lines[end + 1 :]
