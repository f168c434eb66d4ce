-- All links between the unit's articles: strong ones make groups, weak ones show what a member shares with a group's core.
SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b
FROM copy_links
WHERE article_id_a IN (SELECT key FROM unit) AND article_id_b IN (SELECT key FROM unit)
ORDER BY article_id_a, article_id_b
