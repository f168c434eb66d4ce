-- Every article with metadata: its body, and what decides its place in canonical order.
SELECT cleaned.key, raw_documents.byte_size,
    cleaned.output_hash AS cleaned_hash,
    md5_number_lower(concat_ws('|', metadata.published_at, metadata.published_date, metadata.outlet_domain)) AS place_hash
FROM clean_articles_done AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
JOIN article_metadata AS metadata ON metadata.article_id = cleaned.key
