-- The stories in the window before each day of the unit, where these days are not of the unit themselves.
SELECT members.article_id, members.story_id, members.day
FROM story_members AS members
SEMI JOIN unit ON members.day BETWEEN CAST(unit.key AS DATE) - $window_days AND CAST(unit.key AS DATE)
WHERE members.day NOT IN (SELECT CAST(key AS DATE) FROM unit)
