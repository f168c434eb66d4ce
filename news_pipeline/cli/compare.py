"""`news-pipeline compare`: two articles side by side, shared passages in colour, and the figures of their relation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import NamedTuple

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from news_pipeline.duplicates.edits import Edit, edits_between
from news_pipeline.duplicates.facts import facts_of_words
from news_pipeline.duplicates.groups import GROUPING
from news_pipeline.duplicates.overlap import Overlap, Relation, index_texts
from news_pipeline.duplicates.relations import relate
from news_pipeline.duplicates.swaps import Conflict
from news_pipeline.duplicates.word_offsets import Span, WordSpans, word_spans
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_published

_COLOURS = ("green", "cyan", "magenta", "yellow", "blue", "red")
_LISTED = 5
_LISTED_SWAPS = 20
_PASSAGE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles."""

    article_id: str
    source_uri: str
    title: str | None
    body: str
    outlet: str | None
    published_date: date | None
    duplicate_group_id: str
    is_canonical: bool


def show_comparison(settings: Settings, name_a: str, name_b: str, console: Console) -> None:
    """Print two published articles side by side. Raises UserError."""
    with open_published(settings) as snapshot:
        a, b = (find_article(snapshot, name) for name in (name_a, name_b))
        if a.article_id == b.article_id:
            raise UserError(f"{name_a!r} and {name_b!r} are the same article, {a.source_uri}. Name two.")
        judged = snapshot.rows(
            "SELECT judged FROM duplicate_pairs WHERE article_id_a = $a AND article_id_b = $b",
            {"a": min(a.article_id, b.article_id), "b": max(a.article_id, b.article_id)},
        )
    console.print(compared(a, b, judged[0]["judged"] if judged else None))


def find_article(snapshot: Warehouse, name: str) -> Side:
    """The article of that id or source_uri, or the only one whose id or source_uri begins so. Raises UserError."""
    found = snapshot.rows(read_sql(__package__, "compare_find.sql"), {"name": name})
    if len(found) == 1:
        return Side(**found[0])
    if not found:
        raise UserError(
            f"No article has an id or source_uri that is or begins with {name!r}. "
            "`news-pipeline query` can look for it in the table articles; what readers refused stands in "
            "rejected_documents."
        )
    listed = "\n".join(f"  {row['article_id']}  {row['source_uri']}" for row in found[:_LISTED])
    more = f"\n  and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
    raise UserError(f"{len(found):,} articles begin with {name!r}; give more of it:\n{listed}{more}")


def compared(a: Side, b: Side, judged: str | None = None) -> RenderableType:
    """The figures, and both bodies. Each shared passage has its own number and colour."""
    text_a, text_b = index_texts([a.body, b.body])
    spans_a, spans_b = word_spans(a.body), word_spans(b.body)
    facts_a = facts_of_words(a.body, spans_a, text_a.words.tolist())
    facts_b = facts_of_words(b.body, spans_b, text_b.words.tolist())
    related = relate(text_a, text_b, lambda: (facts_a, facts_b), _days_apart(a, b))
    relation, found = related.relation, related.overlap
    places_a = [spans_a.of(passage.first_a, passage.words) for passage in found.passages]
    places_b = [spans_b.of(passage.first_b, passage.words) for passage in found.passages]
    bodies = Table.grid(padding=(0, 2), expand=True)
    bodies.add_column(ratio=1)
    bodies.add_column(ratio=1)
    bodies.add_row(_head(a), _head(b))
    bodies.add_row(_coloured(a.body, places_a), _coloured(b.body, places_b))
    shown = [_figures(a, b, _Answer(relation, found, related.conflicts), judged), bodies]
    if relation in GROUPING or related.stub:
        edits = edits_between(facts_a.hashes, facts_b.hashes, found.passages)
        shown.append(_edits(edits, (a.body, spans_a), (b.body, spans_b)))
    return Group(*shown)


def _days_apart(a: Side, b: Side) -> int | None:
    return abs((a.published_date - b.published_date).days) if a.published_date and b.published_date else None


class _Answer(NamedTuple):
    """What the two texts are to each other."""

    relation: Relation | None
    found: Overlap
    swapped: Sequence[Conflict]


def _figures(a: Side, b: Side, answer: _Answer, judged: str | None) -> Table:
    grid = Table.grid(padding=(0, 2))
    found = answer.found
    together = a.duplicate_group_id == b.duplicate_group_id
    rows = {
        "relation": answer.relation or "unrelated",
        "judged by a person": judged,
        "group": "the same" if together else "two",
        "coverage": f"{found.coverage_a:.0%} of the left, {found.coverage_b:.0%} of the right",
        "shared words": f"{found.shared_words:,}, {found.shared_unquoted_words:,} of them outside quotation marks",
        "longest run": f"{found.longest_run:,} words",
        "passages": f"{len(found.passages):,}",
        "swapped": ", ".join(f"{one.in_a} -> {one.in_b}" for one in answer.swapped[:_LISTED_SWAPS]) or None,
    }
    for name, value in rows.items():
        if value is not None:
            grid.add_row(Text(name, style="dim"), Text(value))
    return grid


def _edits(edits: Sequence[Edit], left: tuple[str, WordSpans], right: tuple[str, WordSpans]) -> Table:
    """What the right text cut, added and replaced against the left one; table `copy_edits` says the same of copies."""
    listed = Table("right", "words", "left text", "right text", expand=True, box=None, header_style="dim")
    for edit in edits:
        listed.add_row(
            edit.kind,
            f"-{edit.original_words} +{edit.copy_words}",
            _words(*left, edit.first_original, edit.original_words),
            _words(*right, edit.first_copy, edit.copy_words),
        )
    return listed


def _words(body: str, spans: WordSpans, first: int, count: int) -> Text:
    start, end = spans.stretch(first, count)
    return Text(shorten(body[start:end], _PASSAGE_WIDTH, placeholder=" ..."))


def _head(side: Side) -> Text:
    about = [side.outlet, str(side.published_date or "undated"), "canonical" if side.is_canonical else None]
    told = ", ".join(part for part in about if part)
    return Text.assemble("\n", (side.title or side.source_uri, "bold"), f"\n{side.source_uri}\n", (f"{told}\n", "dim"))


def _coloured(body: str, places: list[Span]) -> Text:
    """Each passage in its colour; its number stands before it."""
    shown, end = Text(), 0
    for number, (start, after) in sorted(enumerate(places, start=1), key=lambda item: item[1]):
        if after <= end:
            continue  # it lies inside a passage that was shown
        style = _COLOURS[(number - 1) % len(_COLOURS)]
        shown.append(body[end : max(start, end)])
        shown.append(f"[{number}]", style=f"bold {style}")
        shown.append(body[max(start, end) : after], style=style)
        end = after
    shown.append(body[end:])
    return shown
