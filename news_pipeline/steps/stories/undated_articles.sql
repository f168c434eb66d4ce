SELECT linked.key AS article_id
FROM unit
JOIN ledger AS linked ON linked.stage = 'story_links' AND linked.key = unit.key AND linked.state = 'done'
JOIN article_metadata AS metadata ON metadata.article_id = unit.key AND metadata.published_date IS NULL
ORDER BY article_id
