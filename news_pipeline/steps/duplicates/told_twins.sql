-- Equal texts are equal by their hash: they are not compared word by word, and have no link.
SELECT article_id, exact_hash, place, 'exact' AS relation, CAST(1 AS DOUBLE) AS coverage_a, CAST(1 AS DOUBLE) AS coverage_b,
    token_count AS shared_words, CAST(NULL AS INTEGER) AS shared_unquoted_words, token_count AS longest_run,
    CAST(NULL AS VARCHAR[]) AS conflicts
FROM article_keys
WHERE exact_hash IS NOT NULL
