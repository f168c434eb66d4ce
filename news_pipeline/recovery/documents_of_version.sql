-- The documents of one version of a file; `address` where the record's number alone does not say its place.
SELECT record_number, content_hash, media_type, text, encoding, fields, notes, byte_size,
    nullif(CASE
        WHEN substr(source_uri, length(source_path) + 1) = '#' || record_number THEN ''
        ELSE substr(source_uri, length(source_path) + 1)
    END, '') AS address
FROM raw_documents
WHERE source_path = $path AND file_hash = $hash
ORDER BY record_number
