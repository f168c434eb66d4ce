SELECT
    clean_articles.article_id,
    clean_articles.body,
    clean_articles.word_count,
    coalesce(CAST(metadata.published_at AS VARCHAR), CAST(metadata.published_date AS VARCHAR)) AS published,
    CAST(metadata.published_date - DATE '1970-01-01' AS INTEGER) AS day,
    metadata.outlet_domain
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
JOIN article_metadata AS metadata ON metadata.article_id = chunk.key
