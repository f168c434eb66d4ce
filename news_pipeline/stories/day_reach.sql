-- The first touched day and the 60 days after it: assigned in one go, in order.
WITH first AS (SELECT min(CAST(key AS DATE)) AS day FROM touched)
SELECT key FROM touched WHERE CAST(key AS DATE) <= (SELECT day + 60 FROM first)
UNION
SELECT CAST(metadata.published_date AS VARCHAR)
FROM group_members AS members
JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
WHERE members.is_canonical AND metadata.published_date BETWEEN (SELECT day FROM first) AND (SELECT day + 60 FROM first)
