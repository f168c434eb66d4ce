-- Every document that holds an article; its input is the document, what cleaning made of it, and what a person corrected.
WITH corrected AS (
    SELECT article_id, bit_xor(md5_number_lower(concat_ws('|', field, value, note))) AS corrections_hash
    FROM corrected_documents
    GROUP BY article_id
)
SELECT cleaned.key,
    xor(xor(cleaned.output_hash, raw_documents.document_hash), coalesce(corrected.corrections_hash, 0)) AS input_hash,
    raw_documents.byte_size
FROM ledger AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
LEFT JOIN corrected ON corrected.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
