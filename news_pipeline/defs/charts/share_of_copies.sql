-- All articles, then the ten largest outlets: how many are copies of another article, how many have copies.
WITH placed AS (
    SELECT coalesce(articles.outlet, articles.outlet_domain) AS outlet, articles.is_canonical, duplicate_groups.article_count
    FROM articles
    JOIN duplicate_groups ON duplicate_groups.duplicate_group_id = articles.duplicate_group_id
)
SELECT CASE WHEN grouping(outlet) = 1 THEN '' ELSE outlet END AS outlet, count(*) AS articles,
    count(*) FILTER (article_count = 1) AS alone,
    count(*) FILTER (is_canonical AND article_count > 1) AS originals,
    count(*) FILTER (NOT is_canonical) AS copies
FROM placed
GROUP BY ROLLUP (outlet)
HAVING articles > 0
ORDER BY grouping(outlet) DESC, articles DESC, outlet
LIMIT 11
