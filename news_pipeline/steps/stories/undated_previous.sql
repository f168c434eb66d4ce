-- The stories that the unit's articles were in, and whether others are in the story too.
SELECT members.article_id, members.story_id,
    members.story_id IN (
        SELECT story_id FROM story_members WHERE day IS NOT NULL OR article_id NOT IN (SELECT key FROM unit)
    ) AS is_held_elsewhere
FROM story_members AS members
WHERE members.day IS NULL AND members.article_id IN (SELECT key FROM unit)
