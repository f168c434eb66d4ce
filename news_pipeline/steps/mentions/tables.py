"""Paragraphs, spans and mentions."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

TABLES = (
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
            Column(
                "entity_id",
                "VARCHAR",
                "The canonical entity; NULL for a surname of several people where the article does not tell whose it is.",
                references="entities",
            ),
            Column(
                "government_of",
                "VARCHAR",
                "ISO 3166-1 alpha-2 of the country whose government a capital stands for here (Moscow said).",
            ),
            Column(
                "role",
                "VARCHAR",
                "Where a name stands that is none of the story; NULL for the story's own.",
                allowed=("dateline", "signature", "credit"),
            ),
            Column("latitude", "DOUBLE", "Degrees north, of a place, or of a people's country.", between=(-90, 90)),
            Column("longitude", "DOUBLE", "Degrees east.", between=(-180, 180)),
            Column("admin1", "VARCHAR", "First division (state, province) that the place lies in or is."),
            Column("country_code", "VARCHAR", "ISO 3166-1 alpha-2, of places and peoples."),
            Column(
                "place_confidence",
                "DOUBLE",
                "Probability that the name means this place in this article; NULL where no ranking took place.",
                between=(0, 1),
            ),
        ),
        key=("article_id", "part", "start_char"),
        published=True,
        view=_sql("entity_mentions.sql"),
        asset="Offsets are exact, in title, body and captions: body[start_char+1:end_char] = surface.",
        source="clean_articles.body, clean_articles.captions, article_metadata.title",
        sources={"article_id": "raw_documents.article_id"},
        numbers={"mentions_per_article": "coalesce(count(*) / count(DISTINCT article_id), 0)"},
        sample=("surface", "entity_type", "part", "start_char", "end_char", "article_id"),
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
            Column("role", "VARCHAR", "dateline, signature or credit; NULL for the story's own."),
            Column("place_confidence", "DOUBLE", "Probability of the place."),
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
        "article_spans",
        "Names of an article after the document rules, before anything says what they stand for.",
        (
            ARTICLE_ID,
            Column("starts", "INTEGER[]", "Code points in title, body and captions, a line break between them."),
            Column("ends", "INTEGER[]", "Code points."),
            Column("labels", "VARCHAR[]", "OntoNotes types."),
        ),
    ),
    Table(
        "place_votes",
        "What the places of an article say about where its outlet lives, without looking at that home.",
        (
            ARTICLE_ID,
            Column("outlet_domain", "VARCHAR", "Registered domain."),
            Column("name", "VARCHAR", "Name, folded."),
            Column("place_key", "VARCHAR", "A town or second division that it may mean."),
            Column("latitude", "DOUBLE", "Degrees north."),
            Column("longitude", "DOUBLE", "Degrees east."),
            Column("country_code", "VARCHAR", "ISO 3166-1 alpha-2."),
            Column("weight", "INTEGER", "Thousandths."),
        ),
    ),
    Table(
        "outlet_homes",
        "Where an outlet lives, as the places in its articles tell: half a degree of the map.",
        (
            required("outlet_domain", "VARCHAR", "Registered domain of the outlet."),
            Column("latitude", "DOUBLE", "Degrees north, of the middle; NULL where nothing tells.", between=(-90, 90)),
            Column("longitude", "DOUBLE", "Degrees east.", between=(-180, 180)),
            Column("country_code", "VARCHAR", "ISO 3166-1 alpha-2 of the country there."),
            required("confidence", "DOUBLE", "How sure it is, in quarters; 0 where nothing tells.", between=(0, 1)),
            Column("geonames_id", "BIGINT", "GeoNames id of the town in it, or beside it, that tells most."),
            required("names", "VARCHAR[]", "Names in its articles that speak for it, folded, 20 at most."),
            required("article_count", "INTEGER", "Articles that name a town or second division."),
            required("votes_hash", "UBIGINT", "Hash of the votes of its articles that it follows from."),
        ),
        key=("outlet_domain",),
        published=True,
        asset="The home of an outlet helps to tell which of several namesakes its articles mean.",
        source="entity_mentions",
        numbers={"outlets_with_a_home": "count(latitude)", "countries_of_homes": "count(DISTINCT country_code)"},
    ),
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
        "untagged_articles",
        "Articles that were recognised and left untagged, with the reason.",
        (OF_ARTICLE, required("reason", "VARCHAR", "Why.")),
        key=("article_id",),
        published=True,
        asset="Other languages are recognised and left alone, not tagged with an English model.",
        source="article_metadata.language",
        sources={"article_id": "raw_documents.article_id"},
        numbers={
            "languages": "count(DISTINCT reason) FILTER (reason LIKE 'language:%')",
            "language_unknown": "count(*) FILTER (reason = 'language: None')",
        },
    ),
)
