"""What a worker does with the outcomes of a loop's function: hashes each, and packs the rows of all as Arrow bytes.

So the run's own process, which is one for all workers, neither looks at rows nor builds columns: it commits bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from news_pipeline.engine.ledger import output_hash
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.storage.schema import Table


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands for the rows of one document."""

    output_hash: int
    rows: Mapping[str, bytes]
    """By table, as Arrow streams: the rows of all documents that were answered together, with the first of them."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A loop's function, for workers: rows of `key`, `input_hash` and `input` in; an Answer or a refusal each out."""

    func: Callable[..., list[Outcome]]
    loop: str
    tables: Mapping[str, Table]
    """What the loop writes."""
    owned: frozenset[str]
    """Tables whose rows name their owners themselves; the others get `article_id`."""

    def __call__(self, rows: list[Row]) -> list[Any]:
        """The answers, in order."""
        outcomes = self.func([row["input"] for row in rows])
        if len(outcomes) != len(rows):
            return outcomes  # it is told by who called
        packed = self._packed(rows, outcomes)
        answers: list[Answer | Rejected] = []
        for row, outcome in zip(rows, outcomes, strict=True):
            if isinstance(outcome, Rejected):
                answers.append(outcome)
                continue
            hashed = output_hash(self.loop, row["key"], answer_of(outcome, row["input_hash"], owned=bool(self.owned)))
            answers.append(Answer(hashed, packed))
            packed = {}
        return answers

    def _packed(self, rows: list[Row], outcomes: list[Outcome]) -> dict[str, bytes]:
        from news_pipeline.storage.arrow import pack  # noqa: PLC0415 half a second that a run with nothing new saves

        found: dict[str, list[Row]] = {}
        for row, outcome in zip(rows, outcomes, strict=True):
            if not isinstance(outcome, Rejected):
                for table, written in outcome.items():
                    own = {} if table in self.owned else {"article_id": row["key"]}
                    found.setdefault(table, []).extend({**own, **given} for given in written)
        return {table: pack(self.tables[table], written) for table, written in found.items() if written}


def answer_of(outcome: Outcome, input_hash: int, *, owned: bool) -> object:
    """What the hash of the answer is made of.

    A row with two owners goes when either is done again. So the input is a part of the answer there.
    """
    answer: Any = [outcome.reason, outcome.detail] if isinstance(outcome, Rejected) else outcome
    return [input_hash, answer] if owned else answer
