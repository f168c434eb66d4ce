-- Every site; its input is the lines of its documents.
SELECT document_sites.site AS key, bit_xor(ledger.output_hash) AS input_hash
FROM document_sites
JOIN ledger ON ledger.stage = 'document_lines' AND ledger.key = document_sites.article_id
GROUP BY document_sites.site
