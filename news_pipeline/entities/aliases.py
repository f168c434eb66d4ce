"""Organisations known all over the world by more than one name.

Here: the table as keys. Elsewhere: acronyms that a document explains itself (acronyms.py), merging (canonical.py).
"""

from functools import cache

from news_pipeline.entities.folding import fold_organisation
from news_pipeline.entities.word_tables import read_table


@cache
def known_aliases() -> dict[str, str]:
    """The key of the name by the key of the alias."""
    return {fold_organisation(row["alias"]): fold_organisation(row["name"]) for row in read_table("org_aliases.csv")}


@cache
def known_names() -> dict[str, str]:
    """The name by its key."""
    return {fold_organisation(row["name"]): row["name"] for row in read_table("org_aliases.csv")}
