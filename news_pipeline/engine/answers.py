"""What a worker does with the outcomes of a loop's function: hashes each, and packs the rows of all as Arrow bytes.

So the run's own process, which is one for all workers, neither looks at rows nor builds columns: it commits bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from news_pipeline.engine.ledger import LEDGER, output_hash
from news_pipeline.shared.results import Outcome, Rejected, Row, TableRows
from news_pipeline.storage.schema import ColumnTypes


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands for the rows of one document."""

    rows: Mapping[str, bytes]
    """By table, as Arrow streams: the rows of all documents that were answered together, with the first of them.

    Their keys, input hashes and output hashes are rows for the ledger.
    """


_NOTHING_MORE = Answer({})


@dataclass(frozen=True, slots=True)
class Answering:
    """A loop's function, for workers: rows of `key`, `input_hash` and `input` in; an Answer or a refusal each out."""

    func: Callable[..., list[Outcome]]
    loop: str
    types: Mapping[str, ColumnTypes]
    """Of the tables that the loop writes."""
    owned: frozenset[str]
    """Tables whose rows name their owners themselves; the others get `article_id`."""

    def __call__(self, rows: list[Row]) -> list[Any]:
        """The answers, in order."""
        outcomes = self.func([row["input"] for row in rows])
        if len(outcomes) != len(rows):
            return outcomes  # it is told by who called
        found: TableRows = {}
        for row, outcome in zip(rows, outcomes, strict=True):
            if not isinstance(outcome, Rejected):
                for table, written in outcome.items():
                    own = {} if table in self.owned else {"article_id": row["key"]}
                    found.setdefault(table, []).extend({**own, **given} for given in written)
                found.setdefault(LEDGER.name, []).append(self._entry(row, outcome))
        return with_the_first(outcomes, found, {**self.types, LEDGER.name: LEDGER.types})

    def _entry(self, row: Row, outcome: TableRows) -> Row:
        answer = answer_of(outcome, row["input_hash"], owned=bool(self.owned))
        hashed = output_hash(self.loop, row["key"], answer)
        return {"key": row["key"], "input_hash": row["input_hash"], "output_hash": hashed}


@dataclass(frozen=True, slots=True)
class Packing:
    """The same for a function whose rows say themselves what they are of, and that have no part in the ledger."""

    func: Callable[[list[Row]], list[Outcome]]
    types: Mapping[str, ColumnTypes]

    def __call__(self, rows: list[Row]) -> list[Any]:
        """The answers, in order."""
        outcomes = self.func(rows)
        found: TableRows = {}
        for outcome in outcomes:
            if not isinstance(outcome, Rejected):
                for table, written in outcome.items():
                    found.setdefault(table, []).extend(written)
        return with_the_first(outcomes, found, self.types)


def with_the_first(outcomes: list[Outcome], rows: TableRows, types: Mapping[str, ColumnTypes]) -> list[Any]:
    """An answer in the place of each outcome, the first with all rows; refusals stay."""
    from news_pipeline.storage.arrow import pack  # noqa: PLC0415 half a second that a run with nothing new saves

    packed = Answer({table: pack(types[table], written) for table, written in rows.items() if written})
    answers: list[Answer | Rejected] = []
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            answers.append(outcome)
        else:
            answers.append(packed)
            packed = _NOTHING_MORE
    return answers


def answer_of(outcome: Outcome, input_hash: int, *, owned: bool) -> object:
    """What the hash of the answer is made of.

    A row with two owners goes when either is done again. So the input is a part of the answer there.
    """
    answer: Any = [outcome.reason, outcome.detail] if isinstance(outcome, Rejected) else outcome
    return [input_hash, answer] if owned else answer
