-- Documents that every loop has seen as they are now, and that are neither an article nor rejected, or both.
SELECT raw_documents.article_id, raw_documents.source_uri,
    articles.article_id IS NOT NULL AS is_article,
    refused.key IS NOT NULL AS is_rejected
FROM raw_documents
LEFT JOIN articles ON articles.article_id = raw_documents.article_id
LEFT JOIN (SELECT DISTINCT key FROM ledger_refusals) AS refused ON refused.key = raw_documents.article_id
WHERE (articles.article_id IS NOT NULL) = (refused.key IS NOT NULL)
  AND raw_documents.article_id NOT IN (SELECT key FROM pending_documents)
  -- groups and stories: compared, but not placed yet
  AND raw_documents.article_id NOT IN (SELECT key FROM clean_articles_done WHERE key NOT IN (SELECT article_id FROM article_sets))
