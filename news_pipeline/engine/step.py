"""Declares a step of the lineage: its loops, its tables, its rules, and what it comes after."""

from collections.abc import Iterator
from dataclasses import dataclass

from news_pipeline.engine import ledger
from news_pipeline.engine.decisions import Decisions, load_decisions
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.pipeline import LoopResult, Pipeline
from news_pipeline.engine.rules import CodeRule, Rule
from news_pipeline.engine.set_loop import SetLoop
from news_pipeline.settings import Settings
from news_pipeline.storage.schema import Table

Loop = DocumentLoop | SetLoop


@dataclass(frozen=True, slots=True)
class Step:
    """One folder of steps/. The rest of the project derives from it what it needs."""

    name: str
    """The same as that of its folder."""
    topic: str
    """What it is about, as a tag in the UI."""
    tables: tuple[Table, ...]
    """Views come after what they read. The first table that is a node of the lineage is the main one."""
    after: tuple[str, ...]
    """Main tables of the steps that it reads."""
    loops: tuple[Loop, ...] = ()
    """They run in this order."""
    rules: tuple[Rule | CodeRule, ...] = ()
    decisions: Decisions | None = None
    """What people decided about its results; read before its loops run."""

    @property
    def assets(self) -> tuple[Table, ...]:
        """The tables that are nodes of the lineage; the others hang on the first."""
        return tuple(table for table in self.tables if table.asset)

    @property
    def main_table(self) -> str:
        """The table that the step is there for."""
        return self.assets[0].name

    def version(self, settings: Settings) -> str:
        """The code version of all its loops."""
        return "/".join(loop.version(settings) for loop in self.loops) or "1"

    def run(self, pipeline: Pipeline) -> LoopResult:
        """Run the loops. Notes are what the run's log should say."""
        problems: tuple[str, ...] = ()
        if self.decisions:
            problems = load_decisions(self.decisions, pipeline.settings, pipeline.warehouse)
        parts = [loop.run(pipeline) for loop in self.loops]
        return LoopResult(
            processed=max((part.processed for part in parts), default=0),
            rejected=sum(part.rejected for part in parts),
            removed=sum(part.removed for part in parts),
            data_version="/".join(part.data_version for part in parts),
            notes=tuple(note for part in parts for note in part.notes),
            problems=problems + tuple(problem for part in parts for problem in part.problems),
        )

    def described(self) -> Iterator[Table]:
        """Tables first, then views; the loops' own views stand before the step's views, which may ask them."""
        yield from (table for table in self.tables if not table.view)
        for loop in self.loops:
            yield from ledger.answer_views(loop.name)
        yield from (table for table in self.tables if table.view)
        for loop in self.loops:
            if isinstance(loop, DocumentLoop):
                yield from ledger.input_views(loop.name, loop.inputs)
