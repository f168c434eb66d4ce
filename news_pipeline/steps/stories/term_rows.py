"""Stories as rows in, rows out: what the loop calls, in this process or in a worker.

Here: rows to dataclasses and back. Elsewhere: every rule (terms.py, inference.py), units of several
articles (sets.py), the loops and their SQL.
"""

from dataclasses import asdict

from news_pipeline.shared.results import Outcome, Row
from news_pipeline.stories.inferred_dates import Company, infer_date
from news_pipeline.stories.terms import story_terms


def term_rows(rows: list[Row]) -> list[Outcome]:
    """`title`, `body` -> rows of `story_terms`: term, weight, word."""
    return [{"story_terms": [asdict(term) for term in story_terms(row["title"], row["body"])]} for row in rows]


def inferred_rows(rows: list[Row]) -> list[Outcome]:
    """`body`, `company` (article_id, published_date, relation) -> one row of `inferred_dates`, or none."""
    outcomes: list[Outcome] = []
    for row in rows:
        inferred = infer_date(row["body"], [Company(**other) for other in row["company"]])
        outcomes.append({} if inferred is None else {"inferred_dates": [asdict(inferred)]})
    return outcomes
