"""Reads what a person decided about entities: a CSV text to checked rows, each naming keys.

The header line has `judgement`, `entity_type`, `name`, `other` and optionally `note`. `judgement` is one of:

- `same` and `not same`: `name` and `other` are, or are not, one entity.
- `rename`: `other` is the new name of the entity.
- `ignore`: `name` is no entity.

A name is any spelling that stands alone in the texts, or an `entity_key` of `entity_aliases`.
"""

from dataclasses import dataclass

from news_pipeline.entities.document_keys import key_of_name
from news_pipeline.shared.reviewed_csv import read_rows, word

TYPES = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "LAW",
    "PRODUCT",
    "WORK_OF_ART",
    "LANGUAGE",
    "MISC",
)
SAME, NOT_SAME, RENAME, IGNORE = "same", "not same", "rename", "ignore"
JUDGEMENTS = (SAME, NOT_SAME, RENAME, IGNORE)
MAX_NAME = 200
_COLUMNS = ("judgement", "entity_type", "name", "other")


@dataclass(frozen=True, slots=True)
class Override:
    """One line of the file, checked."""

    line: int
    judgement: str
    entity_type: str
    entity_key: str
    """What `name` stands for."""
    other_key: str
    """What `other` stands for; '' for `rename` and `ignore`."""
    other_name: str
    """`other` as the file has it: the new name of a rename."""
    note: str


def read_overrides(text: str) -> tuple[tuple[Override, ...], tuple[str, ...]]:
    """The rows that can be used, and the problem of each other line."""
    return read_rows(text, _COLUMNS, _row, _subject)


def _subject(row: Override) -> tuple[str, ...]:
    """What a line decides. Two lines must not decide the same."""
    if row.judgement in (SAME, NOT_SAME):
        return ("pair", row.entity_type, *sorted((row.entity_key, row.other_key)))
    return (row.judgement, row.entity_type, row.entity_key)


def _row(line: int, given: dict[str, str]) -> Override | str:
    judgement, entity_type = word(given["judgement"]), given["entity_type"].upper()
    name, other = given["name"], given["other"]
    if problem := _problem(judgement, entity_type, name, other):
        return problem
    key = key_of_name(entity_type, name)
    other_key = key_of_name(entity_type, other) if judgement in (SAME, NOT_SAME) else ""
    if key == other_key:
        return f"{name[:80]!r} and {other[:80]!r} are two spellings of one key ({key}), and always one entity"
    return Override(line, judgement, entity_type, key, other_key, other, given.get("note", ""))


def _problem(judgement: str, entity_type: str, name: str, other: str) -> str | None:
    if judgement not in JUDGEMENTS:
        return f"the judgement is one of {', '.join(JUDGEMENTS)}, not {judgement[:80]!r}"
    if entity_type not in TYPES:
        return f"the entity_type is one of {', '.join(TYPES)}, not {entity_type[:80]!r}"
    if not name or max(len(name), len(other)) > MAX_NAME:
        return f"give a name of at most {MAX_NAME} signs"
    if judgement == IGNORE and other:
        return f"`ignore` is about one name; leave `other` empty, or write `same` or `rename`, not {other[:80]!r}"
    if judgement != IGNORE and not other:
        return f"`{judgement}` needs `other`"
    return None
