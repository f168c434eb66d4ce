"""Keeps a row a run: what it read, did and refused, how it ended, and which versions it ran with.

The row is written when the run begins and again after each step, so that a killed run leaves what it had done. Nothing
in it quotes a document, names one, or shows a path: a takedown has nothing to remove there.
"""

import json
import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

import duckdb

from news_pipeline.entities.tagger import tagger_version
from news_pipeline.shared.results import Row
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.warehouse import Warehouse

OUTCOMES = ("going", "published", "succeeded", "failed", "stopped", "killed")

RUNS = Table(
    "pipeline_runs",
    "One run of the pipeline: what it read, did and refused, how it ended, with which versions.",
    (
        required("run_id", "VARCHAR", "Dagster's id of the run."),
        required("started_by", "VARCHAR", "A command, `schedule`, `sensor`, or `UI`."),
        required("job", "VARCHAR", "everything, redo, rebuild, or what a person materialised by hand."),
        required("started_at", "TIMESTAMPTZ", "When it had the lock and began."),
        required("ended_at", "TIMESTAMPTZ", "When it ended; of a killed run, when its last step did."),
        required("seconds", "DOUBLE", "Between the two, by a clock that nobody sets."),
        required(
            "outcome",
            "VARCHAR",
            "published: wrote this snapshot, checks come after; stopped: by a person; killed: its process was gone.",
            allowed=OUTCOMES,
        ),
        Column("failed_step", "VARCHAR", "Step that failed."),
        Column("failure", "VARCHAR", "Kind of the error; its words are in Dagster's log."),
        required("files_read", "INTEGER", "Files read or read on."),
        required("documents_read", "INTEGER", "Documents read from them."),
        required("steps", "VARCHAR", "JSON list of step, done, refused, withdrawn, seconds; `run_steps` unfolds it."),
        required(
            "refused", "VARCHAR", "JSON object: refusals of files and documents by reason, from its beginning on."
        ),
        required("warnings", "INTEGER", "Warnings of its steps, and checks that found something."),
        required("failed_checks", "INTEGER", "Checks that found what must not be."),
        required("code_version", "VARCHAR", "Version of this project."),
        required("step_versions", "VARCHAR", "JSON object: code version by loop."),
        required("duckdb_version", "VARCHAR", "Version of DuckDB."),
        required("python_version", "VARCHAR", "Version of Python."),
        required("tagger", "VARCHAR", "Tagger of entities, with its version."),
    ),
    key=("run_id",),
    published=True,
    published_by="SELECT * REPLACE (CASE WHEN outcome = 'going' THEN 'published' ELSE outcome END AS outcome) "
    "FROM pipeline_runs",
    kept_by_rebuild=True,
)


@dataclass(slots=True)
class Journal:
    """The row of the run that is going."""

    warehouse: Warehouse
    row: Row
    steps: list[Row] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def note_step(self, step: str, *, done: int, refused: int, withdrawn: int, seconds: float, warnings: int) -> None:  # noqa: PLR0913
        """What a step did, once it has ended."""
        counts = {"done": done, "refused": refused, "withdrawn": withdrawn}
        self.steps.append({"step": step, **counts, "seconds": round(seconds, 3)})
        self.row["warnings"] += warnings
        self.save()

    def save(self) -> None:
        """Write the row as it is now."""
        self.row["ended_at"] = datetime.now(UTC)
        self.row["seconds"] = round(time.monotonic() - self.started, 3)
        self.row["steps"] = json.dumps(self.steps)
        with self.warehouse.transaction():
            self.warehouse.execute("DELETE FROM pipeline_runs WHERE run_id = $id", {"id": self.row["run_id"]})
            self.warehouse.insert(RUNS.name, [self.row])

    def count_refusals(self) -> None:
        """Count what was refused since the run began, by reason, for the next save."""
        rows = self.warehouse.rows(
            "SELECT reason, count(*) AS refusals FROM rejected_documents WHERE rejected_at >= $since GROUP BY ALL "
            "ORDER BY ALL",
            {"since": self.row["started_at"]},
        )
        self.row["refused"] = json.dumps({row["reason"]: row["refusals"] for row in rows})

    def end(self, outcome: str, **values: object) -> None:
        """Write the row for the last time."""
        self.row |= {"outcome": outcome, **values}
        self.count_refusals()
        self.save()


def begin_journal(
    warehouse: Warehouse, run_id: str, started_by: str, job: str, step_versions: Mapping[str, str]
) -> Journal:
    """Write the row of a run that begins. It holds the lock, so rows of others that seem to go on are of dead runs."""
    warehouse.execute("UPDATE pipeline_runs SET outcome = 'killed' WHERE outcome = 'going'")
    taggers = parse_taggers(warehouse.settings.tagger).values()
    row: Row = {
        "run_id": run_id,
        "started_by": started_by,
        "job": job,
        "started_at": datetime.now(UTC),
        "outcome": "going",
        "files_read": 0,
        "documents_read": 0,
        "refused": "{}",
        "warnings": 0,
        "failed_checks": 0,
        "code_version": version("news-pipeline"),
        "step_versions": json.dumps(dict(step_versions)),
        "duckdb_version": duckdb.__version__,
        "python_version": platform.python_version(),
        "tagger": ", ".join(tagger_version(name) for name in taggers),
    }
    journal = Journal(warehouse, row)
    journal.save()
    return journal
