SELECT source_uri, published_date, published_source, article_id
FROM articles
WHERE published_date < DATE '1990-01-01' OR published_date > CAST(arrived_at AS DATE) + 1
ORDER BY source_uri
