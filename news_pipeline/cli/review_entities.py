"""`news-pipeline entities --review`: the merges most in doubt, with their evidence and the line that answers each."""

import csv
import io

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from news_pipeline.entities.document_keys import key_of_name
from news_pipeline.entities.overrides import NOT_SAME, SAME, Override
from news_pipeline.entities.review import Doubt, doubts
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.steps.entities.rows import evidence_of_row
from news_pipeline.steps.entities.step import ENTITIES
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

_SHOWN_NAMES = 3


def show_review(settings: Settings, warehouse: Warehouse, console: Console, limit: int) -> None:
    """Print the doubts that concern most articles as a table, then the CSV lines that settle them."""
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE unit AS {read_sql(__package__, 'review_keys.sql')}")
    evidence = [evidence_of_row(row) for row in warehouse.rows(ENTITIES.reads["evidence"])]
    overrides = [Override(**row) for row in warehouse.rows(ENTITIES.reads["overrides"])]
    found = doubts(evidence, overrides)
    if not found:
        console.print("No merge of entities is in doubt.")
        return
    spelt = _spellings(warehouse, found[:limit])
    grid = Grid("", "type", "name", "decision", "evidence", "example", show_lines=True)
    for number, doubt in enumerate(found[:limit], start=1):
        grid.add_row(str(number), doubt.entity_type, *map(escape, _cells(doubt, spelt)))
    console.print(grid)
    console.print(f"{min(limit, len(found))} of {len(found)} decisions, most at stake first.")
    console.print(f"Put one line for each answer into {settings.entity_overrides}:", soft_wrap=True)
    console.print("judgement,entity_type,name,other,note", markup=False)
    for number, doubt in enumerate(found[:limit], start=1):
        for judgement in (SAME, NOT_SAME):
            console.print(_line(judgement, doubt, spelt, number), markup=False, highlight=False, soft_wrap=True)


def _cells(doubt: Doubt, spelt: dict[tuple[str, str], Row]) -> tuple[str, str, str, str]:
    short, long = _spelling(doubt.entity_key, doubt, spelt), _spelling(doubt.other_key, doubt, spelt)
    decision = f"is {long}" if doubt.is_merged else f"kept apart from {long}"
    shown = [f"{_spelling(key, doubt, spelt)} in {count:,}" for key, count in doubt.proofs[:_SHOWN_NAMES]]
    more = f", and {len(doubt.proofs) - _SHOWN_NAMES} more" if len(doubt.proofs) > _SHOWN_NAMES else ""
    evidence = f"only {short}: articles {doubt.articles:,}; with the longer name: {', '.join(shown)}{more}"
    return short, decision, evidence, spelt.get((doubt.entity_type, doubt.entity_key), {}).get("example") or ""


def _spelling(key: str, doubt: Doubt, spelt: dict[tuple[str, str], Row]) -> str:
    """The commonest spelling whose key this is, as a line of the overrides file needs it; else the key."""
    surfaces: list[str] = spelt.get((doubt.entity_type, key), {}).get("surfaces", [])
    return next((surface for surface in surfaces if key_of_name(doubt.entity_type, surface) == key), key)


def _line(judgement: str, doubt: Doubt, spelt: dict[tuple[str, str], Row], number: int) -> str:
    text = io.StringIO()
    names = (_spelling(doubt.entity_key, doubt, spelt), _spelling(doubt.other_key, doubt, spelt))
    csv.writer(text, lineterminator="").writerow((judgement, doubt.entity_type, *names, f"review {number}"))
    return text.getvalue()


def _spellings(warehouse: Warehouse, found: list[Doubt]) -> dict[tuple[str, str], Row]:
    """The commonest spelling of each key, and a piece of text around one mention of it."""
    keys = [
        f"{doubt.entity_type}:{key}"
        for doubt in found
        for key in (doubt.entity_key, *(key for key, _ in doubt.proofs[:_SHOWN_NAMES]))
    ]
    rows = warehouse.rows(read_sql(__package__, "review_examples.sql"), {"keys": keys})
    return {(row["entity_type"], row["entity_key"]): row for row in rows}
