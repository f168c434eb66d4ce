SELECT article_metadata.article_id, article_metadata.published_date, article_metadata.published_source, raw_documents.source_uri
FROM article_metadata
JOIN raw_documents ON raw_documents.article_id = article_metadata.article_id
WHERE article_metadata.published_date < DATE '1990-01-01'
   OR article_metadata.published_date > CAST(raw_documents.arrived_at AS DATE) + 1
