-- Counted are mentions of the story: no photographers, writers of a signature, agencies of a dateline.
WITH by_article AS (
    SELECT entity_id, article_id, count(*) AS mention_count
    FROM entity_mentions
    WHERE coalesce(role, '') NOT IN ('credit', 'signature') AND (coalesce(role, '') <> 'dateline' OR entity_type <> 'ORG')
    GROUP BY entity_id, article_id
),
counted AS (
    SELECT entity_id, count(*) AS article_count, sum(mention_count) AS mention_count
    FROM by_article
    GROUP BY entity_id
)
SELECT entities.entity_id, entities.name, entities.entity_type, entities.aliases, entities.country_code,
    entities.geonames_id, entities.latitude, entities.longitude, entities.admin1,
    CAST(coalesce(counted.article_count, 0) AS INTEGER) AS article_count,
    CAST(coalesce(counted.mention_count, 0) AS INTEGER) AS mention_count
FROM canonical_entities AS entities
LEFT JOIN counted ON counted.entity_id = entities.entity_id
