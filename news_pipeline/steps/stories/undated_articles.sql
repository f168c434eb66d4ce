SELECT linked.key AS article_id
FROM unit
JOIN story_links_done AS linked ON linked.key = unit.key
JOIN article_metadata AS metadata ON metadata.article_id = unit.key AND metadata.published_date IS NULL
ORDER BY article_id
