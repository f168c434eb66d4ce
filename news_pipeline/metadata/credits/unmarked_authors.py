"""Who wrote a page that marks no author: whose site it is, a signed line, a name by the headline, a pen name."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from news_pipeline.metadata.credits.author_names import organisation, pen_name, people
from news_pipeline.metadata.credits.page_authors import NAME_ABOVE, NAME_BELOW, AuthorText
from news_pipeline.metadata.credits.told_people import told
from news_pipeline.metadata.dates.readings import read_dates
from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.metadata.outlets.name_likeness import compact, label_of
from news_pipeline.metadata.page.headline import headline_order
from news_pipeline.metadata.page.page import Page
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.given_names import given_names

_OUTLET_WORD = re.compile(
    r"\b(?:the|news\w*|courier|chronicle|echo|star|mirror|mail|standard|observer|guardian|independent|express|journal|review|"
    r"sun|globe|record|register|dispatch|argus|bulletin|messenger|press|telegraph|examiner|inquirer|sentinel|advocate|"
    r"leader|citizen|daily|weekly|monthly|today|digest|blog|report|wire|watch|world|voice|feed|channel|online|"
    r"zeitung|blatt|bote|anzeiger|kurier|nachrichten|rundschau|tageblatt|presse|diario|periódico|giornale|corriere)\b",
    re.IGNORECASE,
)
"""Words of outlets' names that are no names of people who have a site of their own."""
_SIGNED = re.compile(
    r"\W{0,3}(?:(?:written|words|text|posted|blog-? ?beitrag|gastbeitrag|ein (?:artikel|beitrag)|artikel) (?:by|von)|"
    r"(?:this|the) (?:[a-z]{3,12} ){1,3}(?:was|is) (?:originally |first )?"
    r"(?:written|contributed|authored|submitted) by|"
    r"by|von|par|por|autor(?:in|en|innen)?|authors?|auteure?s?|text|words)\b\s?:?\s(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
"""How a line begins that says who wrote the text."""
_SENTENCE = re.compile(r"\s(?:was|is)\s", re.IGNORECASE)
_TWO_WORDS = re.compile(r"\b[^\W\d_a-z][\w'’]{2,20}[ -][^\W\d_a-z][\w'’]{2,20}\b")
_SURE_MARKS = frozenset({"rel=author", "itemprop:author"})
"""Marks that tell of the author in asides too: on 827 pages of blogs and newspapers 20 of 20, read by eye. A class
there is mostly of those who comment, a link to an author's page of other articles."""
_ANDS = frozenset({"and", "und", "et", "y", "e", "&"})
_AROUND = " \t\n·•|,;:–—-"
"""Signs between a name and its date."""
MAX_TEXTS = 40
"""Texts of a kind of places that are looked at."""
MIN_HOST = 6
"""Characters of a host's label that may write a person's name."""
MAX_SIGNED, MAX_SIGNED_TEXT = 100, 50_000
"""Code points of such a line, and of a text in which one is looked for."""


def own_account(place: AuthorText, site_names: tuple[str, ...]) -> tuple[str, ...]:
    """An organisation counts where the page's own account names it as the author, and it is not the outlet itself.

    A person counts whose own site it is: the page does not call her an organisation, and no word is one of outlets'.
    """
    name = organisation(place.text) if place.source == "json_ld.author" else None
    own = () if place.is_organisation or _OUTLET_WORD.search(place.text) else people(place.text)
    if name is None or fold_site_name(name) in {fold_site_name(site) for site in site_names}:
        return own if (len(own) == 1 and is_usual(own[0])) or (name and own == (name,)) else ()
    return (name,)


def pen_names(place: AuthorText, site_names: tuple[str, ...], host: str) -> tuple[str, ...]:
    """The one word by which a visible byline calls the author, unless the page's host writes it. host: its label."""
    names = pen_name(place.text, site_names) if place.is_near else ()
    return tuple(name for name in names if not host or (host not in compact(name) and compact(name) not in host))


def unmarked_places(page: Page, text: str, title: str | None) -> Iterator[list[AuthorText]]:
    """Kinds of places that tell who wrote a page that marks no author, surest first; of a kind all name the same.

    A signed line of the text or far from the headline, a name beside the date at the headline, a mark in what looks
    like an aside, the person whose own site it is.
    """
    yield _agreeing(_signed_texts(page, text), "signed_line")
    yield _agreeing(_dated_names(page, title), "dated_name")
    yield _agreeing([mark.value for mark in page.bylines if mark.aside and mark.name in _SURE_MARKS], "aside")
    yield _agreeing(_own_site(page, text), "own_site")


def _agreeing(texts: Sequence[str], source: str) -> list[AuthorText]:
    """The first of the texts, if those with a usual name all name the same."""
    found = [(text, people(text)) for text in map(_signature, texts[:MAX_TEXTS])]
    named = [(text, names) for text, names in found if any(map(is_usual, names))]
    return [AuthorText(named[0][0], source)] if len({names for _, names in named}) == 1 else []


def _is_sentence(text: str) -> bool:
    """Whether the text begins with "This post was written by"."""
    lead = _SIGNED.match(text)
    return lead is not None and _SENTENCE.search(lead[0]) is not None


def _signature(text: str) -> str:
    """A line without the words before the names, and from the first comma on that no further name follows.

    "This post was written by Jane Doe, health editor" gives "Jane Doe".
    """
    lead = _SIGNED.match(text)
    if lead is None:
        return text
    first, *others = text[lead.end() :].split(",")
    return ",".join([first, *takewhile(_begins_with_given_name, others)])


def _begins_with_given_name(part: str) -> bool:
    """Whether the part of a list may be a person's name: "Product Manager" is none."""
    words = part.split()
    return bool(words) and words[1 if words[0] in _ANDS and len(words) > 1 else 0].casefold() in given_names()


def _signed_texts(page: Page, text: str) -> list[str]:
    """Lines of the text that say "by", and marks that do, wherever they stand."""
    lines = [line.strip() for line in text[:MAX_SIGNED_TEXT].split("\n") if 4 < len(line) <= MAX_SIGNED]
    return [
        *(line for line in lines if _SIGNED.match(line)),
        *(mark.value for mark in page.bylines if mark.name == "said"),
        *(mark.value for mark in page.bylines if mark.name == "class" and _is_sentence(mark.value)),
    ]


def _dated_names(page: Page, title: str | None) -> list[str]:
    """What stands beside a date near the headline, if it is a name: "25.10.2022 - Jane Doe"."""
    headline = headline_order(page, title)
    if headline is None:
        return []
    near = [mark.text for mark in page.dates if -NAME_ABOVE <= mark.order - headline <= NAME_BELOW and not mark.aside]
    found = []
    for text in near:
        readings = read_dates(text, None) if len(text) <= MAX_SIGNED else []
        if readings:
            rest = (text[: readings[0].start] + text[readings[-1].end :]).strip(_AROUND)
            names = people(rest)
            found += [rest] if len(names) == 1 and len(names[0]) >= len(rest) - 1 else []
    return found


def _own_site(page: Page, text: str) -> list[str]:
    """The name that the page's host writes: pages of janedoe.net that say "Jane Doe"."""
    host = label_of(page.canonical or page.meta("og:url") or page.base or "")
    if len(host) < MIN_HOST:
        return []
    said = "\n".join((page.title_tag or "", *(mark.value for mark in page.names), text[:MAX_SIGNED_TEXT]))
    found = [match[0] for match in _TWO_WORDS.finditer(said) if match[0][0].casefold() == host[0]]
    return [name for name in found if len(name) <= len(host) + 1 and compact(name) == host]


def is_shown_alone(names: tuple[str, ...], title: str | None, text: str) -> bool:
    """Whether it is one name, not the headline's, said by the text on lines of its own and in notes only."""
    if len(names) != 1 or all(word in common_words() for word in names[0].casefold().split()):
        return False
    inside = [line for line in text.split("\n") if names[0] in line and line.strip() != names[0]]
    is_subject = names[0].split()[-1] in (title or "")
    return not is_subject and all(
        line.strip().startswith(names[0]) and told(names[0], line).as_author for line in inside
    )


def is_user(name: str) -> bool:
    """Whether it is one word and no given name, as users of content systems are called."""
    return " " not in name and name.isascii() and name.casefold() not in given_names()


def is_usual(name: str) -> bool:
    """Whether the first word is a given name and no other a common word: "West Bell Dental Care" is a firm."""
    first, *others = name.casefold().split()
    return first in given_names() and len(first) > 2 and not any(word in common_words() for word in others)
