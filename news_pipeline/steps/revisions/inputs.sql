-- Every article with metadata: its place among the texts of its URL or source, its text and the one before.
WITH chain AS (
    SELECT metadata.article_id, raw_documents.byte_size, coalesce(metadata.url_key, raw_documents.source_uri) AS url_key,
        lag(metadata.article_id) OVER texts AS before_id,
        row_number() OVER texts AS revision_number
    FROM article_metadata AS metadata
    JOIN raw_documents ON raw_documents.article_id = metadata.article_id
    WINDOW texts AS (
        PARTITION BY coalesce(metadata.url_key, raw_documents.source_uri)
        ORDER BY coalesce(metadata.updated_at, metadata.published_at), raw_documents.source_path,
            raw_documents.record_number, raw_documents.arrival, metadata.article_id
    )
)
SELECT chain.article_id AS key, chain.byte_size,
    own.output_hash AS text_hash,
    before.output_hash AS text_before_hash,
    md5_number_lower(chain.url_key || ' ' || CAST(chain.revision_number AS VARCHAR)) AS place_hash
FROM chain
JOIN clean_articles_done AS own ON own.key = chain.article_id
LEFT JOIN clean_articles_done AS before ON before.key = chain.before_id
