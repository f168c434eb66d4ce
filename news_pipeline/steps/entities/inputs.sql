-- Every key of mentions: the articles that mention it or hold a hint about it, and what a person decided about it.
WITH judged AS (
    SELECT entity_type, unnest([entity_key, other_key]) AS entity_key,
        md5_number_lower(concat_ws('|', judgement, entity_key, other_key, other_name)) AS override_hash
    FROM entity_overrides
),
overridden AS (
    SELECT entity_type, entity_key, bit_xor(override_hash) AS overrides_hash
    FROM judged
    GROUP BY entity_type, entity_key
),
used AS (
    SELECT DISTINCT entity_type, entity_key, article_id FROM mentions
    UNION
    SELECT DISTINCT entity_type, entity_key, article_id FROM entity_hints
    UNION
    SELECT DISTINCT entity_type, target_key, article_id FROM entity_hints
),
days AS (
    SELECT article_id, md5_number_lower(article_id || published_date) AS day_hash FROM article_metadata
)
SELECT used.entity_type || ':' || used.entity_key AS key,
    -- whom a surname means depends on the week
    bit_xor(days.day_hash) FILTER (used.entity_type = 'PERSON') AS days_hash,
    bit_xor(tagged.output_hash) AS mentions_hash,
    any_value(overridden.overrides_hash) AS overrides_hash
FROM used
LEFT JOIN overridden USING (entity_type, entity_key)
JOIN entity_mentions_done AS tagged ON tagged.key = used.article_id
LEFT JOIN days ON days.article_id = used.article_id
GROUP BY used.entity_type, used.entity_key
