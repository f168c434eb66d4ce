"""Reads what is new in the landing folder.

It has no loop, as the folder and not the ledger says what is pending. `ingest.ingest_landing` does the work.
"""

from news_pipeline.engine.step import Step
from news_pipeline.steps.ingestion.checks import RULES
from news_pipeline.steps.ingestion.tables import TABLES

STEP = Step(
    name="ingestion",
    topic="ingestion",
    tables=TABLES,
    after=("landing_files",),
    rules=RULES,
)
