-- Every document, as the readers made it.
SELECT article_id AS key, byte_size, document_hash
FROM raw_documents
