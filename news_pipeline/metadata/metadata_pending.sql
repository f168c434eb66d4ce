-- Every document that holds an article; its input is the document, what cleaning made of it, and what a person corrected.
WITH corrected AS (
    SELECT raw_documents.article_id,
        bit_xor(md5_number_lower(concat_ws('|', corrections.field, corrections.value, corrections.note))) AS corrections_hash
    FROM corrections
    LEFT JOIN article_metadata AS metadata ON metadata.url_key = corrections.url_key
    JOIN raw_documents
        ON raw_documents.source_uri = corrections.source_uri OR raw_documents.article_id = metadata.article_id
    GROUP BY raw_documents.article_id
)
SELECT cleaned.key,
    xor(xor(cleaned.output_hash, raw_documents.document_hash), coalesce(corrected.corrections_hash, 0)) AS input_hash,
    raw_documents.byte_size
FROM ledger AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
LEFT JOIN corrected ON corrected.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
