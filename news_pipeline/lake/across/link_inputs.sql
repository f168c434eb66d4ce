-- Every fingerprinted article.
SELECT marked.key, articles.byte_size, marked.output_hash AS fingerprints_hash
FROM fingerprints_done AS marked
JOIN lake_articles AS articles ON articles.article_id = marked.key
