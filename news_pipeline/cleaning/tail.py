"""What stands around and after a story and shows it by its wording or its place: link texts, forms, tags, teasers."""

import re
from functools import cache

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import Where, ends_sentence, is_date_line, is_prose, is_url, stock_phrase
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine
from news_pipeline.shared.word_tables import word_list

MOST_LONE_URLS = 3
"""More lines of bare URLs are the story's own list of links."""
FEWEST_TEASERS = 3
"""Items that make a list of other headlines."""
FURNITURE = (Role.COMMENT_FORM, Role.SUBSCRIPTION, Role.NAVIGATION, Role.RELATED, Role.TAGS, Role.COPYRIGHT)
_COUNT_OF_COMMENTS = re.compile(
    r"^\d{1,3}(?:[,.]\d{3})* (?:thoughts?|comments?|responses?|repl(?:y|ies)|kommentare?|commentaires?"
    r"|coment[aá]rios?) (?:on|to|zu|sur|en|em|a)\b",
    re.IGNORECASE,
)
"""The heading of readers' comments on weblogs: "3 thoughts on"."""
_ON_COMMENTS = re.compile(
    r"\b(?:comments?|kommentare?r?|commentaires?|coment[aá]rios?|commenti|reacties|komentarze)\b|комментари",
    re.IGNORECASE,
)
MOST_WORDS_OF_HEADING = 5
_COUNTS = re.compile(r"^\d|\(\d[\d.,]*\)$|[:•·]\s*\d[\d.,]*$")
"""A heading with the number of what is below it."""
_AGO = re.compile(
    r"\b\d{1,4} ?[^\W\d]{1,12} ago\b|\b\d{1,4} [^\W\d]{1,12} (?:fa|geleden)\b|\bvor \d{1,4} [^\W\d]"
    r"|\b(?:il y a|hace|há) \d{1,4} [^\W\d]",
    re.IGNORECASE,
)
MOST_WORDS_OF_MARK = 8
"""Words of a line such as "maria77, 5 hours ago"."""
FEWEST_MARKS = 2
"""Such lines below a heading that make comments."""


@cache
def _link_text() -> re.Pattern[str]:
    phrases = sorted(word_list(f"{__package__}.word_lists", "link_texts.txt"), key=len, reverse=True)
    listed = "|".join(map(re.escape, phrases))
    return re.compile(rf"(?<=[.!?…。！？:\"”’'»)\]])\s*[\[(]?(?:{listed})[\])]?[\s.…»›>→:]*$", re.IGNORECASE)


def split_link_text(text: str) -> tuple[str, str]:
    """The line without its link text, and the link text: ("... he said.", "read more"), or ("...", "")."""
    found = _link_text().search(text, max(1, len(text) - 60))
    if not found:
        return text, ""
    return text[: found.start()].rstrip(), text[found.start() :].strip()


def label_tail(lines: list[SourceLine], *, of_page: bool = False) -> dict[int, LabelledLine]:
    """Labels by position for lines that are surely not of the story: forms and tags anywhere, teasers after its end.

    The story ends with its last line of prose. A list after it goes if it holds three lines or more, none a sentence,
    and no heading or colon announces it as the story's own. `of_page`: the block model took the lines from a page's
    markup, so such a list goes only below a heading of teasers, or if it is headlines to the end. On pages of ten sets
    that gains up to .001 of F1, and loses .0002 on one.
    """
    if not lines:
        return {}
    prose = [i for i, line in enumerate(lines) if is_prose(line.text) and not _is_form_or_notice(line)]
    last = prose[-1] if prose else -1
    first = prose[0] if prose else len(lines)
    labels = _from_reply_form(lines, prose)
    if prose:
        paragraphs = set(prose)
        for i, line in enumerate(lines):
            is_between = {i - 1, i + 1} <= paragraphs
            if i not in labels and (label := _by_stock_phrase(line, is_after=i > last, is_between=is_between)):
                labels[i] = label
        _label_teasers(lines, last, labels, of_page=of_page)
    urls = [i for i, line in enumerate(lines) if is_url(line.text)]
    if len(urls) <= MOST_LONE_URLS:
        outside = (i for i in urls if i < first or i > last)
        labels |= {i: lines[i].labelled(Role.URL, "a line that is one URL") for i in outside}
    return labels


def _is_form_or_notice(line: SourceLine) -> bool:
    phrase = stock_phrase(line.text)
    return phrase is not None and phrase.role in (Role.COMMENT_FORM, Role.SUBSCRIPTION, Role.COPYRIGHT)


def _by_stock_phrase(line: SourceLine, *, is_after: bool, is_between: bool) -> LabelledLine | None:
    """A line that its own wording gives away; less is asked of it after the story's end, and alone `is_between` two
    paragraphs: "Video", "Also read" head nothing there.
    """
    phrase = stock_phrase(line.text)
    if phrase is None:
        return None
    text, role, words = line.text, phrase.role, count_words(line.text)
    if phrase.is_whole_line:
        is_certain = words >= 3 or role in (Role.COMMENT_FORM, Role.SUBSCRIPTION) or text.isupper()
        is_certain |= is_between and role in FURNITURE
        return line.labelled(role, f"stock phrase: {text[:40].lower()}") if is_after or is_certain else None
    if not is_after:
        return None
    if role is Role.TAGS and not ends_sentence(text):
        return line.labelled(role, "line of tags after the story")
    is_short = words <= 12 or role is Role.COPYRIGHT
    if role in FURNITURE and is_short and not (role is Role.RELATED and ends_sentence(text)):
        return line.labelled(role, f"opens like {role.value.replace('_', ' ')}, after the story")
    return None


def _from_reply_form(lines: list[SourceLine], prose: list[int]) -> dict[int, LabelledLine]:
    """Everything from a reply form or the first comment on, if over two thirds of the prose stand above it.

    Prose below the heading goes only where the heading counts comments, or where lines below it are those of comments.
    """
    for i, line in enumerate(lines):
        phrase = stock_phrase(line.text)
        is_heading = phrase is not None and (phrase.role, phrase.where) == (Role.COMMENT_FORM, Where.SECTION)
        is_form = is_heading and count_words(line.text) >= 2
        has_count = bool(_COUNT_OF_COMMENTS.match(line.text)) or (is_heading and _COUNTS.search(line.text) is not None)
        # "Your comments" is a heading only where lines of comments follow
        is_heading = is_heading or _may_head_comments(line.text)
        if not has_count and not is_form and not is_heading:
            continue
        are_comments = has_count or (is_heading and _has_comments(lines[i + 1 :]))
        above = sum(len(lines[k].text) for k in prose if k < i)
        below = sum(len(lines[k].text) for k in prose if k > i)
        if above > 2 * below and (are_comments or (is_form and not below)):
            reason = f"after the form: {line.text[:30].lower()}"
            return {k: lines[k].labelled(Role.COMMENT_FORM, reason) for k in range(i, len(lines))}
    return {}


def _may_head_comments(text: str) -> bool:
    is_short = count_words(text) <= MOST_WORDS_OF_HEADING and not ends_sentence(text)
    return is_short and _ON_COMMENTS.search(text) is not None


def _has_comments(lines: list[SourceLine]) -> bool:
    """Whether lines look like those between readers' comments: how long ago, "Reply"."""
    marks = 0
    for line in lines:
        if count_words(line.text) > MOST_WORDS_OF_MARK:
            continue
        phrase = stock_phrase(line.text)
        marks += _AGO.search(line.text) is not None
        marks += phrase is not None and phrase.is_whole_line and phrase.role is Role.COMMENT_FORM
    return marks >= FEWEST_MARKS


def _are_headlines(lines: list[SourceLine]) -> bool:
    """Whether all lines are written as English headlines are: long, with capitals."""
    for line in lines:
        long = [word for word in line.text.split() if len(word) > 4]
        if len(long) < 3 or sum(word[0].isupper() for word in long) < 0.8 * len(long):
            return False
    return True


def _label_teasers(lines: list[SourceLine], last: int, labels: dict[int, LabelledLine], *, of_page: bool) -> None:
    """Labels lists of other headlines below the last paragraph, and what stands below a heading such as "Most read"."""
    section: str | None = None
    i = last + 1
    while i < len(lines):
        phrase = stock_phrase(lines[i].text)
        if phrase and phrase.opens_other_content:
            section = lines[i].text[:30].lower()
        end = _end_of_list(lines, i)
        is_own = of_page or lines[i - 1].text.endswith((":", "：")) or (i - 1 > last and i - 1 not in labels)
        are_last_headlines = end == len(lines) and _are_headlines(lines[i:end])
        if end - i >= FEWEST_TEASERS and (section or not is_own or are_last_headlines):
            reason = f"below the heading: {section}" if section else "list of headlines after the story"
            items = (k for k in range(i, end) if k not in labels)
            labels.update({k: lines[k].labelled(Role.RELATED, reason) for k in items})
            i = end
            continue
        if section and i not in labels and not is_date_line(lines[i].text):
            labels[i] = lines[i].labelled(Role.RELATED, f"below the heading: {section}")
        i += 1


def _end_of_list(lines: list[SourceLine], start: int) -> int:
    """The position after the list items, none of them a sentence, that begin at `start`."""
    end = start
    while end < len(lines) and lines[end].marker and not ends_sentence(lines[end].text.rstrip("\"”’'")):
        end += 1
    return end
