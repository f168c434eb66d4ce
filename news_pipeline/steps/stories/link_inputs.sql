-- The input is the terms and the day.
SELECT weighed.key,
    xor(weighed.output_hash, md5_number_lower(coalesce(CAST(metadata.published_date AS VARCHAR), ''))) AS input_hash,
    raw_documents.byte_size
FROM ledger AS weighed
JOIN article_metadata AS metadata ON metadata.article_id = weighed.key
JOIN raw_documents ON raw_documents.article_id = weighed.key
WHERE weighed.stage = 'story_terms' AND weighed.state = 'done'
