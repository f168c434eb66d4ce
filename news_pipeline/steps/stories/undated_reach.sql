-- The touched undated articles, and all undated articles that strong links join to them, directly or by a dated story
-- that both link to. Weaker links join nothing.
WITH RECURSIVE undated AS (
    SELECT linked.key AS article_id
    FROM story_links_done AS linked
    JOIN article_metadata AS metadata ON metadata.article_id = linked.key AND metadata.published_date IS NULL
),
strong AS (
    SELECT links.article_id_a, links.article_id_b, dated_a.story_id AS story_id_a, dated_b.story_id AS story_id_b
    FROM story_links AS links
    LEFT JOIN story_members AS dated_a ON dated_a.article_id = links.article_id_a AND dated_a.day IS NOT NULL
    LEFT JOIN story_members AS dated_b ON dated_b.article_id = links.article_id_b AND dated_b.day IS NOT NULL
    WHERE links.dot_product >= $undated_floor
      AND (links.article_id_a IN (SELECT article_id FROM undated) OR links.article_id_b IN (SELECT article_id FROM undated))
),
-- between two undated articles, or an undated article and a story
pairs AS (
    SELECT coalesce(story_id_a, article_id_a) AS one, coalesce(story_id_b, article_id_b) AS other FROM strong
    UNION
    SELECT article_id, story_id FROM story_members WHERE day IS NULL
),
bonds AS (
    SELECT one, other FROM pairs
    UNION
    SELECT other, one FROM pairs
),
reached AS (
    SELECT key FROM touched
    UNION
    SELECT bonds.other
    FROM reached
    JOIN bonds ON bonds.one = reached.key
)
SELECT key FROM reached WHERE key IN (SELECT article_id FROM undated)
