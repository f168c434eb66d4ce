-- Every document that holds an article: the document, what cleaning made of it, and what a person corrected.
WITH corrected AS (
    SELECT article_id, bit_xor(md5_number_lower(concat_ws('|', field, value, note))) AS corrections_hash
    FROM corrected_documents
    GROUP BY article_id
)
SELECT cleaned.key, raw_documents.byte_size,
    cleaned.output_hash AS cleaned_hash,
    raw_documents.document_hash,
    corrected.corrections_hash
FROM clean_articles_done AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
LEFT JOIN corrected ON corrected.article_id = cleaned.key
