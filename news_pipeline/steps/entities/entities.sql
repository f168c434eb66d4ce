-- Counted are mentions of the story: no photographers, writers of a signature, agencies of a dateline.
WITH marked AS (
    SELECT *, coalesce(role, '') IN ('credit', 'signature') OR (coalesce(role, '') = 'dateline' AND entity_type = 'ORG') AS is_aside
    FROM entity_mentions
)
SELECT entities.entity_id, entities.name, entities.entity_type, entities.aliases, entities.country_code,
    entities.geonames_id, entities.latitude, entities.longitude, entities.admin1,
    CAST(count(DISTINCT marked.article_id) FILTER (NOT marked.is_aside) AS INTEGER) AS article_count,
    CAST(count(marked.article_id) FILTER (NOT marked.is_aside) AS INTEGER) AS mention_count
FROM canonical_entities AS entities
LEFT JOIN marked ON marked.entity_id = entities.entity_id
GROUP BY ALL
