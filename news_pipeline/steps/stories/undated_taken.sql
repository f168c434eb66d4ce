-- Ids that the unit's articles would give a new story, and that stories outside the unit have.
SELECT DISTINCT story_id
FROM story_members
WHERE story_id IN (SELECT md5('story ' || key) FROM unit)
  AND (day IS NOT NULL OR article_id NOT IN (SELECT key FROM unit))
