SELECT raw_documents.article_id, raw_documents.source_uri, raw_documents.media_type, raw_documents.text,
    raw_documents.fields
FROM chunk
JOIN raw_documents ON raw_documents.article_id = chunk.key
