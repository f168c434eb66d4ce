"""Tail: what stands around and after a story and can be named for certain by its wording or its place.

Here: link texts at the ends of lines, forms, tag lines, copyright, lists of other headlines after the last paragraph.
Elsewhere: lines above the story (header.py), lines that only their surroundings give away (model.py).
"""

import re
from functools import cache

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.header import is_prose
from news_pipeline.cleaning.phrases import FOLDER, ends_sentence, is_date_line, is_url, stock_phrase
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

FEW_URLS = 3
"""More lines of bare URLs are the story's own list of links."""
_COMMENTS = re.compile(
    r"^\d{1,3}(?:[,.]\d{3})* (?:thoughts?|comments?|responses?|repl(?:y|ies)|kommentare?|commentaires?"
    r"|coment[aá]rios?) (?:on|to|zu|sur|en|em|a)\b",
    re.IGNORECASE,
)
"""Heading of readers' comments, as weblogs have it."""
FURNITURE = (Role.COMMENT_FORM, Role.SUBSCRIPTION, Role.NAVIGATION, Role.RELATED, Role.TAGS, Role.COPYRIGHT)


@cache
def _link_text() -> re.Pattern[str]:
    phrases = [
        p for p in (FOLDER / "link_texts.txt").read_text(encoding="utf-8").splitlines() if p and not p.startswith("#")
    ]
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<=[.!?…。！？:\"”’'»)\]])\s*[\[(]?(?:{listed})[\])]?[\s.…»›>→:]*$", re.IGNORECASE)


def split_link_text(text: str) -> tuple[str, str]:
    """The line without its link text, and the link text: ("... he said.", "read more"), or ("...", "")."""
    found = _link_text().search(text, max(1, len(text) - 60))
    if not found:
        return text, ""
    return text[: found.start()].rstrip(), text[found.start() :].strip()


def label_tail(lines: list[SourceLine]) -> dict[int, LabelledLine]:
    """Labels by position for the lines after the story that are surely not part of it; wherever they stand, forms and
    tag lines.

    The story's last paragraph is the last line of prose. A list after it goes if it holds three lines or more, none a
    sentence, and no heading or colon announces it as the story's own.
    """
    if not lines:
        return {}
    prose = [i for i, line in enumerate(lines) if is_prose(line.text) and not _is_furniture(line)]
    last = prose[-1] if prose else -1
    first = prose[0] if prose else len(lines)
    labels = _from_reply_form(lines, prose)
    for i, line in enumerate(lines):
        if i not in labels and prose:
            label = _certain(line, after=i > last)
            if label:
                labels[i] = label
    if prose:
        _teasers(lines, last, labels)
    urls = [i for i, line in enumerate(lines) if is_url(line.text)]
    if len(urls) <= FEW_URLS:
        labels |= {
            i: LabelledLine(lines[i].number, lines[i].text, Role.URL, "a line that is one URL")
            for i in urls
            if i < first or i > last
        }
    return labels


def _is_furniture(line: SourceLine) -> bool:
    phrase = stock_phrase(line.text)
    return phrase is not None and phrase[0] in (Role.COMMENT_FORM, Role.SUBSCRIPTION, Role.COPYRIGHT)


def _certain(line: SourceLine, *, after: bool) -> LabelledLine | None:
    """A line that its own wording gives away."""
    phrase = stock_phrase(line.text)
    if phrase is None:
        return None
    role, where = phrase
    short = count_words(line.text) <= 12
    if where != "start":
        if (
            after
            or count_words(line.text) >= 3
            or role in (Role.COMMENT_FORM, Role.SUBSCRIPTION)
            or line.text.isupper()
        ):
            return LabelledLine(line.number, line.text, role, f"stock phrase: {line.text[:40].lower()}")
        return None
    if role is Role.TAGS and after and not ends_sentence(line.text):
        return LabelledLine(line.number, line.text, role, "line of tags after the story")
    if (
        after
        and role in FURNITURE
        and (short or role is Role.COPYRIGHT)
        and not (ends_sentence(line.text) and role is Role.RELATED)
    ):
        return LabelledLine(line.number, line.text, role, f"opens like {role.value.replace('_', ' ')}, after the story")
    return None


def _from_reply_form(lines: list[SourceLine], prose: list[int]) -> dict[int, LabelledLine]:
    """Everything from a reply form or the first comment on, if the larger part of the prose stands above it."""
    for i, line in enumerate(lines):
        is_form = stock_phrase(line.text) == (Role.COMMENT_FORM, "section") and count_words(line.text) >= 2
        counted = bool(_COMMENTS.match(line.text)) or (is_form and line.text[0].isdigit())
        if not counted and not is_form:
            continue
        above = sum(len(lines[k].text) for k in prose if k < i)
        below = sum(len(lines[k].text) for k in prose if k > i)
        if above > 2 * below and (counted or not below):
            reason = f"after the form: {line.text[:30].lower()}"
            return {
                k: LabelledLine(lines[k].number, lines[k].text, Role.COMMENT_FORM, reason) for k in range(i, len(lines))
            }
    return {}


def _are_headlines(lines: list[SourceLine]) -> bool:
    """Whether all lines are written as English headlines are: long, with capitals."""
    for line in lines:
        long = [word for word in line.text.split() if len(word) > 4]
        if len(long) < 3 or sum(word[0].isupper() for word in long) < 0.8 * len(long):
            return False
    return True


def _teasers(lines: list[SourceLine], last: int, labels: dict[int, LabelledLine]) -> None:
    """Lists of other headlines below the last paragraph, and what stands below a heading such as "Most read"."""
    section: str | None = None
    i = last + 1
    while i < len(lines):
        phrase = stock_phrase(lines[i].text)
        if phrase and phrase[1] == "section" and phrase[0] in (Role.RELATED, Role.COMMENT_FORM):
            section = lines[i].text[:30].lower()
        run = i
        while run < len(lines) and lines[run].marker and not ends_sentence(lines[run].text.rstrip("\"”'’")):
            run += 1
        announced = lines[i - 1].text.endswith((":", "：")) or (i - 1 > last and i - 1 not in labels)
        if run - i >= 3 and (section or not announced or (run == len(lines) and _are_headlines(lines[i:run]))):
            reason = f"below the heading: {section}" if section else "list of headlines after the story"
            labels.update(
                {
                    k: LabelledLine(lines[k].number, lines[k].text, Role.RELATED, reason)
                    for k in range(i, run)
                    if k not in labels
                }
            )
            i = run
            continue
        if section and i not in labels and not is_date_line(lines[i].text):
            labels[i] = LabelledLine(lines[i].number, lines[i].text, Role.RELATED, f"below the heading: {section}")
        i += 1
