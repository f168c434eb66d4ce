"""The table macro that finds articles by where their places lie. It needs no extension."""

from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse

NEAR_MACRO = "articles_near"
NEAR_SAYS = (
    "Current articles that name a place within km of a point, the nearest first: FROM articles_near(31.3, -92.4, 50). "
    "One row an article, with its nearest place."
)


def near_query() -> str:
    """What the macro is made by."""
    return read_sql(__package__, "articles_near.sql")


def write_near_macro(warehouse: Warehouse) -> None:
    """Make the macro in the database in use, which is a snapshot being written."""
    warehouse.execute(f"CREATE MACRO {NEAR_MACRO}(latitude, longitude, km) AS TABLE {near_query()}")
    warehouse.execute(f"COMMENT ON MACRO TABLE {NEAR_MACRO} IS {quoted(NEAR_SAYS)}")
