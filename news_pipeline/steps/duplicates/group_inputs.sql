-- Every compared article; its input is its links and what decides who is canonical.
SELECT linked.key, xor(linked.output_hash, described.output_hash) AS input_hash
FROM ledger AS linked
JOIN ledger AS described ON described.stage = 'article_metadata' AND described.key = linked.key AND described.state = 'done'
WHERE linked.stage = 'copy_links' AND linked.state = 'done'
