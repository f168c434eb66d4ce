WITH wanted AS (
    SELECT split_part(key, ':', 1) AS entity_type, key[strpos(key, ':') + 1:] AS entity_key FROM unit
),
surfaces AS (
    SELECT entity_type, entity_key, surface, count(*) AS mention_count
    FROM mentions
    WHERE entity_type || ':' || entity_key IN (SELECT key FROM unit)
    GROUP BY ALL
),
surface_lists AS (
    SELECT entity_type, entity_key,
        list({surface: surface, mention_count: mention_count} ORDER BY surface) AS surfaces
    FROM surfaces
    GROUP BY ALL
),
articles_of AS (
    SELECT entity_type, entity_key, count(DISTINCT article_id) AS article_count
    FROM mentions
    WHERE entity_type || ':' || entity_key IN (SELECT key FROM unit)
    GROUP BY ALL
),
hint_counts AS (
    SELECT entity_type, entity_key, target_key, kind, count(DISTINCT article_id) AS article_count
    FROM entity_hints
    WHERE entity_type || ':' || entity_key IN (SELECT key FROM unit)
    GROUP BY ALL
),
hint_lists AS (
    SELECT entity_type, entity_key,
        list({target_key: target_key, kind: kind, article_count: article_count} ORDER BY target_key, kind) AS hints
    FROM hint_counts
    GROUP BY ALL
)
-- Keys that only hints name have no surfaces and no articles.
SELECT wanted.entity_type, wanted.entity_key, coalesce(surface_lists.surfaces, []) AS surfaces,
    coalesce(articles_of.article_count, 0) AS article_count, coalesce(hint_lists.hints, []) AS hints
FROM wanted
LEFT JOIN surface_lists USING (entity_type, entity_key)
LEFT JOIN articles_of USING (entity_type, entity_key)
LEFT JOIN hint_lists USING (entity_type, entity_key)
WHERE surface_lists.entity_key IS NOT NULL
   OR hint_lists.entity_key IS NOT NULL
   OR (wanted.entity_type, wanted.entity_key) IN (SELECT (entity_type, target_key) FROM entity_hints)
ORDER BY wanted.entity_type, wanted.entity_key
