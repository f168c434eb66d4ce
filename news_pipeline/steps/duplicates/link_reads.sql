-- Each article of the chunk with the ids of those that it is to be compared with.
WITH listed AS (
    SELECT article_id,
        list(other_id ORDER BY other_id) AS candidates,
        list(other_id ORDER BY other_id) FILTER (is_judged) AS judged
    FROM candidate_pairs
    WHERE article_id IN (SELECT key FROM chunk)
    GROUP BY article_id
)
SELECT clean_articles.article_id, clean_articles.body,
    coalesce(listed.candidates, []) AS candidates,
    coalesce(listed.judged, []) AS judged
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
LEFT JOIN listed ON listed.article_id = chunk.key
