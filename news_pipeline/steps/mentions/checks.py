"""What must hold for mentions."""

from news_pipeline.engine.rules import Rule
from news_pipeline.storage.sql_files import read_sql

RULES = (
    Rule(
        "entity_mentions",
        "offsets_true",
        "`body[start_char+1:end_char] = surface`, and the same in titles.",
        read_sql(__package__, "offsets_true.sql"),
    ),
)
