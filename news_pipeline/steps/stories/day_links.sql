WITH near AS (
    SELECT article_id
    FROM article_metadata AS metadata
    SEMI JOIN unit ON metadata.published_date BETWEEN CAST(unit.key AS DATE) - $window_days AND CAST(unit.key AS DATE)
)
SELECT article_id_a, article_id_b, dot_product
FROM story_links
WHERE article_id_a IN (SELECT article_id FROM near) AND article_id_b IN (SELECT article_id FROM near)
ORDER BY article_id_a, article_id_b
