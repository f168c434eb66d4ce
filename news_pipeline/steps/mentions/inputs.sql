-- Every described article; its input is title, body, captions (both in the answer of cleaning) and language.
SELECT cleaned.key, xor(cleaned.output_hash, described.output_hash) AS input_hash, raw_documents.byte_size
FROM ledger AS cleaned
JOIN ledger AS described ON described.stage = 'article_metadata' AND described.key = cleaned.key AND described.state = 'done'
JOIN raw_documents ON raw_documents.article_id = cleaned.key
WHERE cleaned.stage = 'clean_articles' AND cleaned.state = 'done'
