-- Ids that the unit's articles would give a new story, and that only stories outside the unit have. An id that articles
-- of the unit have stays with them: undated articles that joined the story follow in their turn.
WITH own AS (
    SELECT CAST(key AS DATE) AS day FROM unit
),
founders AS (
    SELECT metadata.article_id
    FROM own
    JOIN article_metadata AS metadata ON metadata.published_date = own.day
)
SELECT DISTINCT story_id
FROM story_members
WHERE story_id IN (SELECT md5('story ' || article_id) FROM founders)
  AND (day IS NULL OR day NOT IN (SELECT day FROM own))
  AND story_id NOT IN (SELECT story_id FROM story_members WHERE day IN (SELECT day FROM own))
