-- The source_uris most like the one that was asked for, also those of refused files and records. People name the end of
-- a path, so equal ends come first.
WITH names AS (
    SELECT DISTINCT source_uri FROM raw_documents
    UNION
    SELECT source_uri FROM reader_rejections
)
SELECT source_uri
FROM names
ORDER BY ends_with(lower(source_uri), lower($wanted)) DESC, contains(lower(source_uri), lower($wanted)) DESC,
    jaro_winkler_similarity(lower(source_uri), lower($wanted)) DESC, source_uri
LIMIT 3
