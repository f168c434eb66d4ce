-- A number for what the readers have made of the landing folder. It does not depend on the order of arrival.
WITH parts AS (
    SELECT xor(document_hash, md5_number_lower(article_id || CAST(is_current AS VARCHAR))) AS hash, 1 AS documents
    FROM raw_documents
    UNION ALL
    SELECT md5_number_lower(concat_ws(' ', source_uri, reason, detail, content_hash)), 0 FROM reader_rejections
    UNION ALL
    SELECT md5_number_lower(concat_ws(' ', source_path, content_hash, state, document_count, is_present)), 0 FROM files
)
SELECT coalesce(sum(documents), 0) AS documents, coalesce(bit_xor(hash), 0) AS hashes
FROM parts
