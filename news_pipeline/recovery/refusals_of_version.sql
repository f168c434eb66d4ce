-- Records that readers refused in the version that the file has now.
SELECT TRY_CAST(regexp_extract(source_uri, '#(\d+)$', 1) AS INTEGER) AS record_number, content_hash, reason, detail,
    nullif(CASE
        WHEN regexp_matches(substr(source_uri, length(source_path) + 1), '^(#\d+)?$') THEN ''
        ELSE substr(source_uri, length(source_path) + 1)
    END, '') AS address
FROM reader_rejections
WHERE source_path = $path
    AND EXISTS (SELECT 1 FROM files WHERE files.source_path = $path AND files.content_hash = $hash)
ORDER BY ALL
