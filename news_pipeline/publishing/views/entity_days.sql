SELECT named.entity_id, named.name, named.entity_type,
    coalesce(articles.published_date, articles.inferred_date) AS day,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT articles.duplicate_group_id) AS INTEGER) AS group_count,
    CAST(sum(named.mention_count) AS INTEGER) AS mention_count
FROM article_entities AS named
JOIN articles ON articles.article_id = named.article_id
WHERE articles.is_current AND coalesce(articles.published_date, articles.inferred_date) IS NOT NULL
GROUP BY named.entity_id, named.name, named.entity_type, day
