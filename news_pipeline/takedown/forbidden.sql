-- Documents whose content, file or path has a tombstone.
SELECT article_id, source_uri, source_path, content_hash
FROM raw_documents
WHERE content_hash IN (SELECT unnest($hashes)) OR file_hash IN (SELECT unnest($hashes))
    OR source_path IN (SELECT unnest($paths))
ORDER BY source_uri
