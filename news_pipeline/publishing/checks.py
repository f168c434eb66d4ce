"""What must hold for the articles that readers get."""

from news_pipeline.engine.rules import Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "articles",
        "every_document_accounted",
        "Every document is an article or rejected, not both, or some step has still to look at it.",
        read_sql(__package__, "every_document_accounted.sql"),
    ),
    Rule(
        "articles",
        "outlet_drift",
        "No outlet's newest articles differ from its own past: dates or titles that went missing, texts half or twice "
        "as long, far more copies.\n\nThe last day of arrival against all before, with 20 articles on both sides.",
        read_sql(__package__, "outlet_drift.sql"),
        "Open a few of its newest files: the outlet may have changed its layout. "
        "`news-pipeline explain SOURCE_URI` shows what cleaning made of one.",
        is_warning=True,
        asks_published=True,
    ),
)
