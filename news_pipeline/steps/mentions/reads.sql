-- Tagged articles with their spans after the document rules, and where their outlet lives; others have nothing to say.
SELECT clean_articles.article_id, article_metadata.title, clean_articles.body, clean_articles.captions, article_metadata.language, article_metadata.outlet_domain,
    homes.latitude AS home_latitude, homes.longitude AS home_longitude, homes.country_code AS home_land,
    coalesce(homes.confidence, 0) AS home_confidence,
    coalesce(spans.starts, []) AS starts,
    coalesce(spans.ends, []) AS ends,
    coalesce(spans.labels, []) AS labels
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
JOIN article_metadata ON article_metadata.article_id = chunk.key
LEFT JOIN outlet_homes AS homes ON homes.outlet_domain = article_metadata.outlet_domain
LEFT JOIN article_spans AS spans ON spans.article_id = chunk.key
