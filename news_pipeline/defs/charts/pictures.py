"""Says which asset shows which pictures, and puts them into the Markdown of its metadata.

A picture is drawn when its numbers have changed. Else the one of the asset's last materialisation is taken over.
"""

from base64 import b64encode
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import dagster as dg

from news_pipeline.shared.hashing import digest
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

PICTURES = {
    "articles": {"articles_a_day": "Articles a day, by outlet", "share_of_copies": "Share of copies, by outlet"},
    "entities": {
        "top_entities": "People, organisations and places that most articles name",
        "places_on_the_map": "Places that most articles name, on the map",
    },
}
"""Asset -> name of the picture, its query and its function -> what it shows."""
DRAWING_VERSION = "2"
"""Raise it when a picture of the same numbers changes."""


def pictures(
    asset: str, warehouse: Warehouse, before: Mapping[str, dg.MetadataValue[Any]]
) -> dict[str, dg.MetadataValue[Any]]:
    """The pictures of an asset; `before` is the metadata of its last materialisation."""
    return {
        name: dg.MetadataValue.md(_markdown(name, says, warehouse, str(before[name].value) if name in before else ""))
        for name, says in PICTURES.get(asset, {}).items()
    }


def _markdown(name: str, says: str, warehouse: Warehouse, before: str) -> str:
    sql = read_sql(__package__, f"{name}.sql")
    rows = warehouse.rows(sql)
    if not rows:
        return "Nothing to draw yet."
    # a link definition that nothing refers to: Markdown shows nothing of it
    mark = f"[//]: # ({digest(DRAWING_VERSION, sql, repr(rows))})"
    if before.startswith(mark):
        return before
    draw = getattr(import_module("news_pipeline.defs.charts.charts"), name)  # brings matplotlib
    image = b64encode(draw(rows).encode()).decode()
    return (
        f"{mark}\n\n![{says}](data:image/svg+xml;base64,{image})\n\n"
        f"The numbers, for `news-pipeline query` or any client of `news.duckdb`:\n\n```sql\n{sql}\n```"
    )
