SELECT named.entity_id, named.name,
    CAST(date_trunc('week', coalesce(articles.published_date, articles.inferred_date)) AS DATE) AS week,
    coalesce(articles.outlet_domain, articles.outlet) AS outlet_key,
    min(articles.outlet) AS outlet,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT articles.duplicate_group_id) AS INTEGER) AS group_count,
    CAST(sum(named.mention_count) AS INTEGER) AS mention_count
FROM article_entities AS named
JOIN articles ON articles.article_id = named.article_id
WHERE named.entity_type = 'PERSON' AND articles.is_current
    AND coalesce(articles.published_date, articles.inferred_date) IS NOT NULL
GROUP BY named.entity_id, named.name, week, outlet_key
