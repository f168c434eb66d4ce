-- The documents that a takedown means, and all that have the same content under another path. The tombstone of one
-- refuses the other when it is read again, so both go.
WITH named AS (
    SELECT raw_documents.content_hash, raw_documents.article_id
    FROM raw_documents
    LEFT JOIN article_metadata AS metadata ON metadata.article_id = raw_documents.article_id
    WHERE CASE $meant
        WHEN 'address' THEN $pattern IN (metadata.url, metadata.original_url) OR metadata.url_key = $key
        WHEN 'outlet' THEN lower($pattern) IN (lower(metadata.outlet), lower(metadata.outlet_domain))
        ELSE $pattern IN (raw_documents.source_uri, raw_documents.source_path)
            OR raw_documents.source_uri GLOB $pattern OR raw_documents.source_path GLOB $pattern
    END
)
SELECT raw_documents.article_id, raw_documents.source_uri, raw_documents.source_path, raw_documents.content_hash,
    metadata.title, metadata.outlet, metadata.url, metadata.original_url
FROM raw_documents
LEFT JOIN article_metadata AS metadata ON metadata.article_id = raw_documents.article_id
WHERE raw_documents.article_id IN (SELECT article_id FROM named)
   OR raw_documents.content_hash IN (SELECT content_hash FROM named)
ORDER BY raw_documents.source_uri, raw_documents.arrival
