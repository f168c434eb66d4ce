"""The table of inferred dates."""

from news_pipeline.storage.columns import ARTICLE_ID
from news_pipeline.storage.schema import Column, Table, required

TABLES = (
    Table(
        "inferred_dates",
        "Dates from company, for articles without a date of their own.",
        (
            ARTICLE_ID,
            Column("inferred_date", "DATE", "Day told by company; NULL if only bounds are known."),
            required("inferred_from", "DATE", "Earliest day."),
            required("inferred_to", "DATE", "Latest day."),
            required("reason", "VARCHAR", "What told it."),
        ),
        key=("article_id",),
        published=True,
        asset="Apart from `published_date`, and read by nothing upstream.",
        source="article_metadata.published_date, duplicate_groups, stories",
        sources={"article_id": "raw_documents.article_id"},
        numbers={"exact_days": "count(inferred_date)", "bounds_only": "count(*) FILTER (inferred_date IS NULL)"},
    ),
)
