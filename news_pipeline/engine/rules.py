"""Declares what must hold for a table beyond its description, and what a person does about rows that break it."""

from collections.abc import Callable
from dataclasses import dataclass

from news_pipeline.shared.results import Row
from news_pipeline.storage.warehouse import Warehouse

REPORT_IT = (
    "This is a mistake of the pipeline, not of your files: please report it with these rows. "
    "`news-pipeline redo --source SOURCE_URI`, then a run, does their documents again."
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of one table."""

    table: str
    name: str
    says: str
    """The rule in one sentence; after an empty line what else is to be known."""
    offenders: str
    """Query for the rows that break it."""
    remedy: str = REPORT_IT
    """What a person does about them."""
    is_warning: bool = False
    """The source may be wrong, not the pipeline: a run succeeds all the same."""
    asks_published: bool = False
    """The query runs on the published snapshot as well."""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """A check that SQL cannot make."""

    table: str
    name: str
    says: str
    noun: str
    """What is looked at: "passages"."""
    find: Callable[[Warehouse], tuple[int, list[Row]]]
    """How many were looked at, and the rows that break the rule."""
    remedy: str = REPORT_IT
