SELECT
    metadata.article_id,
    coalesce(CAST(metadata.published_at AS VARCHAR), CAST(metadata.published_date AS VARCHAR)) AS published,
    metadata.outlet_domain,
    metadata.agencies,
    clean_articles.word_count
FROM unit
JOIN article_metadata AS metadata ON metadata.article_id = unit.key
JOIN clean_articles ON clean_articles.article_id = unit.key
JOIN copy_links_done AS linked ON linked.key = unit.key
ORDER BY metadata.article_id
