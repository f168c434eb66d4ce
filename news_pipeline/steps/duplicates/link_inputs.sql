-- Every fingerprinted article: its fingerprints and body, and what a person decided about it.
WITH judged AS (
    SELECT article_id, bit_xor(md5_number_lower(concat_ws('|', other_id, is_same))) AS judgements_hash
    FROM (
        SELECT article_id_a AS article_id, article_id_b AS other_id, is_same FROM judged_pairs
        UNION ALL
        SELECT article_id_b, article_id_a, is_same FROM judged_pairs
    )
    GROUP BY article_id
)
SELECT marked.key, raw_documents.byte_size,
    marked.output_hash AS fingerprints_hash,
    judged.judgements_hash
FROM fingerprints_done AS marked
JOIN raw_documents ON raw_documents.article_id = marked.key
LEFT JOIN judged ON judged.article_id = marked.key
