WITH sampled AS (
    SELECT article_id_a, article_id_b
    FROM duplicate_pairs
    ORDER BY md5(article_id_a || article_id_b)
    LIMIT $pairs
)
SELECT passages.*, a.body AS body_a, b.body AS body_b
FROM shared_passages AS passages
SEMI JOIN sampled ON sampled.article_id_a = passages.article_id_a AND sampled.article_id_b = passages.article_id_b
JOIN clean_articles AS a ON a.article_id = passages.article_id_a
JOIN clean_articles AS b ON b.article_id = passages.article_id_b
ORDER BY passages.article_id_a, passages.article_id_b, passage_number
