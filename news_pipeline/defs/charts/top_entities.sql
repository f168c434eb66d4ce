-- People, organisations, places and peoples that most articles name.
SELECT name, entity_type, article_count AS articles
FROM entities
WHERE entity_type IN ('PERSON', 'ORG', 'GPE', 'NORP', 'LOC', 'FAC', 'EVENT')
ORDER BY article_count DESC, mention_count DESC, name, entity_type
LIMIT 15
