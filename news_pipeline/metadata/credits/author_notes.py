"""Finds the author whom a note at the end of a text introduces: "Jane Roe is a columnist for the Quay Courier"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from news_pipeline.metadata.credits.author_choice import AuthorChoice
from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.credits.unmarked_authors import is_usual
from news_pipeline.metadata.evidence import Evidence, cut

TRUST = 0.95
"""Of 5,940 articles of one crawl, 75 that state authors have such a note: 72 name one of them. 42 state none: all are
right, read by eye."""
LAST = 3
"""Lines at the end of a text, and of its body, among which such a note stands."""
MAX_NOTE = 1000
"""Code points of a note that are looked at."""
_NAME_WORD = r"[^\W\d_a-z][\w'’.-]{0,30}"
_NOTE = re.compile(
    rf"\W{{0,4}}(?P<name>{_NAME_WORD}(?:\s(?:{_NAME_WORD}|de|van|von|der|la|del)){{1,3}}),?\s(?:is|serves\sas)\s"
    r"(?:an?|the|editor|co-?founder|founder|professor|senior|president|director|executive|chief|author|managing|"
    r"associate|assistant|vice|ceo|chair\w{0,8}|policy|deputy|currently|also)\b"
)
"""What she is, in the present tense."""
_TELLS = re.compile(r"\b(?:said|says|told|tells|added|testified)\b")
"""The story goes on."""


def with_noted_author(choice: AuthorChoice, text: str, body: str) -> AuthorChoice:
    """The choice; where it names nobody, with the person of the note, whom nothing else in the text tells of."""
    if choice.names:
        return choice
    for name, note in _notes(text, body):
        others = text.replace(note, "")
        if is_usual(name) and people(name) == (name,) and name.split()[-1] not in others:
            row = Evidence("authors", name, "author_note", cut(note), confidence=TRUST, is_chosen=True)
            return replace(choice, names=(name,), evidence=(row, *choice.evidence))
    return choice


def _notes(text: str, body: str) -> Iterator[tuple[str, str]]:
    """(name, line) of each line at the end that begins as a note."""
    lines = [*_last_lines(body), *_last_lines(text)]
    for line in dict.fromkeys(lines):
        if (note := _NOTE.match(line)) and not _TELLS.search(line[:MAX_NOTE]):
            yield note["name"], line


def _last_lines(text: str) -> list[str]:
    return [stripped for line in text.splitlines() if (stripped := line.strip())][-LAST:]
