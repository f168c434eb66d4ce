-- Canonical articles only: copies inherit the story. The input is title and body.
SELECT members.article_id AS key, xor(cleaned.output_hash, described.output_hash) AS input_hash, raw_documents.byte_size
FROM group_members AS members
JOIN ledger AS cleaned ON cleaned.stage = 'clean_articles' AND cleaned.key = members.article_id
JOIN ledger AS described ON described.stage = 'article_metadata' AND described.key = members.article_id
JOIN raw_documents ON raw_documents.article_id = members.article_id
WHERE members.is_canonical
