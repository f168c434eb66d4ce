-- The dated articles that the unit's articles link to, their stories, and how many dated articles each of these has.
WITH linked AS (
    SELECT article_id_b AS article_id FROM story_links WHERE article_id_a IN (SELECT key FROM unit)
    UNION
    SELECT article_id_a FROM story_links WHERE article_id_b IN (SELECT key FROM unit)
),
company AS (
    SELECT members.article_id, members.story_id, members.day
    FROM linked
    JOIN story_members AS members ON members.article_id = linked.article_id AND members.day IS NOT NULL
),
sizes AS (
    SELECT story_id, count(*) AS story_size
    FROM story_members
    WHERE day IS NOT NULL AND story_id IN (SELECT story_id FROM company)
    GROUP BY story_id
)
SELECT company.article_id, company.story_id, company.day, sizes.story_size
FROM company
JOIN sizes ON sizes.story_id = company.story_id
