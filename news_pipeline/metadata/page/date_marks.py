"""Finds the date on one element of a page: microdata, `time`, `data-` attributes, dated classes, short texts."""

import re
from collections.abc import Sequence
from typing import Any

from news_pipeline.metadata.dates.epochs import epoch_moment
from news_pipeline.metadata.dates.words import whole_label
from news_pipeline.metadata.page.marks import Mark, Names, mark_of, names_of, text_of

MAX_SHORT = 160
MAX_CHILDREN = 6
LABEL_DEPTH = 2
"""Elements, from the date outwards, before which its label may stand."""
MAX_LABEL = 30
"""Characters of a label."""
_FILED = re.compile(
    r"\s{0,99}(?:this|dieser|diese|cet|cette|esta?e?|quest[oa]|dit|deze)\s(?:\w+\s)?"
    r"(?:entry|post|article|page|beitrag|eintrag|artikel|seite|entrée|entrada|articolo|bericht)\s",
    re.IGNORECASE,
)
"""How a sentence begins in which content systems say when a page was published and under what it is filed."""
BADGE, MAX_BADGE = (2, 4), 24
"""Elements and characters of a date whose parts have an element each."""
_BADGE_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NO_DATE = frozenset(("html", "body", "title"))
_DATE_PROPERTY = re.compile(r"datepublished|datemodified|datecreated", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DATA_NAME = re.compile(r"data-[\w-]*(?:time|date|publish|epoch|stamp|source)", re.IGNORECASE)
_NOT_OWN_DAY = re.compile(r"updat|modif|expir|until|format|zone|end", re.IGNORECASE)
_ISO = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_WRITTEN = re.compile(
    r"\s*(?:document\.write(?:ln)?|[\w.]*(?:date|time)\w*)\s*\(\s*([\"'])(?P<text>[^\"'<>]{8,60})\1", re.IGNORECASE
)


def date_mark(  # noqa: PLR0913  one element of the walk
    element: Any, tag: str, names: Names, prop: str | None, children: Sequence[Any], *, order: int, aside: bool
) -> Mark | None:
    """The element's date, if it has one of its own. prop: its itemprop."""
    if tag == "meta":
        name = prop or ""
        return Mark(f"itemprop:{name}", element.get("content") or "", "", order, aside) if name[:4] == "date" else None
    mark = None
    prop = prop or element.get("property")
    if prop and _DATE_PROPERTY.search(prop):
        value = element.get("content") or element.get("datetime") or element.get("title") or ""
        mark = mark_of(f"itemprop:{prop.split(':')[-1]}", element, order, aside=aside, value=value)
    elif tag == "time":
        value = element.get("datetime") or _data_value(element)
        mark = Mark("time", value, _around(element), order, aside, _says(element, names))
    elif names.date and (data := _data_value(element)):
        mark = mark_of("data", element, order, aside=aside, value=data, says=_says(element, names))
    elif tag in ("abbr", "span") and names.date and element.get("title"):
        mark = mark_of("class", element, order, aside=aside, value=element.get("title"), says=_says(element, names))
    elif tag not in _NO_DATE and _short_with_digits(element, children):
        says = _says(element, names) if names.date else _label_before(element)
        mark = mark_of("class" if names.date else "text", element, order, aside=aside, says=says)
        if len(mark.text) > MAX_SHORT:
            own = " ".join(_own_text(element, children).split())
            mark = Mark(mark.name, own, own, order, aside, says)
    elif names.date and (badge := _badge(element, children)):
        mark = Mark("class", badge, badge, order, aside, _says(element, names))
    elif children and (own := element.text) and len(own) < MAX_SHORT and _FILED.match(own) and _DIGIT.search(own):
        mark = Mark("text", own.strip(), own.strip(), order, aside)
    return mark


def written_mark(script: Any, order: int, *, aside: bool) -> Mark | None:
    """The date that a short script writes at its own place: `showDate("2020/04/17 01:43:09")`."""
    text = script.text or ""
    match = _WRITTEN.match(text) if len(text) < MAX_SHORT else None
    return Mark("class", match["text"], match["text"], order, aside) if match and _DIGIT.search(match["text"]) else None


def epoch_text(value: str) -> str | None:
    """A moment in seconds or milliseconds since 1970 as ISO 8601 in UTC; None if the digits are no such moment."""
    moment = epoch_moment(value) if _EPOCH.fullmatch(value) else None
    return moment.isoformat() if moment else None


def _data_value(element: Any) -> str:
    """The moment in one of the element's `data-` attributes."""
    for name, value in element.attrib.items():
        if name.startswith("data-") and _DATA_NAME.match(name) and not _NOT_OWN_DAY.search(name):
            text = value.strip()
            if _ISO.fullmatch(text):
                return str(text)
            if moment := epoch_text(text):
                return moment
    return ""


def _says(element: Any, names: Names) -> str:
    """What the names of the element say, or else those of its parent, or else the label in the element before it."""
    if names.says:
        return names.says
    parent = element.getparent()
    return (names_of(parent).says if parent is not None else "") or _label_before(element)


def _label_before(element: Any) -> str:
    """What an element that is only a label, such as "Published", says of the one after it, or around that."""
    for _ in range(LABEL_DEPTH):
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            is_label = isinstance(before.tag, str) and not (before.tail or "").strip()
            text = text_of(before, MAX_LABEL + 1) if is_label else ""
            return (whole_label(text) or "") if 0 < len(text) <= MAX_LABEL else ""
        if parent is None or (parent.text or "").strip():
            return ""
        element = parent
    return ""


def _own_text(element: Any, children: Sequence[Any]) -> str:
    """The text of the element without that of the elements in it."""
    own = element.text or ""
    return own + "".join([child.tail or "" for child in children]) if children else own


def _badge(element: Any, children: Sequence[Any]) -> str:
    """A date whose day, month and year have an element each; empty if it is none."""
    if not BADGE[0] <= len(children) <= BADGE[1] or any(len(child) for child in children):
        return ""
    text = text_of(element, MAX_BADGE + 1)
    return text if len(text) <= MAX_BADGE and _BADGE_YEAR.search(text) else ""


def _short_with_digits(element: Any, children: Sequence[Any]) -> bool:
    """Whether the element's own text, or that of its first inline children, is short and has a digit."""
    if len(children) > MAX_CHILDREN:
        return False
    own = _own_text(element, children) if children else element.text or ""
    return len(own) > 5 and _DIGIT.search(own) is not None and 5 < len(own.strip()) < MAX_SHORT


def _around(element: Any) -> str:
    """A time element's text with the words before it, where its label stands."""
    own = text_of(element, 120)
    before = element.getprevious()
    parent = element.getparent()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not lead.strip() and before is not None and isinstance(before.tag, str):
        lead = text_of(before, 60)
    return f"{' '.join(lead.split())[-60:]} {own}".strip()
