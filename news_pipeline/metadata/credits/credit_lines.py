"""Finds the lines of plain text that credit: bylines, names beside a date, names on a line of their own by the date."""

import re
from dataclasses import dataclass

from news_pipeline.metadata.credits.agencies import agencies_in_names
from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.near_title import NEAR_TITLE, lines_near_title, title_number

CREDIT_REACH = 6
"""Lines under the title in which a credit may stand without any label."""
DATED_ABOVE, DATED_BELOW = 4, 8
"""Lines above and below the title in which a name beside a date may be the author's."""
CONFIRMING = 4
"""Lines between a name on its own and a date that confirms it."""
_BY_INSIDE = re.compile(r"(?:^|\W)(?:by|von|par|por)\s+([^\W\d_].*)$", re.IGNORECASE)
_LIST_MARK = re.compile(r"^[*•+-]\s+")
MAX_CREDIT = 160
"""Characters of a credit with a date."""
MAX_UNNAMED = 60
"""Characters before the date of a credit in which no name can be read."""
_NOT_CREDITS = frozenset({"comment_form", "caption", "copyright", "subscription", "tags", "url", "title"})
"""Roles of lines that credit nobody."""
_BY = re.compile(
    r"^\W*(?:(?:(?:written|reported|story|words|posted|text) )?by|von|par|por|di|door|av|oleh|автор|authors?|autor|"
    r"(?:text|words)(?=\s?:))\b"
    r"\s?:?\s",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^\W*(?P<name>[^\W\d_][^,:]{3,50}?)\s(?:reports?|writes|berichtet)(?:\s(?:from|for|on|aus|für)\b.*)?\W*$"
)
_ROLE = re.compile(
    r"\s(?:reporter|writer|editor|correspondent|journalist|columnist|producer|redakteur(?:in)?)\W*$", re.IGNORECASE
)
_INTERFACE = re.compile(
    r"\b(?:share|sharing|save|listen|print|watch|live|key|points?|social|article|content|story|premium|exclusive|account|"
    r"sign|log|back|home|next|previous|gallery|menu|search|close|open|copy|link|north\w*|south\w*|east\w*|west\w*|middle|united|new|"
    r"africa\w*|america\w*|asia\w*|europe\w*|international|national|local|latest|top|breaking|analysis|explainer|feature|related|articles?|topics?|follow|images?|getty)\b",
    re.IGNORECASE,
)
"""Words of buttons, sections and places, which look like names on a line of their own."""


@dataclass(frozen=True, slots=True)
class DatedCredit:
    """A line such as "Jane Doe · Posted: Aug 8, 2024"."""

    names: str
    """What stands before the date."""
    readings: tuple[DateReading, ...]


def dated_credit(line: HeaderLine, title: int | None, language: str | None) -> DatedCredit | None:
    """The credit with a date that the line is; `title` is the number of the title's line.

    Without "by" or "posted" only an agency just under the title counts: a linked headline has capitals and a date too.
    """
    distance = line.number - title if title is not None else -1
    if line.role in _NOT_CREDITS or not 0 < distance <= NEAR_TITLE or len(line.text) > MAX_CREDIT:
        return None
    readings = read_dates(line.text.strip(), language)
    if not readings:
        return None
    names = line.text.strip()[: readings[0].start].strip(" \t*•·|–—-")
    is_marked = bool(_BY.match(line.text)) or any(reading.label for reading in readings)
    is_agency = distance <= CREDIT_REACH and bool(agencies_in_names(names))
    is_credit = is_agency or (is_marked and (len(names) < MAX_UNNAMED or bool(people(names))))
    return DatedCredit(names, readings) if is_credit else None


def credit_lines(
    header: tuple[HeaderLine, ...], body: str, language: str | None, *, of_page: bool = False
) -> tuple[HeaderLine, ...]:
    """Lines near the title that name authors or agencies, reduced to the names where a date stands beside them.

    of_page: the lines are of a web page, whose marks say more: without a date only what cleaning calls a byline counts.
    """
    near, title = lines_near_title(header), title_number(header)
    found = [line for line in header if line.role == "byline" and line.number in near]
    if not of_page:
        found = [_without_topics(line, language) for line in found]
    is_labelled = bool(found)
    for index, line in enumerate(header):
        if line.role == "byline" or line.number not in near:
            continue
        credit = dated_credit(line, title, language)
        if credit and (people(credit.names) or agencies_in_names(credit.names)):
            found.append(HeaderLine(line.number, credit.names, "byline"))
        elif not credit and not of_page and _is_signed(line, title):
            found.append(HeaderLine(line.number, line.text, "byline"))
        elif (
            not is_labelled
            and not of_page
            and title is not None
            and (names := _named_beside_date(line, title, language))
        ):
            found.append(HeaderLine(line.number, names, "byline"))
        elif not is_labelled and title is not None and line.number > title and line.role == "timestamp":
            found += _names_beside(header, index, title, body)
    if not found and not of_page and title is not None:
        found = _alone_below(header, title, body, language)
    return tuple(dict.fromkeys(found))


def _without_topics(line: HeaderLine, language: str | None) -> HeaderLine:
    """The line up to its date, if it names people there: topics may follow ("By Jane Doe | 3 May 2024 | Kitchen")."""
    text = line.text.strip()
    readings = read_dates(text, language) if len(text) <= MAX_CREDIT and _BY.match(text) else []
    names = text[: readings[0].start].rstrip(" |·•–—,-") if readings else ""
    return HeaderLine(line.number, names, line.role) if people(names) else line


def _named_beside_date(line: HeaderLine, title: int, language: str | None) -> str | None:
    """The names of "Jane Doe October 11, 2024" and "September 1, 2023 by Jane Doe", close to the title."""
    is_close = -DATED_ABOVE <= line.number - title <= DATED_BELOW and line.number != title
    if not is_close or line.role in _NOT_CREDITS or len(line.text) > MAX_CREDIT:
        return None
    text = line.text.strip()
    readings = read_dates(text, language)
    if not readings:
        return None
    around = (text[: readings[0].start], text[readings[-1].end :])
    signed = next((match[1] for part in around if (match := _BY_INSIDE.search(part))), None)
    if signed and people(signed):
        return signed
    return next((names for part in around if (names := _lone_names(part)) and len(people(names)) == 1), None)


def _alone_below(header: tuple[HeaderLine, ...], title: int, body: str, language: str | None) -> list[HeaderLine]:
    """The first line below the title that is one name and nothing else, if the text confirms that it is the author.

    It does by a date close to it, or by saying the name at the beginning of another line, as notes on the author do.
    """
    lines = [line for line in header if line.role not in _NOT_CREDITS]
    dated = [line.number for line in lines if len(line.text) < MAX_CREDIT and read_dates(line.text.strip(), language)]
    starts = [line.text.strip() for line in lines] + [line.strip() for line in body.splitlines()]
    for line in lines:
        if not 0 < line.number - title <= CREDIT_REACH:
            continue
        names = _lone_names(_LIST_MARK.sub("", line.text.strip()))
        if not names or len(people(names)) != 1:
            continue
        name = people(names)[0]
        again = sum(text.startswith(name) for text in starts) > 1
        if again or any(abs(number - line.number) <= CONFIRMING for number in dated):
            return [HeaderLine(line.number, names, "byline")]
    return []


def _is_signed(line: HeaderLine, title: int | None) -> bool:
    """Whether a line under the title says who wrote: "By Jane Doe, health editor", "Jane Doe reports from Example"."""
    is_under = title is None or line.number > title
    if line.role in _NOT_CREDITS or not is_under or len(line.text) > MAX_CREDIT:
        return False
    if _BY.match(line.text):
        return bool(people(line.text))
    match = _REPORTS.match(line.text)
    return bool(match and len(people(match["name"])) == 1 and len(match["name"].split()) > 1)


def _names_beside(header: tuple[HeaderLine, ...], index: int, title: int, body: str) -> list[HeaderLine]:
    """The line before the date, else the one after it, if it holds nothing but names and the body has not got them."""
    for other in (index - 1, index + 1):
        line = header[other] if 0 <= other < len(header) else None
        if line is None or line.number <= title or abs(line.number - header[index].number) > 4:
            continue
        if line.role not in _NOT_CREDITS and (names := _lone_names(line.text)) and names not in body:
            return [HeaderLine(line.number, names, "byline")]
    return []


def _lone_names(text: str) -> str | None:
    """ "Jane Doe Travel Reporter" to "Jane Doe"; None if the line says anything but names of two words or more."""
    bare = re.sub(r"@\w+", "", text[:MAX_CREDIT]).strip(" \t*•·|–—-")
    if _ROLE.search(bare):
        words = _ROLE.sub("", bare).split()
        bare = " ".join(words[:2]) if len(words) <= 4 else ""
    names = people(bare)
    said = sum(len(name.split()) for name in names)
    rest = [word for word in re.findall(r"\w[\w'’.-]*", bare) if word.lower() not in ("and", "by", "for", "with")]
    unsaid = len(rest) - said - len(agencies_in_names(bare))
    is_plain = all(len(name.split()) >= 2 for name in names) and not _INTERFACE.search(bare)
    return bare if names and is_plain and unsaid <= 0 and len(bare) < 80 else None
