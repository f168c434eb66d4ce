-- Every described article; its input is the body and what decides its place in canonical order.
SELECT cleaned.key,
    xor(cleaned.output_hash, md5_number_lower(concat_ws('|', metadata.published_at, metadata.published_date, metadata.outlet_domain))) AS input_hash,
    raw_documents.byte_size
FROM ledger AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
JOIN article_metadata AS metadata ON metadata.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
