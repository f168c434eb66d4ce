WITH near_days AS (
    SELECT DISTINCT CAST(key AS DATE) - CAST(unnest(range($window_days + 1)) AS INTEGER) AS day
    FROM unit
),
near AS (
    SELECT article_id
    FROM article_metadata
    WHERE published_date IN (SELECT day FROM near_days)
)
SELECT article_id_a, article_id_b, dot_product
FROM story_links
WHERE article_id_a IN (SELECT article_id FROM near) AND article_id_b IN (SELECT article_id FROM near)
ORDER BY article_id_a, article_id_b
