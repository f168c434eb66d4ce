-- Every fingerprinted article; its input is its fingerprints and body.
SELECT marked.key, marked.output_hash AS input_hash, raw_documents.byte_size
FROM ledger AS marked
JOIN raw_documents ON raw_documents.article_id = marked.key
WHERE marked.stage = 'fingerprints' AND marked.state = 'done'
