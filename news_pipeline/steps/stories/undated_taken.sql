-- Ids that the unit's articles would found a story with, and that stories outside the unit hold already.
SELECT DISTINCT story_id
FROM story_members
WHERE story_id IN (SELECT md5('story ' || key) FROM unit)
  AND (day IS NOT NULL OR article_id NOT IN (SELECT key FROM unit))
