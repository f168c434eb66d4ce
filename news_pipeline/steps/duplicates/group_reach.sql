-- The touched articles, the groups that they were in, and all that strong links join to these.
WITH RECURSIVE twins AS (
    SELECT exact_hash, min(article_id) AS first_id
    FROM article_keys
    WHERE exact_hash IS NOT NULL
    GROUP BY exact_hash
    HAVING count(*) > 1
),
strong AS (
    SELECT article_id_a, article_id_b FROM copy_links WHERE relation IN ('near', 'copy') OR stub_id IS NOT NULL
    UNION ALL
    SELECT twins.first_id, article_keys.article_id
    FROM article_keys
    JOIN twins ON twins.exact_hash = article_keys.exact_hash
    WHERE article_keys.article_id <> twins.first_id
    UNION ALL
    SELECT article_id_a, article_id_b FROM judged_pairs WHERE is_same
),
bonds AS (
    SELECT article_id_a AS article_id, article_id_b AS other_id FROM strong
    UNION ALL
    SELECT article_id_b, article_id_a FROM strong
    UNION ALL
    SELECT member.article_id, canonical.article_id
    FROM group_members AS member
    JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
    WHERE NOT member.is_canonical
    UNION ALL
    SELECT canonical.article_id, member.article_id
    FROM group_members AS member
    JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
    WHERE NOT member.is_canonical
),
reached AS (
    SELECT key FROM touched
    UNION
    SELECT bonds.other_id FROM reached JOIN bonds ON bonds.article_id = reached.key
)
SELECT key FROM reached
