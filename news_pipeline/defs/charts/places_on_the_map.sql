-- Places with a point that most articles name.
SELECT name, latitude, longitude, article_count AS articles
FROM entities
WHERE entity_type IN ('GPE', 'LOC', 'FAC') AND latitude IS NOT NULL AND article_count > 0
ORDER BY article_count DESC, mention_count DESC, name, entity_id
LIMIT 120
