-- All days from the first touched one to the last touched one of the 60 days after it: assigned in one go, in order.
WITH first AS (SELECT min(CAST(key AS DATE)) AS day FROM touched),
span AS (
    SELECT min(CAST(key AS DATE)) AS first_day, max(CAST(key AS DATE)) AS last_day
    FROM touched
    WHERE CAST(key AS DATE) <= (SELECT day + 60 FROM first)
)
SELECT key FROM touched WHERE CAST(key AS DATE) <= (SELECT last_day FROM span)
UNION
SELECT CAST(metadata.published_date AS VARCHAR)
FROM group_members AS members
JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
JOIN span ON metadata.published_date BETWEEN span.first_day AND span.last_day
WHERE members.is_canonical
