WITH span AS (SELECT min(CAST(key AS DATE)) AS first_day, max(CAST(key AS DATE)) AS last_day FROM unit),
near AS (
    SELECT article_id FROM article_metadata
    WHERE published_date BETWEEN (SELECT first_day - 7 FROM span) AND (SELECT last_day FROM span)
)
SELECT article_id_a, article_id_b, dot_product
FROM story_links
WHERE article_id_a IN (SELECT article_id FROM near) AND article_id_b IN (SELECT article_id FROM near)
ORDER BY article_id_a, article_id_b
