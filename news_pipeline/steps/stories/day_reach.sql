-- The touched days, and the days between two of them in one window, which will hardly stay as they are.
WITH first_days AS (SELECT CAST(key AS DATE) AS day FROM touched),
days AS (
    SELECT DISTINCT metadata.published_date AS day
    FROM group_members AS members
    JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
    WHERE members.is_canonical AND metadata.published_date BETWEEN (SELECT min(day) FROM first_days) AND (SELECT max(day) FROM first_days)
)
SELECT key FROM touched
UNION
SELECT CAST(days.day AS VARCHAR)
FROM days
SEMI JOIN first_days AS earlier ON earlier.day BETWEEN days.day - $window_days AND days.day
SEMI JOIN first_days AS later ON later.day BETWEEN days.day AND days.day + $window_days
