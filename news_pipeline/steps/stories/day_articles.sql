SELECT metadata.article_id, metadata.published_date AS day
FROM unit
JOIN article_metadata AS metadata ON metadata.published_date = CAST(unit.key AS DATE)
JOIN story_links_done AS linked ON linked.key = metadata.article_id
ORDER BY day, metadata.article_id
