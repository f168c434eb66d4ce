SELECT places.country_code, articles.outlet_domain,
    min(articles.outlet) AS outlet, min(articles.outlet_country) AS outlet_country,
    CAST(count(DISTINCT places.article_id) AS INTEGER) AS article_count,
    CAST(count(DISTINCT articles.duplicate_group_id) AS INTEGER) AS group_count
FROM article_places AS places
JOIN articles ON articles.article_id = places.article_id
WHERE articles.is_current AND places.country_code IS NOT NULL
GROUP BY places.country_code, articles.outlet_domain
