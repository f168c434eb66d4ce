WITH keyed AS (
    SELECT metadata.article_id, coalesce(metadata.url_key, raw_documents.source_uri) AS url_key,
        coalesce(metadata.updated_at, metadata.published_at) AS stated_at,
        raw_documents.source_path, raw_documents.record_number, raw_documents.arrival
    FROM article_metadata AS metadata
    JOIN raw_documents ON raw_documents.article_id = metadata.article_id
),
chain AS (
    SELECT article_id, url_key, lag(article_id) OVER texts AS before_id, row_number() OVER texts AS revision_number
    FROM keyed
    WHERE url_key IN (SELECT url_key FROM keyed JOIN chunk ON chunk.key = keyed.article_id)
    WINDOW texts AS (PARTITION BY url_key ORDER BY stated_at, source_path, record_number, arrival, article_id)
)
SELECT chain.article_id, chain.url_key, chain.revision_number, own.body, before.body AS body_before
FROM chunk
JOIN chain ON chain.article_id = chunk.key
JOIN clean_articles AS own ON own.article_id = chain.article_id
LEFT JOIN clean_articles AS before ON before.article_id = chain.before_id
