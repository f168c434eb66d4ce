"""Reads the file in which a person judges whether two articles are one text.

The file is CSV with a header line: `article_a`, `article_b`, `verdict` and optionally `note`. An article is named by
its id or its source_uri. The verdict is `same` or `not same`.
"""

from dataclasses import dataclass

from news_pipeline.shared.reviewed_csv import read_rows, word

VERDICTS = {"same": True, "not same": False}
_COLUMNS = ("article_a", "article_b", "verdict")


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A checked line of the file."""

    line: int
    name_a: str
    name_b: str
    is_same: bool
    note: str


def read_judgements(text: str) -> tuple[tuple[JudgementRow, ...], tuple[str, ...]]:
    """Good rows, and the problems of the other lines."""
    return read_rows(text, _COLUMNS, _row, lambda row: frozenset((row.name_a, row.name_b)))


def _row(line: int, given: dict[str, str]) -> JudgementRow | str:
    a, b = given["article_a"], given["article_b"]
    if not (a and b):
        return "name both articles, by article_id or source_uri"
    if a == b:
        return f"both names are {a[:80]!r}; a judgement is about two articles"
    verdict = word(given["verdict"])
    if verdict not in VERDICTS:
        return f"the verdict is `same` or `not same`, not {given['verdict'][:80]!r}"
    return JudgementRow(line, a, b, VERDICTS[verdict], given.get("note", ""))
