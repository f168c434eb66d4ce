"""Takes the authors' names off the end of a headline: "Harbour wall is rebuilt - Olive Tredwell and Silas Loxley"."""

import re

from news_pipeline.metadata.credits.author_names import people

MIN_WORDS = 3
"""Of the headline that is left: "Interview - Olive Tredwell" stays whole."""
_END = re.compile(r"\s[-–—|]\s(?P<names>[^-–—|]{3,120})$")
_AND = re.compile(r",\s?(?:and\s)?|\s(?:and|und|et|y|&)\s")


def without_signature(title: str, authors: frozenset[str]) -> str:
    """The title without a part behind its last dash or bar that holds names of people only, one of them an author's.

    authors: folded names that the record states.
    """
    end = _END.search(title) if authors else None
    if end is None or len(title[: end.start()].split()) < MIN_WORDS:
        return title
    names = _AND.split(end["names"].strip())
    are_people = all(" " in name and people(name) == (name,) for name in names)
    is_signed = any(name.casefold() in authors for name in names)
    return title[: end.start()].rstrip() if are_people and is_signed else title
