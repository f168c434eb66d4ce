-- Every document that holds an article; its input is the document and what cleaning made of it.
SELECT cleaned.key, xor(cleaned.output_hash, raw_documents.document_hash) AS input_hash, raw_documents.byte_size
FROM ledger AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
