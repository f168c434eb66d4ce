"""Knows the news agencies of agencies.csv: by name, by short form, by domain."""

import re
from dataclasses import dataclass
from functools import cache

from news_pipeline.shared.word_tables import word_table

_SPLIT = re.compile(
    r"\s*(?:[,;/|·•()\[\]]|\s[–—-]+\s|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b|>>|\bby\b|\bvon\b)\s*",
    re.IGNORECASE,
)
_MIN_FOLDED = 5
"""Characters of a form that is known in any case: "ap" and "pa" are words, "reuters" is not."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A row of agencies.csv."""

    name: str
    """As `agencies` of an article has it."""
    in_credits: tuple[str, ...]
    """Forms that mean the agency where a credit stands."""
    in_text: tuple[str, ...]
    """Forms that are an organisation wherever they stand."""
    domains: tuple[str, ...]


@cache
def all_agencies() -> tuple[Agency, ...]:
    """The agencies in the order of the table."""
    return tuple(
        Agency(
            row["name"],
            in_credits=_items(row["forms"]) + _items(row["only_in_credits"]),
            in_text=_items(row["forms"]) + _items(row["only_in_text"]),
            domains=_items(row["domains"]),
        )
        for row in word_table(__package__, "agencies.csv")
    )


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)


@cache
def names_in_text() -> tuple[str, ...]:
    """Names that are an organisation wherever they stand in a text."""
    return tuple(form for agency in all_agencies() for form in agency.in_text)


def agency_named(text: str) -> str | None:
    """The agency whose name or usual short form the whole text is."""
    bare = text.strip(" .,:*").removesuffix("'s")
    return _names_by_form().get(bare) or _names_by_folded_form().get(bare.casefold())


def agencies_in_names(text: str) -> tuple[str, ...]:
    """Agencies among the names of a byline, in order."""
    parts = _SPLIT.split(text[:300])
    return tuple(dict.fromkeys(name for part in parts if part and (name := agency_named(part))))


def agencies_inside(text: str) -> tuple[str, ...]:
    """Agencies whose forms stand anywhere in the text, in order."""
    return tuple(dict.fromkeys(_names_by_form()[match["form"]] for match in _anywhere().finditer(text)))


def agency_of_domain(domain: str | None) -> str | None:
    """The agency whose own site a registered domain is."""
    return _names_by_domain().get(domain or "")


def is_agency_domain(domain: str) -> bool:
    """Whether a registered domain is a news agency's own site."""
    return domain in _names_by_domain()


def name_of_form(form: str) -> str:
    """The agency that a form means; `form` is exactly one that forms_pattern() finds."""
    return _names_by_form()[form]


@cache
def forms_pattern() -> str:
    """A pattern of all forms that mean an agency in credits, longest first."""
    return "|".join(re.escape(form) for form in sorted(_names_by_form(), key=lambda form: (-len(form), form)))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<form>{forms_pattern()})(?!\w)")


@cache
def _names_by_form() -> dict[str, str]:
    return {form: agency.name for agency in all_agencies() for form in agency.in_credits}


@cache
def _names_by_folded_form() -> dict[str, str]:
    return {form.casefold(): name for form, name in _names_by_form().items() if len(form) >= _MIN_FOLDED}


@cache
def _names_by_domain() -> dict[str, str]:
    return {domain: agency.name for agency in all_agencies() for domain in agency.domains}
