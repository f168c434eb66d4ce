"""What commands do to a data folder, without Dagster and its history, and all in this process.

A whole run through Dagster costs eight seconds of CPU whatever it has to do, nearly all of it Dagster's own.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from news_pipeline.defs.verdicts import verdict
from news_pipeline.engine.compute import Compute
from news_pipeline.engine.pipeline import Pipeline, pipeline_of
from news_pipeline.engine.rules import CodeRule, Rule
from news_pipeline.engine.run_journal import begin_journal
from news_pipeline.engine.step import Step
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.checks import RULES
from news_pipeline.publishing.exports import export_snapshot
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.rebuild import rebuild
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.schema import Promise, promises
from news_pipeline.storage.warehouse import open_read_only, open_warehouse
from news_pipeline.takedown.scrub_databases import rewrite_warehouse
from news_pipeline.takedown.takedown import find, note_unfinished, take_down


@contextmanager
def opened(settings: Settings, compute: Compute | None = None) -> Iterator[Pipeline]:
    """A pipeline under the run lock, all in this process but for what `compute` does elsewhere."""
    with (
        run_lock(settings.data_dir, "test", wait=600, say=lambda _: None),
        open_warehouse(settings, CATALOG) as warehouse,
    ):
        yield pipeline_of(warehouse, compute)


def run(settings: Settings, steps: Sequence[Step] = STEPS, compute: Compute | None = None) -> None:
    """What a run does, without Dagster: every step, the journal, the snapshot, the exports."""
    with opened(settings, compute) as pipeline:
        journal = begin_journal(pipeline.warehouse, f"run-{os.getpid()}-{monotonic()}", "test", "everything", {})
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline)
        for step in steps[1:]:
            result = step.run(pipeline)
            counts = {"done": result.processed, "refused": result.rejected, "withdrawn": result.removed}
            journal.note_step(step.main_table, **counts, seconds=0.0, warnings=0)
        publish(pipeline.warehouse, "run")
        export_snapshot(settings, CATALOG)
        journal.end("succeeded")


def run_rebuild(settings: Settings) -> None:
    """What `news-pipeline rebuild` does."""
    with opened(settings) as pipeline:
        rebuild(list_landing(settings.landing_dir), pipeline)
    run(settings)


def run_takedown(settings: Settings, pattern: str) -> None:
    """What `news-pipeline forget` does, Dagster's history apart."""
    with opened(settings) as pipeline:
        takedown = find(pattern, pipeline.warehouse)
        note_unfinished(settings, pattern)
        take_down(takedown, pipeline.store, pipeline.warehouse)
    run(settings)
    with run_lock(settings.data_dir, "test", wait=600, say=lambda _: None):
        rewrite_warehouse(settings)
    note_unfinished(settings, None)


def run_compaction(settings: Settings) -> None:
    """The private database written anew, as `news-pipeline forget` ends with it, and a run."""
    with run_lock(settings.data_dir, "test", wait=600, say=lambda _: None):
        rewrite_warehouse(settings)
    run(settings)


def broken_rules(settings: Settings) -> list[str]:
    """What the checks of a run would say of the rules that some row breaks, warnings too; [] if all hold."""
    rules = [rule for step in STEPS for rule in step.rules] + list(RULES)
    in_sql = [Promise(f"{rule.table}, {rule.name}", rule.offenders) for rule in rules if isinstance(rule, Rule)]
    with opened(settings) as pipeline:
        found = [rule.name for rule in rules if isinstance(rule, CodeRule) and rule.find(pipeline.warehouse)[1]]
        verdicts = [verdict(pipeline.warehouse, in_sql, "", "", "raw_documents")]
    with open_read_only(settings.published_path, settings, CATALOG) as snapshot:
        kept = [promise for table in CATALOG.published for promise in promises(table)]
        verdicts.append(verdict(snapshot, kept, "", "", "articles"))
    return found + [said["description"] for said in verdicts if not said["passed"]]
