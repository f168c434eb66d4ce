"""All that a snapshot has, macros and search index too, for whoever writes it elsewhere."""

from news_pipeline.lake.job import Contents, Macro
from news_pipeline.publishing.near import NEAR_MACRO, near_query
from news_pipeline.publishing.search_index import MACRO, search_version
from news_pipeline.publishing.search_tables import SEARCH_TABLES
from news_pipeline.storage.schema import Catalog


def contents_of(catalog: Catalog) -> Contents:
    """The tables, views, macros and search index of a snapshot of this catalogue."""
    words_in, _, search_articles = search_version()
    macros = {
        "words_in": Macro("written", words_in, is_table=False, schema="search"),
        NEAR_MACRO: Macro("latitude, longitude, km", near_query()),
        MACRO: Macro("query, at_most := 100", search_articles),
    }
    return Contents(catalog, macros, SEARCH_TABLES, search_version())
