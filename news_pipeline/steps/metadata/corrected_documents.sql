-- Corrections by the documents that they name, by path or by the URL that was found for them.
SELECT raw_documents.article_id, corrections.line, corrections.field, corrections.value, corrections.note
FROM corrections
LEFT JOIN article_metadata AS metadata ON metadata.url_key = corrections.url_key
JOIN raw_documents
    ON raw_documents.source_uri = corrections.source_uri OR raw_documents.article_id = metadata.article_id
