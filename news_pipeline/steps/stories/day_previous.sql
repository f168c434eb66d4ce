-- The stories that the unit's articles were in, and whether earlier days outside the unit have articles of them too.
-- Later days follow in their turn.
WITH members AS (
    SELECT article_id, story_id, day, day IN (SELECT CAST(key AS DATE) FROM unit) AS is_own
    FROM story_members
    WHERE day IS NOT NULL
),
held AS (
    SELECT story_id
    FROM members
    GROUP BY story_id
    HAVING min(day) FILTER (NOT is_own) < min(day) FILTER (is_own)
)
SELECT article_id, story_id, story_id IN (SELECT story_id FROM held) AS is_held_before
FROM members
WHERE is_own
