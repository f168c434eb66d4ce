-- Each member with its group's canonical article. Between groups: every near copy and copy, all links of canonical
-- articles, and each article's eight strongest links into every other group, so that two versions of a text that few
-- outlets printed are pairs of their own. 300 reprints of one text give 299 rows. What a person judged is always there.
WITH links AS (
    SELECT told_links.*, a.duplicate_group_id AS group_a, b.duplicate_group_id AS group_b,
        a.is_canonical OR b.is_canonical AS has_canonical, judged_pairs.is_same
    FROM told_links
    JOIN group_members AS a ON a.article_id = told_links.article_id_a
    JOIN group_members AS b ON b.article_id = told_links.article_id_b
    LEFT JOIN judged_pairs
        ON judged_pairs.article_id_a = told_links.article_id_a AND judged_pairs.article_id_b = told_links.article_id_b
),
kept AS (
    SELECT *
    FROM links
    WHERE has_canonical OR group_a <> group_b OR is_same IS NOT NULL
    QUALIFY has_canonical OR is_same IS NOT NULL OR (group_a <> group_b AND relation IN ('near', 'copy'))
        OR row_number() OVER (PARTITION BY article_id_a, group_b ORDER BY shared_words DESC, article_id_b) <= 8
        OR row_number() OVER (PARTITION BY article_id_b, group_a ORDER BY shared_words DESC, article_id_a) <= 8
),
twins AS (
    SELECT least(member.article_id, canonical.article_id) AS article_id_a,
        greatest(member.article_id, canonical.article_id) AS article_id_b, told.* EXCLUDE (article_id, exact_hash, place)
    FROM group_members AS member
    JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
    JOIN told_twins AS told ON told.article_id = member.article_id
    JOIN told_twins AS canonical_told
        ON canonical_told.article_id = canonical.article_id AND canonical_told.exact_hash = told.exact_hash
    WHERE NOT member.is_canonical
)
SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b, shared_words, shared_unquoted_words, longest_run,
    conflicts, CASE WHEN is_same THEN 'same' WHEN NOT is_same THEN 'not same' END AS judged
FROM kept
UNION ALL BY NAME
SELECT twins.*
FROM twins
ANTI JOIN copy_links USING (article_id_a, article_id_b)
