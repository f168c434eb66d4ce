-- What dated articles prove about surnames, by week.
SELECT hints.entity_key, hints.target_key, hints.kind, CAST((metadata.published_date - DATE '1969-12-29') // 7 AS INTEGER) AS week,
    count(DISTINCT hints.article_id) AS article_count
FROM entity_hints AS hints
JOIN article_metadata AS metadata ON metadata.article_id = hints.article_id
WHERE hints.entity_type = 'PERSON' AND hints.kind IN ('surname', 'full_name') AND metadata.published_date IS NOT NULL
    AND 'PERSON:' || hints.entity_key IN (SELECT key FROM unit)
GROUP BY ALL
ORDER BY ALL
