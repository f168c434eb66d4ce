"""What must hold for bodies and refusals."""

from news_pipeline.engine.rules import Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "clean_articles",
        "nothing_vanishes",
        "Every line of a text and every visible block of a page is in the body or in removed_lines: all letters and "
        "figures that the document shows are counted, and those of both.",
        read_sql(__package__, "nothing_vanishes.sql"),
        "Cleaning lost text of these documents: please report them.",
    ),
    Rule(
        "clean_articles",
        "site_refusals",
        "No site's newest documents are refused far more often than those before.\n\n"
        "The last day of arrival against all before, with 20 documents on both sides.",
        read_sql(__package__, "site_refusals.sql"),
        "`SELECT reason, count(*) FROM rejected_documents GROUP BY reason` says why, and "
        "`news-pipeline explain SOURCE_URI` shows one: the site may have begun to ask for a subscription, or its pages "
        "now come without their text.",
        is_warning=True,
    ),
)
