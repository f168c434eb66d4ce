-- Documents that no step has to look at, and that are neither an article nor rejected, or both. `inputs` (stage, key, input_hash) is put in front.
, pending AS (
    SELECT DISTINCT inputs.key
    FROM inputs
    LEFT JOIN ledger ON ledger.stage = inputs.stage AND ledger.key = inputs.key
    WHERE ledger.key IS NULL OR ledger.input_hash IS DISTINCT FROM inputs.input_hash
    UNION
    -- groups and stories: compared, but not placed yet
    SELECT key FROM ledger
    WHERE stage = 'clean_articles' AND state = 'done' AND key NOT IN (SELECT article_id FROM article_places)
)
SELECT raw_documents.article_id, raw_documents.source_uri,
    articles.article_id IS NOT NULL AS is_article,
    rejected.key IS NOT NULL AS is_rejected
FROM raw_documents
LEFT JOIN articles ON articles.article_id = raw_documents.article_id
LEFT JOIN ledger AS rejected ON rejected.key = raw_documents.article_id AND rejected.stage = 'clean_articles' AND rejected.state = 'rejected'
LEFT JOIN pending ON pending.key = raw_documents.article_id
WHERE pending.key IS NULL AND (articles.article_id IS NOT NULL) = (rejected.key IS NOT NULL)
