-- Every article with metadata: title and language, body and captions, and the outlet that its places vote for.
SELECT cleaned.key, raw_documents.byte_size, cleaned.output_hash AS cleaned_hash, described.output_hash AS metadata_hash
FROM clean_articles_done AS cleaned
JOIN article_metadata_done AS described ON described.key = cleaned.key
JOIN raw_documents ON raw_documents.article_id = cleaned.key
