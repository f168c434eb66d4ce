-- The bodies that the chunk's articles are compared with, each once.
SELECT article_id, body
FROM clean_articles
WHERE article_id IN (SELECT other_id FROM candidate_pairs WHERE candidate_pairs.article_id IN (SELECT key FROM chunk))
