"""What must hold for entities."""

from news_pipeline.engine.rules import Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "entities",
        "entity_overrides_usable",
        "Every line of the overrides file can be used, and names an entity that is there.",
        read_sql(__package__, "entity_overrides_usable.sql"),
        "Mend the lines in the file that NEWS_ENTITY_OVERRIDES names; the next run reads it again.",
        is_warning=True,
    ),
)
