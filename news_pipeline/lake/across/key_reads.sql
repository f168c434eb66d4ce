-- The temporary view clean_articles has the texts that were fetched for this run.
SELECT articles.article_id, texts.body, articles.word_count, articles.published, articles.day, articles.outlet_domain
FROM chunk
JOIN lake_articles AS articles ON articles.article_id = chunk.key
JOIN clean_articles AS texts ON texts.article_id = chunk.key
