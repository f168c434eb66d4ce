-- Every article with metadata: title and language, body and captions, spans, and where its outlet lives.
SELECT cleaned.key, raw_documents.byte_size, cleaned.output_hash AS cleaned_hash, described.output_hash AS metadata_hash,
    spans.output_hash AS spans_hash,
    CASE WHEN homes.confidence > 0 THEN md5_number_lower(concat_ws('|', homes.latitude, homes.longitude, homes.country_code, homes.confidence)) END AS home_hash
FROM clean_articles_done AS cleaned
JOIN article_metadata_done AS described ON described.key = cleaned.key
JOIN raw_documents ON raw_documents.article_id = cleaned.key
LEFT JOIN article_spans_done AS spans ON spans.key = cleaned.key
LEFT JOIN article_metadata AS metadata ON metadata.article_id = cleaned.key
LEFT JOIN outlet_homes AS homes ON homes.outlet_domain = metadata.outlet_domain
