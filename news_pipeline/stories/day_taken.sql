-- Ids that the unit's articles would found a story with, and that stories outside the unit hold already.
WITH founders AS (
    SELECT metadata.article_id
    FROM unit
    JOIN article_metadata AS metadata ON metadata.published_date = CAST(unit.key AS DATE)
)
SELECT DISTINCT story_id
FROM story_members
WHERE story_id IN (SELECT md5('story ' || article_id) FROM founders)
  AND (day IS NULL OR day NOT IN (SELECT CAST(key AS DATE) FROM unit))
