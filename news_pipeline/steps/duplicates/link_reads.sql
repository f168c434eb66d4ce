-- Each article of the chunk with the ids of its candidates, and the days that all of them state.
WITH listed AS (
    SELECT pairs.article_id,
        list(pairs.other_id ORDER BY pairs.other_id) AS candidates,
        list(pairs.other_id ORDER BY pairs.other_id) FILTER (pairs.is_judged) AS judged,
        list(keys.day ORDER BY pairs.other_id) AS days
    FROM candidate_pairs AS pairs
    JOIN article_keys AS keys ON keys.article_id = pairs.other_id
    WHERE pairs.article_id IN (SELECT key FROM chunk)
    GROUP BY pairs.article_id
)
SELECT chunk.key AS article_id,
    coalesce(listed.candidates, []) AS candidates,
    coalesce(listed.judged, []) AS judged,
    own.day,
    coalesce(listed.days, []) AS days
FROM chunk
JOIN article_keys AS own ON own.article_id = chunk.key
LEFT JOIN listed ON listed.article_id = chunk.key
