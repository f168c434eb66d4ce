"""What must hold for chosen values and their evidence."""

from news_pipeline.engine.rules import Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "article_metadata",
        "dates_plausible",
        "No article is dated before 1990 or after the day it arrived.\n\n"
        "A source may be wrong and say so plainly; therefore this only warns.",
        read_sql(__package__, "dates_plausible.sql"),
        "Compare with the evidence: `SELECT * FROM metadata_evidence WHERE field = 'published' AND article_id = '...'` "
        "shows every date that the document has. Where the source itself is wrong, leave it, or write the true date "
        "into the corrections file; a date that was misread is a mistake of the pipeline to report.",
        is_warning=True,
        asks_published=True,
    ),
    Rule(
        "article_metadata",
        "corrections_usable",
        "Every line of the corrections file can be used.",
        read_sql(__package__, "corrections_usable.sql"),
        "Mend the lines in the file that NEWS_CORRECTIONS names; the next run reads it again.",
        is_warning=True,
    ),
    Rule(
        "metadata_evidence",
        "chosen_values_have_evidence",
        "Every date, address, outlet and title that was chosen has its row of evidence.",
        read_sql(__package__, "chosen_values_have_evidence.sql"),
    ),
)
