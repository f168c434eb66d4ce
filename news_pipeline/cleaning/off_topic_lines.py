"""Lines among those of a story that speak of something else, and say so by their wording.

They point to other stories, offer something to the reader, or tell of the author, the company or the outlet. What the
wordings in off_topic_wordings.csv take out of 6,290 plain articles was read; those that cut the story's own lines were
narrowed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import ends_sentence, is_date_line, stock_phrase
from news_pipeline.cleaning.reader_notices import is_notice
from news_pipeline.cleaning.roles import LabelledLine, Role, RoleWithReason, SourceLine
from news_pipeline.shared.word_tables import word_table

LAST_LINES = 4
"""Lines at the end of a story where it is signed, and where its outlet speaks to the reader."""
SHORT_NOTE = 25
"""Words of a note that says nothing but how to reach someone, wherever it stands."""
SHOUTED = 8
"""Words in capitals that are a headline of another story. Headings of the story's own are shorter."""
MOST_OF_STORY = 0.5
"""Share of a story's words that off-topic lines may be."""
MOST_MENTIONS = 2
"""Lines that may speak of newsletters; with more, the story is about them."""
FEWEST_FIELDS = 2
"""Names of fields that make a line of fields."""
LONGEST_POINTER = 35
"""Words of a line such as "Read more: Storm reaches the coast"."""
_NAME = r"(?-i:[A-ZÀ-ÞА-Я][\w'’.-]*)"
_ON_THE_AUTHOR = re.compile(
    rf"""^(?P<name>(?:{_NAME}\ ){{1,4}})(?:\([^)]{{1,40}}\)\ )?
        (?:is|was|serves\ as|works\ as|writes|covers|reports|ist|war|arbeitet|schreibt|est|es|è|är|er)\b[^.]{{0,90}}?\b
        (?i:reporter|writer|editor|correspondent|columnist|journalist|professor|lecturer|fellow|contributor|author
         |producer|blogger|critic|covers|redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|journalist(?:in)?
         |rédact(?:eur|rice)|journaliste|periodista|giornalista|columnista|jornalista)\b""",
    re.VERBOSE,
)
_ON_THE_COMPANY = re.compile(
    rf"""^(?P<name>(?:{_NAME}\ ){{1,4}})(?:\([^)]{{1,40}}\)\ )?(?:is|ist|est|è|es)\ (?:an?|eine?|une?|un[ao])[ ]
        (?:[\w-]+,?\ ){{0,6}}
        (?:provider|supplier|manufacturer|developer|operator|anbieter|hersteller|fournisseur|fabricante|fornitore)
        \ (?:of|in|for|focus\w+|von|für|de|di)\b""",
    re.VERBOSE,
)
_LATIN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*")
_LEADS_ON = re.compile(r"(?:read|see|watch|more|listen|view)\b", re.IGNORECASE)
_FIELD = re.compile(
    r"""\b(?:published|posted|written|publicado|postado|escrito|publié|veröffentlicht)
        (?:\ (?:by|in|on|por|em|en|par|von))?\ ?:
      | \b(?:categor(?:y|ies|ia|ias|ía|ías)|catégories?|kategorien?|tags?|etiquetas|filed\ under|section
         |views|reads)\ ?:""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OffTopicWording:
    """A wording that makes a line off topic: a row of off_topic_wordings.csv."""

    role: Role
    at_end: bool
    """Only among the last lines of the story."""
    most_words: int
    """Of the line."""
    part: str
    """What every such line contains, in lower case; looked for first."""
    reason: str
    pattern: re.Pattern[str]


@cache
def off_topic_wordings() -> tuple[OffTopicWording, ...]:
    """The rows of off_topic_wordings.csv."""
    return tuple(
        OffTopicWording(
            Role(row["role"]),
            row["where"] == "end",
            int(row["words"]),
            row["part"],
            row["reason"],
            re.compile(row["pattern"].replace("NAME", _NAME), re.IGNORECASE),
        )
        for row in word_table(f"{__package__}.word_lists", "off_topic_wordings.csv")
    )


def label_off_topic_lines(lines: list[SourceLine], out: dict[int, LabelledLine]) -> None:
    """Labels off-topic lines among those that have no label yet; `out` are all labels. Never labels most of a story.

    If the verdicts would take more than MOST_OF_STORY of its words, the longest lines stay.
    """
    story = [i for i in range(len(lines)) if i not in out]
    found = {story[place]: verdict for place, verdict in _verdicts([lines[i].text for i in story])}
    below = (i for i in story if i and _are_tags(lines[i - 1], lines[i]))
    found |= {i: RoleWithReason(Role.TAGS, "below a heading for tags") for i in below}
    if not found:
        return
    sizes = {i: count_words(lines[i].text) for i in story}
    most = MOST_OF_STORY * sum(sizes.values())
    shortest_first = sorted(found, key=lambda i: (sizes[i], i))
    passed = accumulate(sizes[i] for i in shortest_first)
    gone = {i for i, taken in zip(shortest_first, passed, strict=True) if taken <= most}
    out |= {i: lines[i].labelled(*found[i]) for i in found if i in gone}


def _verdicts(story: list[str]) -> Iterator[tuple[int, RoleWithReason]]:
    """The positions of off-topic lines among the lines of a story, each with its verdict."""
    notices = [is_notice(text) for text in story]
    about_notices = 2 * sum(notices) > len(story)
    about_letters = sum("newsletter" in text.lower() for text in story) > MOST_MENTIONS
    wordings = wordings_in(story)
    company = ""
    for place, text in enumerate(story):
        at_end = place >= len(story) - LAST_LINES
        company = company or (at_end and _company(text)) or ""
        verdict = _pointer(text) or off_topic_wording(
            text, at_end=at_end, about_letters=about_letters, wordings=wordings
        )
        if not verdict and not about_notices and notices[place]:
            verdict = RoleWithReason(Role.SUBSCRIPTION, "a notice on cookies, the reader's data or comments")
        if not verdict and company and text.startswith(company):
            verdict = RoleWithReason(Role.NOTE, "what a company says of itself below its news")
        if not verdict and (at_end or not place) and _is_on_the_author(story, place):
            verdict = RoleWithReason(Role.NOTE, "note on the author")
        if verdict:
            yield place, verdict


def _pointer(text: str) -> RoleWithReason | None:
    """What leads away from the story: "Read more: Storm reaches the coast", headlines in capitals, doubled links."""
    words = text.split()
    half = len(words) // 2
    head, colon, rest = text.replace("：", ":").partition(":")
    if colon and rest.strip() and count_words(head) <= 6 and count_words(text) <= LONGEST_POINTER:
        phrase = stock_phrase(head)
        if phrase and (phrase.role is Role.RELATED or (phrase.role is Role.NAVIGATION and _LEADS_ON.match(head))):
            return RoleWithReason(Role.RELATED, "points to another story")
    if text.isupper() and not ends_sentence(text) and len(_LATIN.findall(text)) >= SHOUTED and not is_date_line(text):
        return RoleWithReason(Role.RELATED, "a long headline in capitals")
    if (
        half >= 4
        and words[0].lower() == words[half].lower()
        and [word.lower() for word in words[:half]] == [word.lower() for word in words[half:]]
    ):
        return RoleWithReason(Role.RELATED, "the same words twice: a link on a picture and its text")
    if text.count(":") >= FEWEST_FIELDS and len(_FIELD.findall(text)) >= FEWEST_FIELDS and not ends_sentence(text):
        return RoleWithReason(Role.TAGS, "a line of fields")
    return None


def wordings_in(texts: Iterable[str]) -> tuple[OffTopicWording, ...]:
    """Those wordings of which a part is anywhere in the texts: few of them are."""
    said = "\n".join(texts).lower()
    return tuple(wording for wording in off_topic_wordings() if wording.part in said)


def off_topic_wording(
    text: str, *, at_end: bool, about_letters: bool = False, wordings: Sequence[OffTopicWording] | None = None
) -> RoleWithReason | None:
    """The verdict of the first wording that the line fits.

    `at_end`: the line stands at the end of its story. `about_letters`: the story is about newsletters. `wordings` are
    those that may be there, if that is known.
    """
    if at_end and (phrase := stock_phrase(text)) and phrase.role is Role.SUBSCRIPTION:
        return RoleWithReason(Role.SUBSCRIPTION, "opens like subscription, at the end")
    folded = text.lower()
    for wording in off_topic_wordings() if wordings is None else wordings:
        if wording.part not in folded or (size := count_words(text)) > wording.most_words:
            continue
        if wording.at_end and not at_end and not (wording.role is Role.NOTE and size <= SHORT_NOTE):
            continue
        found = wording.pattern.search(text)
        if not found or (wording.role is Role.SUBSCRIPTION and about_letters):
            continue
        if wording.role is not Role.NOTE or _is_most(text, found.start()):
            return RoleWithReason(wording.role, wording.reason)
    return None


def _is_most(text: str, at: int) -> bool:
    """Whether the sentence around `at` names an address or a handle, or is half of the line."""
    sentence = text[text.rfind(". ", 0, at) + 1 :]
    return "@" in sentence or 2 * len(sentence) >= len(text)


def _are_tags(above: SourceLine, line: SourceLine) -> bool:
    phrase = stock_phrase(above.text) if count_words(above.text) <= 2 else None
    return phrase is not None and phrase.role is Role.TAGS and not ends_sentence(line.text)


def _company(text: str) -> str:
    """The name at the start of "Acme is a leading provider of springs"; empty if there is none."""
    found = _ON_THE_COMPANY.match(text)
    return found["name"] if found else ""


def _is_on_the_author(story: list[str], place: int) -> bool:
    """True for "Jane Doe is a reporter for the Courier" where the rest of the story does not speak of her."""
    found = _ON_THE_AUTHOR.match(story[place])
    if not found:
        return False
    surname = found["name"].split()[-1]
    return len(surname) > 2 and not any(surname in text for at, text in enumerate(story) if at != place)
