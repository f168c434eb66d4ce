-- The day is the published one, else the one that company tells; articles with neither count under a NULL day.
SELECT coalesce(published_date, inferred_date) AS day, coalesce(outlet_domain, outlet) AS outlet_key,
    max(outlet) AS outlet,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(*) FILTER (is_canonical) AS INTEGER) AS original_count,
    CAST(sum(word_count) AS BIGINT) AS word_count
FROM articles
WHERE is_current
GROUP BY ALL
