-- Every key of mentions; its input is the articles that hold it or a hint about it.
WITH used AS (
    SELECT DISTINCT entity_type, entity_key, article_id FROM mentions
    UNION
    SELECT DISTINCT entity_type, entity_key, article_id FROM entity_hints
    UNION
    SELECT DISTINCT entity_type, target_key, article_id FROM entity_hints
)
SELECT used.entity_type || ':' || used.entity_key AS key, bit_xor(tagged.output_hash) AS input_hash
FROM used
JOIN ledger AS tagged ON tagged.stage = 'entity_mentions' AND tagged.key = used.article_id
GROUP BY used.entity_type, used.entity_key
