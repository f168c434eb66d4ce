SELECT source_path, content_hash, byte_size, media_type, encoding, state, document_count,
    coalesce(elsewhere_count, 0) AS elsewhere_count, is_present, first_seen_at
FROM files
