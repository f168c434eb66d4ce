-- The stories that the unit's articles were in, and whether earlier days hold the story too.
WITH first AS (SELECT min(CAST(key AS DATE)) AS day FROM unit)
SELECT members.article_id, members.story_id,
    members.story_id IN (SELECT story_id FROM story_members WHERE day < (SELECT day FROM first)) AS is_held_before
FROM story_members AS members
WHERE members.day IN (SELECT CAST(key AS DATE) FROM unit)
