-- The bodies of the chunk's articles and of those that they are compared with, each once.
WITH wanted AS (
    SELECT key FROM chunk
    UNION
    SELECT other_id FROM candidate_pairs WHERE candidate_pairs.article_id IN (SELECT key FROM chunk)
)
SELECT article_id, body
FROM clean_articles
WHERE article_id IN (SELECT key FROM wanted)
