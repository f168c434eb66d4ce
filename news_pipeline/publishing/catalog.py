"""The tables: what users query (published) and what the pipeline keeps for itself, room by room."""

from news_pipeline.publishing import tables as publication
from news_pipeline.steps.boilerplate import tables as sites
from news_pipeline.steps.cleaning import tables as text
from news_pipeline.steps.duplicates import tables as duplicates
from news_pipeline.steps.entities import tables as entities
from news_pipeline.steps.ingestion import tables as ingestion
from news_pipeline.steps.metadata import tables as metadata
from news_pipeline.steps.stories import tables as stories
from news_pipeline.storage.schema import Table

_ROOMS = (ingestion, sites, text, metadata, duplicates, stories, publication, entities)

DESCRIBED: dict[str, Table] = {table.name: table for room in _ROOMS for table in room.TABLES}
"""Everything that rows are written into, or read from. Views come after the tables and views that they read."""

SNAPSHOT_INFO = DESCRIBED["snapshot_info"]
"""Written at publishing, into the snapshot only."""

TABLES = {name: table for name, table in DESCRIBED.items() if table is not SNAPSHOT_INFO}
"""The tables and views of the private database."""

PUBLISHED = tuple(table for table in TABLES.values() if table.published)

VIEWS = {
    "unique_articles": "Current canonical articles: one text each.",
    "article_authors": "One author of an article; position 1 is named first.",
    "related_articles": "Related articles in both directions.",
    "article_entities": "Entity of an article: mentions, whether title, lead (first three sentences), caption name it, first place in the body.",
    "entity_co_mentions": "Two entities named in the same current articles, in both directions; sentence_count: same sentence.",
    "entity_days": "Entity and day (published, else inferred): current articles, independent texts (groups), mentions.",
    "entity_outlets": "Entity and outlet: current articles, independent texts (groups), mentions.",
    "story_timeline": "Current article of a story, in time order (position); is_first had it first, is_first_of_group its text.",
    "story_outlets": "Outlet in a story: current articles, different texts, texts of its own, first day, whether it was first.",
    "outlet_days": "Outlet and day (published, else inferred): current articles, canonical ones among them, words.",
    "undated_articles": "Current article without a date of its own, with the day or span that copies and story tell.",
    "wire_reach": "Group of copies that credits an agency: who printed it, and how many other texts quote passages.",
    "article_cuts": "Line that cleaning took out of an article, with its role and the reason.",
    "article_evidence": "Candidate value for a field of an article: where it stood, how sure, whether it was chosen.",
}
"""Views of the snapshot for people, in publishing/views/<name>.sql."""
