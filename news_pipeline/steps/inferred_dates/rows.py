"""Turns rows into undated articles with the dated ones of their group and story, and dates into rows."""

from dataclasses import asdict, dataclass

from news_pipeline.shared.results import Outcome, Row
from news_pipeline.stories.inferred_dates import Company, infer_date


@dataclass(frozen=True, slots=True)
class InferenceInput:
    """An undated article and the dated articles of its group and story."""

    article_id: str
    body: str
    company: list[Row]
    """article_id, published_date, relation."""


def inferred_rows(rows: list[Row]) -> list[Outcome]:
    """One row of `inferred_dates` for each article, or none."""
    return [_inferred(InferenceInput(**row)) for row in rows]


def _inferred(article: InferenceInput) -> Outcome:
    company = [Company(other["published_date"], other["relation"]) for other in article.company]
    inferred = infer_date(article.body, company)
    return {} if inferred is None else {"inferred_dates": [asdict(inferred)]}
