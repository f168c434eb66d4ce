"""Organisations known all over the world by more than one name, from tables/org_aliases.csv."""

from functools import cache

from news_pipeline.entities.folding import fold_organisation
from news_pipeline.shared.word_tables import word_table


@cache
def known_aliases() -> dict[str, str]:
    """The key of the name by the key of the alias."""
    return {fold_organisation(row["alias"]): fold_organisation(row["name"]) for row in _rows()}


@cache
def known_names() -> dict[str, str]:
    """The name by its key."""
    return {fold_organisation(row["name"]): row["name"] for row in _rows()}


def _rows() -> tuple[dict[str, str], ...]:
    return word_table(__package__, "tables/org_aliases.csv")
