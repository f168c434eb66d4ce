"""The loops of step `duplicates` over the articles of all pipelines: their fingerprints, and pairs of two pipelines."""

from dataclasses import replace
from functools import partial

from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

KEYS = replace(
    FINGERPRINTS,
    inputs="SELECT article_id AS key, byte_size, seen_hash FROM lake_articles",
    reads=_sql("key_reads.sql"),
)
LINKS = replace(
    COPY_LINKS,
    inputs=_sql("link_inputs.sql"),
    look_up=f"{COPY_LINKS.look_up};\n{_sql('between_pipelines.sql')}",
)
LOOPS = (KEYS, LINKS)
