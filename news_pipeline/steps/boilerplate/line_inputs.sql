-- Every document; its input is what the readers made of it.
SELECT article_id AS key, document_hash AS input_hash, byte_size
FROM raw_documents
