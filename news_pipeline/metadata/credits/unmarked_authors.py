"""Who wrote a page that marks no author: whose site it is, a signed line, a name by the headline, a pen name."""

import re

from news_pipeline.metadata.credits.author_names import organisation, pen_name, people
from news_pipeline.metadata.credits.page_authors import AuthorText
from news_pipeline.metadata.credits.told_people import told
from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.metadata.outlets.name_likeness import compact
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
    r"by|von|par|por|autor(?:in|en|innen)?|authors?|auteure?s?|text|words)\b\s?:?\s(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
"""How a line begins that says who wrote the text."""
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


def signed_places(text: str) -> list[AuthorText]:
    """The line of a page's text that says "by", if it is one, or if all name the same."""
    lines = [line.strip() for line in text[:MAX_SIGNED_TEXT].split("\n") if 4 < len(line) <= MAX_SIGNED]
    signed = [line for line in lines if _SIGNED.match(line) and any(map(is_usual, people(line)))]
    return [AuthorText(signed[0], "signed_line")] if len({people(line) for line in signed}) == 1 else []


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
