-- Other articles of the same groups of copies. Other outlets published them, so they stay.
SELECT DISTINCT others.article_id, raw_documents.source_uri, metadata.outlet
FROM group_members AS taken
JOIN group_members AS others ON others.duplicate_group_id = taken.duplicate_group_id
JOIN raw_documents ON raw_documents.article_id = others.article_id
LEFT JOIN article_metadata AS metadata ON metadata.article_id = others.article_id
WHERE taken.article_id IN (SELECT unnest($ids)) AND others.article_id NOT IN (SELECT unnest($ids))
ORDER BY raw_documents.source_uri
