-- The touched undated articles, those of the stories that they were in, and all undated ones that strong links join to these.
WITH RECURSIVE undated AS (
    SELECT linked.key AS article_id
    FROM ledger AS linked
    JOIN article_metadata AS metadata ON metadata.article_id = linked.key AND metadata.published_date IS NULL
    WHERE linked.stage = 'story_links'
),
bonds AS (
    -- weaker links never bring two undated articles together (UNDATED_BAR of assignment.py)
    SELECT article_id_a AS article_id, article_id_b AS other_id FROM story_links WHERE dot_product >= 18_000_000
    UNION ALL
    SELECT article_id_b, article_id_a FROM story_links WHERE dot_product >= 18_000_000
    UNION ALL
    SELECT own.article_id, other.article_id
    FROM story_members AS own
    JOIN story_members AS other ON other.story_id = own.story_id AND other.article_id <> own.article_id AND other.day IS NULL
    WHERE own.day IS NULL
),
reached AS (
    SELECT key FROM touched
    UNION
    SELECT bonds.other_id
    FROM reached
    JOIN bonds ON bonds.article_id = reached.key
    WHERE bonds.other_id IN (SELECT article_id FROM undated)
)
SELECT key FROM reached
