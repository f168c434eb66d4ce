"""Repairs names that the tagger broke, ran together or overlooked, by what it found elsewhere in the article.

Tables help: peoples, countries and big cities are known.
"""

import re

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import cities, country_names, is_big_city, peoples, plain_places
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.people import is_full_name, surname
from news_pipeline.entities.place_names import context_of
from news_pipeline.entities.span_borders import is_title, not_names
from news_pipeline.entities.spans import fill, overlapped, put
from news_pipeline.entities.tagger import Span
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.given_names import given_names

MAX_ABBREVIATION = 4
"""Letters of a word before a full stop that may belong to a name: "Geo. Roe". A longer one ends a sentence."""
MAX_ACRONYM = 3
"""Letters of words in capitals that may be acronyms although the article has the word, too: "WHO"."""


def broken_names(text: Text, spans: list[Span]) -> list[Span]:
    """One word before a person of the article is the given name: "Kassym-Jomart" before "Tokayev"."""
    people = {text.text[s.start : s.end] for s in spans if s.label == "PERSON"}
    joined = []
    for span in spans:
        surface, after = text.text[span.start : span.end], text.word_after(span.end)
        end = span.end + 1 + len(after)
        is_broken = after in people and after != surface and " " not in surface
        if is_broken and (span.label == "PERSON" or _may_be_given_name(surface)):
            joined.append(Span(span.start, end, "PERSON"))
    return put(spans, joined)


def cut_surnames(text: Text, spans: list[Span]) -> list[Span]:
    """A given name or a surname alone is half a name where the other half stands beside it: "Theresa" "May".

    Taggers cut names there whose surname is a word, too.
    """
    longer = []
    for number, span in enumerate(spans):
        name, after = text.text[span.start : span.end], text.word_after(span.end)
        if span.label != "PERSON" or " " in name:
            continue
        following = spans[number + 1].start if number + 1 < len(spans) else len(text.text)
        end = span.end + 1 + len(after)
        is_surname = after.isalpha() and after.istitle() and len(after) > 1 and text.text[span.end] == " "
        if _is_given_name(name) and is_surname and end <= following and not _is_no_surname(after):
            longer.append(Span(span.start, end, "PERSON"))
            continue
        before = text.word_before(span.start)
        start = span.start - 1 - len(before)
        is_free = start >= (spans[number - 1].end if number else 0)
        is_beside = text.text[max(0, start) : span.start] == f"{before} "
        is_given = _is_given_name(before) and before not in _MONTHS and not is_title(before)
        if is_given and is_free and is_beside and not _asks(text, start):
            longer.append(Span(start, span.end, "PERSON"))
    return put(spans, longer)


def _asks(text: Text, start: int) -> bool:
    """Whether a question begins here, with "Will" or the like."""
    return text.starts_sentence(start) and _QUESTION.match(text.text, start) is not None


_QUESTION = re.compile(r"(?:Will|May) [^\n.!?]{1,200}\?")


def _is_given_name(word: str) -> bool:
    return word.istitle() and word.lower() in given_names()


def _is_no_surname(word: str) -> bool:
    return word in not_names() or word in _DAYS or is_title(word) or fold_name(word) in peoples()


_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_MONTHS = frozenset({"April", "May", "June", "August"})


_REPEATED = re.compile(r"(?P<last>[A-Z][\w'’-]{2,30}) (?P<full>(?:[A-Z(][\w.'’()-]{0,30} ){1,3}(?P=last))")


def repeated_surnames(text: Text, spans: list[Span]) -> list[Span]:
    """A surname before the full name with it is two mentions, where a page ran them together: "Roe Jane Ann Roe"."""
    found = []
    for span in spans:
        match = _REPEATED.match(text.text, span.start) if span.label == "PERSON" else None
        if match:
            found += [Span(*match.span("last"), "PERSON"), Span(*match.span("full"), "PERSON")]
    return put(spans, found)


def shouted_words(text: Text, spans: list[Span]) -> list[Span]:
    """Words in capitals that the article also has in small letters are shouted, and no names: "NEVER", "GREAT NEWS".

    Of several words one suffices where the others are no names either, and the line is no heading.
    """
    return [span for span in spans if not _is_shouted(text, span)]


def _is_shouted(text: Text, span: Span) -> bool:
    name = text.text[span.start : span.end]
    words = name.lower().split()
    if len(name) <= MAX_ACRONYM or not name.isupper() or not all(map(str.isalpha, words)):
        return False
    is_plain = all(word in common_words() for word in words) and not _is_heading(text.text, span)
    return (len(words) == 1 or is_plain) and any(word in text.positions for word in words)


def _is_heading(text: str, span: Span) -> bool:
    """Whether the line around a span is in capitals, or all but a few letters of it."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[max(start, span.start - 200) : min(end if end >= 0 else len(text), span.end + 200)]
    return sum(map(str.islower, line)) < len(line) // 4


def _may_be_given_name(word: str) -> bool:
    folded = fold_name(word)
    known = folded in peoples() or folded in country_names() or folded in cities() or is_title(word)
    return not known and not word.isupper()


def pairs(text: Text, spans: list[Span]) -> list[Span]:
    """A hyphen between two people of the article, or two countries, parts two names: "Trump-Putin", "U.S.-Russia"."""
    people = {text.text[s.start : s.end] for s in spans if s.label == "PERSON"}
    people |= {surname(name) for name in people if is_full_name(name)}
    found: list[Span] = []
    for match in _PAIR.finditer(text.text):
        left, right = match.group("left"), match.group("right")
        label = "PERSON" if {left, right} <= people else "GPE" if _are_countries(left, right) else None
        if label:
            found += [Span(*match.span("left"), label), Span(*match.span("right"), label)]
    return put(spans, found)


_PAIR = re.compile(r"(?<![\w-])(?P<left>[A-Z][\w.’]{1,30})[-–](?P<right>[A-Z][\w.]{0,29}\w)(?![\w-])")


def _are_countries(left: str, right: str) -> bool:
    return fold_name(left) in country_names() and fold_name(right) in country_names()


def known_places(text: Text, spans: list[Span]) -> list[Span]:
    """Countries are places where the tagger saw nothing, too; so are big cities of the countries that are named."""
    named = context_of(fold_name(text.text[s.start : s.end]) for s in spans)
    found = []
    for name in (name for word in text.positions for name in plain_places().get(word, ())):
        folded = fold_name(name)
        is_named = folded in country_names() or cities()[folded][0].country_code in named.countries
        for start, end in text.occurrences(name) if is_named else ():
            after = text.word_after(end)
            if not text.word_before(start)[:1].isupper() and not (after[:1].isupper() and not after.isupper()):
                found.append(Span(start, end, "GPE"))
    return fill(spans, found)


def surnames(text: Text, spans: list[Span]) -> list[Span]:
    """The surname of a full name is that person, where the tagger saw nothing or gave it another label."""
    people = (text.text[s.start : s.end] for s in spans if s.label == "PERSON")
    found = []
    for name in sorted({surname(person) for person in people if is_full_name(person)}):
        folded = fold_name(name)
        is_place = is_big_city(folded) or folded in country_names()
        is_word = name.lower() in text.positions or folded in peoples()
        for start, end in text.occurrences(name) if len(name) > 1 and not is_place else ():
            span = Span(start, end, "PERSON")
            other = overlapped(spans, span)
            is_whole = other is not None and (other.start, other.end) == (start, end)
            is_doubtful = is_word and text.starts_sentence(start) and text.word_after(end) not in _SPEAKS
            is_alone = _stands_alone(text, start, end) and not is_doubtful
            if (is_alone and other is None) or (is_whole and (is_alone or _is_before_name(text, start, end))):
                found.append(span)
    return put(spans, found)


_SPEAKS = frozenset({"said", "says", "told", "added", "agreed", "wrote", "tweeted", "replied", "argued", "insisted"})


def _is_before_name(text: Text, start: int, end: int) -> bool:
    """Whether what follows with a capital is all that speaks against it: "Roe Sues Council", a headline."""
    return text.word_after(end)[:1].isupper() and not text.word_before(start)


def _stands_alone(text: Text, start: int, end: int) -> bool:
    """Whether it is no part of a longer name, such as "White House", "Jill Biden" or "the Hill"."""
    before, after = text.word_before(start), text.word_after(end)
    if before.lower() in ("the", "a", "an"):
        return False
    is_parted = len(before) > MAX_ABBREVIATION and text.text[max(0, start - 2) : start] == ". "
    if before[:1].isupper() and not is_parted and not is_title(before) and fold_name(before) not in peoples():
        return False
    return not (after[:1].isupper() and not is_title(after))


def lost_apostrophes(text: Text, spans: list[Span]) -> list[Span]:
    """In an article that names Blinken, "Blinkens remark" names him, too. The span ends before the s."""
    labels = {text.text[s.start : s.end]: s.label for s in spans if s.label in ("PERSON", "GPE", "ORG")}
    labels |= {surname(name): label for name, label in labels.items() if label == "PERSON" and is_full_name(name)}
    found = []
    for name, label in labels.items():
        if name.isalpha() and len(name) > 2 and not name.endswith("s") and fold_name(name) not in peoples():
            places = [place for place in text.occurrences(f"{name}s") if text.word_before(place[0]).lower() != "the"]
            found += [Span(start, end - 1, label) for start, end in places]
    return put(spans, found)


def repeats(text: Text, spans: list[Span]) -> list[Span]:
    """A name of several words, or an acronym, that the tagger found once is a name wherever the article repeats it."""
    labels: dict[str, str] = {}
    for span in spans:
        surface = text.text[span.start : span.end]
        if " " in surface or (surface.isupper() and len(surface) > 2 and span.label == "ORG"):
            labels.setdefault(surface, span.label)
    return fill(spans, [Span(*place, label) for name, label in labels.items() for place in text.occurrences(name)])
