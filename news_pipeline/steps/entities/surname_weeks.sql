-- The weeks in which articles have a surname that nothing in them explains, for surnames of which others prove something.
SELECT DISTINCT mentions.entity_key, CAST((metadata.published_date - DATE '1969-12-29') // 7 AS INTEGER) AS week
FROM mentions
JOIN article_metadata AS metadata ON metadata.article_id = mentions.article_id
WHERE mentions.entity_type = 'PERSON' AND metadata.published_date IS NOT NULL
    AND 'PERSON:' || mentions.entity_key IN (SELECT key FROM unit)
    AND mentions.entity_key IN (SELECT entity_key FROM entity_hints WHERE entity_type = 'PERSON' AND kind = 'surname')
ORDER BY ALL
