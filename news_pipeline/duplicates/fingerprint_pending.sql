-- Every article; its input is the body.
SELECT cleaned.key, cleaned.output_hash AS input_hash, raw_documents.byte_size
FROM ledger AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
