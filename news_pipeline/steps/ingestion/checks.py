"""What must hold for files and documents."""

from news_pipeline.engine.rules import REPORT_IT, Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "source_files",
        "every_file_accounted",
        "Every file is ingested, rejected or another shard's, and its documents and refusals are all there.",
        read_sql(__package__, "every_file_accounted.sql"),
        "A file that is still `reading` was left by a run that was stopped; the next run goes on with it. " + REPORT_IT,
    ),
    Rule(
        "source_files",
        "exports_hold_what_they_state",
        "An export of a press database holds as many articles as it states.",
        "SELECT source_path, detail FROM reader_rejections WHERE reason = 'count_differs'",
        "Export the file again, or look for the missing article. What was found is read.",
        is_warning=True,
    ),
)
