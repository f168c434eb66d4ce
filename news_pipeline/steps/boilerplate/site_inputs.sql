-- Every site, with the lines of its documents.
SELECT document_sites.site AS key, bit_xor(counted.output_hash) AS lines_hash
FROM document_sites
JOIN document_lines_done AS counted ON counted.key = document_sites.article_id
GROUP BY document_sites.site
