"""What each column of each view says: that of the table which has the column, else the words here."""

from collections.abc import Iterator

from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.sql_files import quoted
from news_pipeline.storage.warehouse import Warehouse

SAYS = {
    "article_authors.name": "One author, as the article writes the name.",
    "coverage": "Share of the article's words that the other has too, in order.",
    "day": "Day of publication, else the inferred day.",
    "day_is_inferred": "The day was told by copies or story, not by the article.",
    "days_after_first": "Days after the story's first stated day.",
    "done": "Documents or sets that the step did.",
    "embargo": "When the item may be used, as written.",
    "embargoed_until": "The moment of the embargo, where it is written with its offset.",
    "first_among": "Articles whose stated times overlap, where none is beyond doubt first.",
    "first_char": "Offset of the first mention in its part, in characters from 0.",
    "first_day": "Day of the outlet's first article in the story.",
    "first_sentence": "Sentence of the first mention in the body, from 0; NULL where only title or caption name it.",
    "first_surface": "The first mention as it is written.",
    "in_caption": "A caption names it.",
    "in_lead": "One of the first three sentences names it.",
    "in_title": "The title names it.",
    "is_dateline_place": "The article's dateline names it.",
    "is_first": "Beyond doubt before every other one that states its time.",
    "is_first_of_group": "First of its copies.",
    "is_later": "Whether this text is later than the other; NULL where nothing tells.",
    "order_reason": "What tells which text is later: numbers such as UPDATE 2, or dates.",
    "original_count": "Canonical articles among them.",
    "item": "Id that all versions of the item have.",
    "note": "Note of the agency to editors.",
    "other_article_id": "The other article.",
    "other_coverage": "Share of the other's words that this article has too, in order.",
    "other_entity_id": "The other entity.",
    "other_entity_type": "OntoNotes type of the other.",
    "other_group_id": "Group of the other article.",
    "other_name": "Name of the other entity.",
    "other_title": "Headline of the other article.",
    "outlet_key": "The outlet by domain, else by name.",
    "own_text_count": "Texts that no agency and no other outlet had before.",
    "position": "Place in the order, from 1.",
    "printed_by": "Outlets that printed the agency's texts; NULL for an outlet.",
    "quoting_count": "Articles of other groups that share passages with it.",
    "sentence_count": "Sentences that name both.",
    "source": "The outlet, or the agency whose text it is.",
    "article_evidence.source": "Where the value stood.",
    "slug": "Slug line: the item's name while it is written.",
    "stated_from": "Earliest moment that the article's stated time allows.",
    "stated_to": "Latest moment that the article's stated time allows.",
    "status": "What may be done with the item, such as usable, embargoed or canceled.",
    "step": "Step of the run.",
    "story_title": "Title of the story.",
    "subjects": "Codes or names of subjects.",
    "text_count": "Different texts: groups of copies.",
    "undated_articles": "Articles without a stated date: they make nobody first and hinder nobody.",
    "urgency": "How urgent: 1 is a flash; American agencies write letters.",
    "version": "Version of the item, as written.",
    "week": "Monday of the week of publication, else of the inferred day.",
    "withdrawn": "Documents or sets whose results were taken back.",
    "withdrawn_by": "File or record with which the agency withdraws the item.",
    "article_count": "Current articles.",
    "group_count": "Independent texts: groups of copies.",
    "refused": "Documents or sets that the step refused.",
}
"""By column, or by view and column where a name means something else there."""


def view_comments(warehouse: Warehouse) -> Iterator[str]:
    """A statement for each column of each view of the database in use."""
    views = warehouse.catalog.snapshot_views
    columns = warehouse.rows(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database() "
        "AND schema_name = 'main' AND table_name IN (SELECT unnest($views))",
        {"views": list(views)},
    )
    for row in columns:
        says = column_says(warehouse.catalog, row["table_name"], row["column_name"])
        yield f"COMMENT ON COLUMN {row['table_name']}.{row['column_name']} IS {quoted(says)}"


def column_says(catalog: Catalog, view: str, column: str) -> str:
    """The words for a column. Raises KeyError for one that has none."""
    for key in (f"{view}.{column}", column):
        if key in SAYS:
            return SAYS[key]
    tables = sorted(catalog.published, key=lambda table: table.name != "articles")
    return next(own.says for table in tables for own in table.columns if own.name == column)
