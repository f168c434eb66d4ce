-- The documents and refusals of one file, in order.
SELECT source_uri
FROM raw_documents
WHERE source_path = $path AND is_current
ORDER BY record_number
