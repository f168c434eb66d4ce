-- Correct the counts and states of files that lost documents, and mark the newest text that is left of each source.
DELETE FROM reader_rejections
WHERE source_path IN (SELECT source_path FROM taken WHERE source_uri = source_path)
  AND source_uri NOT IN (SELECT source_uri FROM taken);
DELETE FROM listed_addresses
WHERE source_uri NOT IN (SELECT source_uri FROM reader_rejections WHERE reason = 'sitemap');
UPDATE files
SET document_count = found.documents,
    encoding = CASE WHEN found.documents > 0 THEN encoding END,
    records_read = CASE WHEN found.is_whole THEN 1 ELSE records_read END,
    state = CASE WHEN state = 'reading' THEN 'reading' WHEN found.documents > 0 THEN 'ingested'
        WHEN elsewhere_count > 0 THEN 'elsewhere' ELSE 'rejected' END
FROM (
    SELECT files.source_path, CAST(count(raw_documents.article_id) AS INTEGER) AS documents,
        files.source_path IN (SELECT source_uri FROM taken) AS is_whole
    FROM files
    LEFT JOIN raw_documents
        ON raw_documents.source_path = files.source_path AND raw_documents.file_hash = files.content_hash
    WHERE files.source_path IN (SELECT source_path FROM taken)
    GROUP BY files.source_path
) AS found
WHERE found.source_path = files.source_path;
UPDATE raw_documents
SET is_current = true
WHERE article_id IN (
    SELECT arg_max(article_id, arrival)
    FROM raw_documents
    GROUP BY source_uri
    HAVING NOT bool_or(is_current)
)
