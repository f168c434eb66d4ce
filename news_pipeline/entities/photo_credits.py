"""Finds the credits of photos: "Jane Doe/AFP/Getty Images", "(Photo: Jane Doe, AP)", "REUTERS/Jane Doe/File Photo".

A paper of its own counts where the line shows that it is a credit: "(Jane Doe/Staff)", "Photograph: Jane Doe/The Star".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GIVEN = r"[A-Z][\w'’.-]{0,30}"
_NAME = rf"{_GIVEN}(?: (?:(?:von|van|der|de|del|al|el|bin) )?[A-Z][\w'’-]{{1,30}}){{1,3}}"
_DESK = (
    r"(?:AP(?: Photo| Images)?|AFP(?:-JIJI)?|REUTERS|Reuters|EPA(?:-EFE)?|Getty(?: Images)?|Shutterstock|Corbis|UPI"
    r"|NurPhoto|Xinhua|Z[Uu][Mm][Aa](?: Press| Wire)?|SIPA(?: USA)?|Sipa(?: USA)?|Polaris|Redux|Bloomberg|Lehtikuva"
    r"|TASS|Sputnik|(?:The )?Associated Press|Anadolu(?: Agency)?|P[Oo][Oo][Ll](?: Photo)?|H[Aa][Nn][Dd][Oo][Uu][Tt])"
)
_FIRST_DESK = r"(?:AP Photo|AFP|REUTERS|EPA|Getty Images)"
_OTHER = r"[A-Z][\w.&'’-]{1,30}(?: [A-Z][\w.&'’-]{1,30}){0,3}"
_MORE = rf"(?:(?:/| via | for |, )(?:{_DESK}|File(?: [Pp]hoto)?|Pool|{_OTHER} via {_DESK}))*"
_PAPER = (
    r"(?:Staff|File|(?:The |Los )?[A-Z][\w.&'’-]{1,30}(?: [A-Z][\w.&'’-]{1,30}){0,2} (?:Times|Post|News|Press"
    r"|Herald|Tribune|Star|Journal|Globe|Chronicle|Gazette|Media|Magazine|Register|Observer|Independent|Telegraph|Guardian|Sun|Photos?"
    r"|Images|Agency|Sentinel|Courier|Record|Republic|Bee|Staff|Studios?)|The [A-Z][a-z]{2,20})"
)
"""What "(Jane Doe/...)" ends in where no agency has the photo."""
_PICTURE = r"(?:Image|Photo|Photograph|Picture|Illustration|Graphic|Video|Media)s?"
"""What a page calls its pictures in the labels before a credit and a caption: "Photo source Jane Doe Photo caption"."""
_FORMS = (
    re.compile(rf"(?<![\w/])(?P<name>{_NAME}) ?/ ?(?:{_OTHER} via )?{_DESK}\b{_MORE}"),
    re.compile(rf"(?<!\w){_FIRST_DESK}/(?P<name>{_NAME})(?! poll| survey){_MORE}"),
    re.compile(
        rf"\((?:File )?[Pp]hoto(?:s|graph)?(?: by|:| credit:?| courtesy of)? ?(?P<name>{_NAME})"
        r"(?:[ ,/]+[^()\n]{0,60})?\)"
    ),
    re.compile(
        rf"(?<!\w)(?:[Pp]hoto(?:graph)?s? (?:by|courtesy of)|(?:[Pp]hoto |[Ii]mage |[Pp]icture )?[Cc]redit:)"
        rf" (?P<name>{_NAME})(?:(?:/|, | via | for ){_DESK}{_MORE})?"
    ),
    re.compile(rf"\((?P<name>{_NAME}) ?/ ?{_PAPER}\)"),
    re.compile(
        rf"(?:^|(?<=[.!?)”\"] ))(?:Photo|Photograph|Picture|Image|Photography): (?P<name>{_NAME})"
        rf"(?: ?/ ?{_OTHER}{_MORE}|(?=\.?[ \t]*$))"
    ),
    re.compile(
        rf"\b{_PICTURE} (?:[Cc]opyright|[Rr]ights|[Ss]ource|[Cc]ourtesy|[Cc]redits?|©|[Bb]y)(?: of)?:? "
        rf"(?P<name>{_NAME}?)"
        rf"(?: ?/ ?{_OTHER}{_MORE})?(?=\.?[ \t]*$| {_PICTURE} (?:[Cc]aption|[Dd]escription)\b)"
    ),
)
_SIGN = re.compile("/|hoto|redit|Picture|Image|Video|Media|Illustration|Graphic")
"""What every credit holds."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit of a photo."""

    start: int
    end: int
    name_start: int
    """Of the photographer."""
    name_end: int


def photo_credits(text: str) -> Iterator[Credit]:
    """The credits of a text, in order, without overlap. None runs over the end of a line."""
    if not _SIGN.search(text):
        return
    start = 0
    for line in text.split("\n"):
        if _SIGN.search(line):
            yield from _in_line(line, start)
        start += len(line) + 1


def _in_line(line: str, start: int) -> Iterator[Credit]:
    found = [(match.span(), match.span("name")) for form in _FORMS for match in form.finditer(line)]
    end = 0
    for (first, last), name in sorted(found, key=lambda each: (each[0][0], -each[0][1])):
        if first >= end:
            yield Credit(start + first, start + last, start + name[0], start + name[1])
            end = last
