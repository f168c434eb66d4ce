"""The whole catalogue: the tables and views of all steps, the articles, and what only the snapshot has."""

from collections.abc import Sequence

from news_pipeline.engine.step import Step
from news_pipeline.publishing.tables import ARTICLES, SNAPSHOT_INFO
from news_pipeline.steps.registry import STEPS, described
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.sql_files import read_sql

VIEWS = {
    "unique_articles": "Current canonical articles: one text each.",
    "article_authors": "One author of an article; position 1 is named first.",
    "related_articles": "Related articles in both directions.",
    "article_entities": "Entity of an article: mentions, whether title, lead (first three sentences), caption name it, first place in the body.",
    "article_places": "Place of an article: its point, division and country, the probability that it is meant, whether the dateline has it, mentions.",
    "country_coverage": "Country of places, and outlet with the country that it lives in: current articles that name a place in it, independent texts (groups).",
    "entity_co_mentions": "Two entities named in the same current articles, in both directions; sentence_count: same sentence.",
    "entity_days": "Entity and day (published, else inferred): current articles, independent texts (groups), mentions.",
    "entity_outlets": "Entity and outlet: current articles, independent texts (groups), mentions.",
    "person_weeks": "Person, week (its Monday) and outlet: current articles, independent texts (groups), mentions.",
    "story_timeline": "Current article of a story, in time order (position); is_first: beyond doubt before every other stated one; else first_among.",
    "story_outlets": "Outlet or agency in a story: current articles, different texts, texts of its own, first day, whether it was first.",
    "text_versions": "Two texts of one story that share a third of one or more, in both directions; is_later where numbers or dates tell.",
    "outlet_days": "Outlet and day (published, else inferred): current articles, canonical ones among them, words.",
    "undated_articles": "Current article without a date of its own, with the day or span that copies and story tell.",
    "wire_reach": "Group of copies that credits an agency: who printed it, and how many other texts quote passages.",
    "agency_items": "Article that an agency sent as an item: version, status, embargo, urgency, slug, and the notice that withdraws it.",
    "run_steps": "Step of a run: documents or sets done, refused, withdrawn, and the seconds it took.",
    "article_cuts": "Line that cleaning took out of an article, with its role and the reason.",
    "article_evidence": "Candidate value for a field of an article: where it stood, how sure, whether it was chosen.",
}
"""Views of the snapshot for people, each in views/<name>.sql. A view comes after those that it reads."""


def catalog_of(steps: Sequence[Step]) -> Catalog:
    """The catalogue of these steps."""
    views = {name: (says, read_sql(__package__, f"views/{name}.sql")) for name, says in VIEWS.items()}
    return Catalog((*described(steps), ARTICLES), views, (SNAPSHOT_INFO,))


CATALOG = catalog_of(STEPS)
