-- Places with a point, the most named first.
SELECT name, latitude, longitude, article_count
FROM entities
WHERE latitude IS NOT NULL AND entity_type IN ('GPE', 'LOC', 'FAC')
ORDER BY article_count DESC, name
LIMIT 400
