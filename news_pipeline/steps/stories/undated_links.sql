SELECT article_id_a, article_id_b, dot_product
FROM story_links
WHERE article_id_a IN (SELECT key FROM unit) OR article_id_b IN (SELECT key FROM unit)
ORDER BY article_id_a, article_id_b
