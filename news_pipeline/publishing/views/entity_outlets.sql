SELECT named.entity_id, named.name, named.entity_type,
    coalesce(articles.outlet_domain, articles.outlet) AS outlet_key,
    min(articles.outlet) AS outlet,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT articles.duplicate_group_id) AS INTEGER) AS group_count,
    CAST(sum(named.mention_count) AS INTEGER) AS mention_count
FROM article_entities AS named
JOIN articles ON articles.article_id = named.article_id
WHERE articles.is_current AND coalesce(articles.outlet_domain, articles.outlet) IS NOT NULL
GROUP BY named.entity_id, named.name, named.entity_type, outlet_key
