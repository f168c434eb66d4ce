-- The stories in the window before each day of the unit, where these days are not of the unit themselves.
WITH near_days AS (
    SELECT DISTINCT CAST(key AS DATE) - CAST(unnest(range($window_days + 1)) AS INTEGER) AS day
    FROM unit
)
SELECT article_id, story_id, day
FROM story_members
WHERE day IN (SELECT day FROM near_days) AND day NOT IN (SELECT CAST(key AS DATE) FROM unit)
