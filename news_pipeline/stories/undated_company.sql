-- The stories of the dated articles that the unit's articles link to.
SELECT DISTINCT members.article_id, members.story_id
FROM story_links AS links
JOIN story_members AS members ON members.article_id IN (links.article_id_a, links.article_id_b) AND members.day IS NOT NULL
WHERE links.article_id_a IN (SELECT key FROM unit) OR links.article_id_b IN (SELECT key FROM unit)
