-- Every weighed article: its terms and its day.
SELECT weighed.key, raw_documents.byte_size,
    weighed.output_hash AS terms_hash,
    md5_number_lower(coalesce(CAST(metadata.published_date AS VARCHAR), '')) AS day_hash
FROM story_terms_done AS weighed
JOIN article_metadata AS metadata ON metadata.article_id = weighed.key
JOIN raw_documents ON raw_documents.article_id = weighed.key
