DELETE FROM raw_documents
WHERE EXISTS (
    FROM (SELECT unnest($paths) AS path, unnest($hashes) AS hash, unnest($versions) AS version) AS read
    WHERE read.path = source_path AND read.hash = file_hash AND read.version <> reader_version
)
