-- Every version of a file that documents were read from, and the last one seen of each file, in order of arrival.
WITH versions AS (
    SELECT source_path, file_hash AS content_hash, min(arrival) AS arrival
    FROM raw_documents
    GROUP BY ALL
    UNION ALL
    SELECT source_path, content_hash, epoch_ns(first_seen_at)
    FROM files
    WHERE content_hash IS NOT NULL AND content_hash <> ''
)
SELECT source_path, content_hash, coalesce(max(files.byte_size), 0) AS byte_size,
    coalesce(max(files.modified_ns), 0) AS modified_ns
FROM versions LEFT JOIN files USING (source_path, content_hash)
GROUP BY ALL
ORDER BY coalesce(bool_or(files.source_path IS NOT NULL), false), min(arrival), source_path
