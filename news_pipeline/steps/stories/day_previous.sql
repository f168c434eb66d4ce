-- The stories that the unit's articles were in, and whether earlier days outside the unit have articles of them too.
-- Later days follow in their turn.
WITH own AS (
    SELECT article_id, story_id
    FROM story_members
    WHERE day IN (SELECT CAST(key AS DATE) FROM unit)
),
held AS (
    SELECT story_id
    FROM story_members
    WHERE day IS NOT NULL AND story_id IN (SELECT story_id FROM own)
    GROUP BY story_id
    HAVING min(day) FILTER (day NOT IN (SELECT CAST(key AS DATE) FROM unit)) < min(day) FILTER (day IN (SELECT CAST(key AS DATE) FROM unit))
)
SELECT article_id, story_id, story_id IN (SELECT story_id FROM held) AS is_held_before
FROM own
