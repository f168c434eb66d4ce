-- Files whose documents and refusals do not fit their state.
WITH documents AS (
    SELECT source_path, file_hash, count(*) AS found FROM raw_documents GROUP BY source_path, file_hash
),
refusals AS (
    SELECT source_path, count(*) AS found FROM reader_rejections GROUP BY source_path
)
SELECT files.source_path, files.state, files.document_count, coalesce(documents.found, 0) AS documents_found,
    coalesce(refusals.found, 0) AS refusals_found
FROM files
LEFT JOIN documents ON documents.source_path = files.source_path AND documents.file_hash = files.content_hash
LEFT JOIN refusals ON refusals.source_path = files.source_path
WHERE files.state NOT IN ('ingested', 'rejected', 'elsewhere')
   OR (files.state = 'ingested' AND (files.document_count = 0 OR files.document_count <> coalesce(documents.found, 0)))
   OR (files.state = 'rejected' AND (files.document_count > 0 OR refusals.found IS NULL))
   OR (files.state = 'elsewhere' AND (files.document_count > 0 OR coalesce(files.elsewhere_count, 0) = 0))
