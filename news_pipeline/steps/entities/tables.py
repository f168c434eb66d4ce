"""Mentions and canonical entities.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required

TABLES = (
    Table(
        "article_paragraphs",
        "Paragraphs of articles, by the hash of their text.",
        (
            ARTICLE_ID,
            Column("start_char", "INTEGER", "First character in title, body and captions, a line break between them."),
            Column("paragraph_hash", "BIGINT", "Hash of the paragraph in true case."),
            Column("tagger", "VARCHAR", "Version of the tagger that reads it."),
        ),
    ),
    Table(
        "paragraph_spans",
        "What a tagger found in a paragraph; copies share the row.",
        (
            Column("paragraph_hash", "BIGINT", "Hash of the paragraph in true case."),
            Column("tagger", "VARCHAR", "Version of the tagger."),
            Column("starts", "INTEGER[]", "Code points from the paragraph's start."),
            Column("ends", "INTEGER[]", "Code points."),
            Column("labels", "VARCHAR[]", "OntoNotes types."),
        ),
        key=("paragraph_hash", "tagger"),
    ),
    Table(
        "mentions",
        "Mentions as the tagger and the document rules found them.",
        (
            ARTICLE_ID,
            Column("part", "VARCHAR", "title, body or caption."),
            Column("sentence", "INTEGER", "From 0."),
            Column("start_char", "INTEGER", "Code points."),
            Column("end_char", "INTEGER", "Code points."),
            Column("surface", "VARCHAR", "Words."),
            Column("entity_type", "VARCHAR", "Type."),
            Column("entity_key", "VARCHAR", "Key after the document's own rules."),
            Column("government_of", "VARCHAR", "Country whose government a capital stands for."),
        ),
    ),
    Table(
        "entity_hints",
        "What documents prove about two keys.",
        (
            ARTICLE_ID,
            Column("entity_type", "VARCHAR", "Type."),
            Column("entity_key", "VARCHAR", "Key."),
            Column("target_key", "VARCHAR", "Key that it stands for."),
            Column("kind", "VARCHAR", "acronym, surname, ..."),
        ),
    ),
    Table(
        "untagged_articles",
        "Articles that were recognised and left untagged, with the reason.",
        (OF_ARTICLE, required("reason", "VARCHAR", "Why.")),
        key=("article_id",),
        published=True,
    ),
    Table(
        "entity_aliases",
        "Which entity a name stands for: the alias map, and where former ids of entities lead.",
        (
            required("entity_type", "VARCHAR", "OntoNotes type."),
            required(
                "entity_key",
                "VARCHAR",
                "The name folded, after each document's own rules; or country:KZ, geonames:1526384, people:KZ.",
            ),
            Column(
                "entity_id", "VARCHAR", "The entity; NULL if a person said to ignore the name.", references="entities"
            ),
            required(
                "own_id",
                "VARCHAR",
                "The id of the entity that the name makes, or made, alone: an old id is looked up here.",
            ),
            Column("name", "VARCHAR", "The entity's name."),
            required("is_ignored", "BOOLEAN", "Whether a person said that the name is no entity."),
        ),
        key=("entity_type", "entity_key"),
        published=True,
    ),
    Table(
        "entity_overrides",
        "What a person decided about entities; read from the overrides file at every run.",
        (
            Column("line", "INTEGER", "Line of the file."),
            Column("judgement", "VARCHAR", "same, not same, rename, ignore."),
            Column("entity_type", "VARCHAR", "OntoNotes type."),
            Column("entity_key", "VARCHAR", "Key of the name."),
            Column("other_key", "VARCHAR", "Key of the other name; empty where there is none."),
            Column("other_name", "VARCHAR", "The other name as written."),
            Column("note", "VARCHAR", "Why."),
        ),
    ),
    Table(
        "entity_override_problems",
        "Lines of the overrides file that cannot be used.",
        (Column("problem", "VARCHAR", "Line, reason and what to do."),),
    ),
    Table(
        "canonical_entities",
        "The canonical entities without their counts.",
        (
            Column("entity_id", "VARCHAR", "Entity."),
            Column("name", "VARCHAR", "Name."),
            Column("entity_type", "VARCHAR", "Type."),
            Column("aliases", "VARCHAR[]", "Spellings."),
            Column("country_code", "VARCHAR", "Country."),
            Column("geonames_id", "BIGINT", "GeoNames id."),
            Column("latitude", "DOUBLE", "Degrees."),
            Column("longitude", "DOUBLE", "Degrees."),
        ),
        key=("entity_id",),
    ),
    Table(
        "entity_mentions",
        "One mention of an entity in a title, a body or the captions.",
        (
            OF_ARTICLE,
            required(
                "part",
                "VARCHAR",
                "Where it stands: articles.title, body or captions.",
                allowed=("title", "body", "caption"),
            ),
            required("sentence", "INTEGER", "Sentence of that part, from 0."),
            required("start_char", "INTEGER", "First character in that part, in code points from 0."),
            required("end_char", "INTEGER", "Character after the last one: part[start_char+1:end_char] = surface."),
            required("surface", "VARCHAR", "The words as they stand there."),
            required("entity_type", "VARCHAR", "OntoNotes type: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, ..."),
            required("entity_id", "VARCHAR", "The canonical entity.", references="entities"),
            Column(
                "government_of",
                "VARCHAR",
                "ISO 3166-1 alpha-2 of the country whose government a capital stands for here (Moscow said).",
            ),
        ),
        key=("article_id", "part", "start_char"),
        published=True,
        view="steps/entities/entity_mentions.sql",
    ),
    Table(
        "entities",
        "One canonical entity.",
        (
            required("entity_id", "VARCHAR", "Hash of type and canonical key."),
            required("name", "VARCHAR", "Its name."),
            required("entity_type", "VARCHAR", "OntoNotes type."),
            required("aliases", "VARCHAR[]", "Every spelling seen."),
            Column("country_code", "VARCHAR", "ISO 3166-1 alpha-2, of countries and places."),
            Column("geonames_id", "BIGINT", "GeoNames id, of places."),
            Column("latitude", "DOUBLE", "Degrees north.", between=(-90, 90)),
            Column("longitude", "DOUBLE", "Degrees east.", between=(-180, 180)),
            required("article_count", "INTEGER", "Articles that mention it."),
            required("mention_count", "INTEGER", "Mentions."),
        ),
        key=("entity_id",),
        published=True,
        view="steps/entities/entities.sql",
    ),
)
