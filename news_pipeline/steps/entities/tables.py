"""Canonical entities, their aliases, and what people decided about them."""

from functools import partial

from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

TABLES = (
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
            Column("admin1", "VARCHAR", "First division (state, province) that a place lies in or is."),
            required(
                "article_count",
                "INTEGER",
                "Articles whose story mentions it; credits of photos and signatures do not count.",
            ),
            required("mention_count", "INTEGER", "Mentions in stories."),
        ),
        key=("entity_id",),
        published=True,
        view=_sql("entities.sql"),
        asset="One row for each person, organisation and place, in every spelling; places with coordinates.",
        source="entity_mentions",
        numbers={
            "people": "count(*) FILTER (entity_type = 'PERSON')",
            "organisations": "count(*) FILTER (entity_type = 'ORG')",
            "places_on_the_map": "count(latitude)",
        },
        sample=("name", "entity_type", "aliases", "country_code", "article_count", "mention_count"),
        sample_order="mention_count DESC, name",
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
            Column("admin1", "VARCHAR", "First division."),
        ),
        key=("entity_id",),
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
                "entity_id",
                "VARCHAR",
                "The entity; NULL if a person said to ignore the name, or for a surname of several people.",
                references="entities",
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
        asset="Mentions keep their keys and this says what each stands for, so that a new alias never rewrites mentions.",
        source="entity_mentions",
        numbers={
            "merged_names": "count(*) FILTER (entity_id <> own_id)",
            "ignored_names": "count(*) FILTER (is_ignored)",
        },
    ),
    Table(
        "surname_weeks",
        "Whom a bare surname stands for in the articles of a week, where it is no one person's all over the corpus.",
        (
            Column("entity_type", "VARCHAR", "PERSON."),
            Column("entity_key", "VARCHAR", "The surname, folded."),
            Column("week", "INTEGER", "Weeks since Monday, 29 December 1969, of the stated day."),
            Column("entity_id", "VARCHAR", "The person."),
        ),
        key=("entity_type", "entity_key", "week"),
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
)
