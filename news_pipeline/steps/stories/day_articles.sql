SELECT metadata.article_id, metadata.published_date AS day
FROM unit
JOIN article_metadata AS metadata ON metadata.published_date = CAST(unit.key AS DATE)
JOIN ledger ON ledger.stage = 'story_links' AND ledger.key = metadata.article_id AND ledger.state = 'done'
ORDER BY day, metadata.article_id
