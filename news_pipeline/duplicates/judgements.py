"""Judgements by a person: a CSV text to checked rows, each saying whether two articles are one text.

Here: the form of the file and its checks. Elsewhere: where the file lies (judgements.py of the package), which articles
a row names (judged_pairs.sql), what it does to groups (groups.py).

The file has a header line with `article_a`, `article_b`, `verdict` and optionally `note`. An article is named by its id
or its source_uri; the verdict is `same` or `not same`.
"""

import csv
import io
from dataclasses import dataclass

VERDICTS = {"same": True, "not same": False}
MAX_ROWS = 100_000
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
    """(good rows in file order, problems such as "line 3: ..."); a bad line does not keep the others from counting."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\x00", ""), newline=""))
    rows: list[JudgementRow] = []
    problems: list[str] = []
    seen: dict[frozenset[str], JudgementRow] = {}
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in _COLUMNS if name not in names]:
            told = f"the header lacks {', '.join(missing)}; it reads {', '.join(names) or 'nothing'}"
            return (), (f"line 1: {told}",)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(reader.line_num, names, cells)
            if isinstance(row, JudgementRow):
                first = seen.setdefault(frozenset((row.name_a, row.name_b)), row)
                if first is not row:
                    row = f"line {row.line}: these two are already judged in line {first.line}; leave one of the lines"
            if isinstance(row, str):
                problems.append(row)
            elif len(rows) < MAX_ROWS:
                rows.append(row)
            else:
                return tuple(rows), (*problems, f"line {row.line}: more than {MAX_ROWS} rows; the rest is not read")
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: not readable as CSV ({error}); the rest is not read")
    return tuple(rows), tuple(problems)


def _row(line: int, names: list[str], cells: list[str]) -> JudgementRow | str:
    if len(cells) > len(names):
        return f"line {line}: {len(cells)} cells for {len(names)} columns; put quotes around a value with commas"
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    a, b = given.get("article_a", ""), given.get("article_b", "")
    if not (a and b):
        return f"line {line}: name both articles, by article_id or source_uri"
    if a == b:
        return f"line {line}: both names are {a[:80]!r}; a judgement is about two articles"
    verdict = " ".join(given.get("verdict", "").lower().replace("-", " ").replace("_", " ").split())
    if verdict not in VERDICTS:
        return f"line {line}: the verdict is `same` or `not same`, not {given.get('verdict', '')[:80]!r}"
    return JudgementRow(line, a, b, VERDICTS[verdict], given.get("note", ""))
