-- A few numbers that change when, and only when, what a snapshot is made from changes.
SELECT stage, entries, contents_hash AS hashes
FROM ledger_answers
UNION ALL
SELECT 'files', count(*),
    coalesce(bit_xor(md5_number_lower(concat_ws(' ', source_path, content_hash, state, document_count, is_present))), 0)
FROM files
UNION ALL
SELECT 'raw_documents', count(*), coalesce(bit_xor(md5_number_lower(article_id || CAST(is_current AS VARCHAR))), 0)
FROM raw_documents
UNION ALL
SELECT 'reader_rejections', count(*), coalesce(bit_xor(md5_number_lower(concat_ws(' ', source_uri, reason, detail))), 0)
FROM reader_rejections
ORDER BY stage
