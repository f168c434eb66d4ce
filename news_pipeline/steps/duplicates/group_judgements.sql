SELECT article_id_a, article_id_b, is_same
FROM judged_pairs
WHERE article_id_a IN (SELECT key FROM unit) AND article_id_b IN (SELECT key FROM unit)
