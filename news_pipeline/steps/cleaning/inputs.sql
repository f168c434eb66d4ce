-- Every document, as the readers made it, and which of its lines are boilerplate of its site.
WITH boilerplate AS (
    SELECT article_id, bit_xor(line_hash) AS boilerplate_hash
    FROM boilerplate_of_documents
    GROUP BY article_id
)
SELECT raw_documents.article_id AS key, raw_documents.byte_size,
    raw_documents.document_hash,
    boilerplate.boilerplate_hash
FROM raw_documents
LEFT JOIN boilerplate ON boilerplate.article_id = raw_documents.article_id
