-- The stories of the week before the unit.
SELECT members.article_id, members.story_id, members.day
FROM story_members AS members
WHERE members.day >= (SELECT min(CAST(key AS DATE)) - 7 FROM unit) AND members.day < (SELECT min(CAST(key AS DATE)) FROM unit)
