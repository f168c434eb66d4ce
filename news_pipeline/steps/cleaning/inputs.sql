-- Every document; its input is what the readers made of it, and which of its lines are boilerplate of its site.
WITH boilerplate AS (
    SELECT article_id, bit_xor(line_hash) AS hash
    FROM boilerplate_of_documents
    GROUP BY article_id
)
SELECT raw_documents.article_id AS key,
    xor(raw_documents.document_hash, coalesce(boilerplate.hash, 0)) AS input_hash,
    raw_documents.byte_size
FROM raw_documents
LEFT JOIN boilerplate ON boilerplate.article_id = raw_documents.article_id
