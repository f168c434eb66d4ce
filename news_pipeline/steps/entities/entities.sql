SELECT entities.entity_id, entities.name, entities.entity_type, entities.aliases, entities.country_code,
    entities.geonames_id, entities.latitude, entities.longitude, entities.admin1,
    CAST(count(DISTINCT mentions.article_id) AS INTEGER) AS article_count,
    CAST(count(*) AS INTEGER) AS mention_count
FROM canonical_entities AS entities
JOIN entity_mentions AS mentions ON mentions.entity_id = entities.entity_id
GROUP BY ALL
