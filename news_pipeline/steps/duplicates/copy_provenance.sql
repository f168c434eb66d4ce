-- Each member of a group against its canonical article, from the pair of the two.
WITH copies AS (
    SELECT member.article_id, member.duplicate_group_id, canonical.article_id AS original_id, canonical.canonical_reason,
        member.article_id < canonical.article_id AS is_a
    FROM group_members AS member
    JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
    WHERE NOT member.is_canonical
)
SELECT copies.article_id, copies.duplicate_group_id, copies.original_id AS original_article_id,
    copies.canonical_reason AS original_reason, pairs.relation,
    CAST(date_diff('minute', original.published_at, own.published_at) AS INTEGER) AS lag_minutes,
    CAST(date_diff('day', original.published_date, own.published_date) AS INTEGER) AS lag_days,
    CAST(round((1 - CASE WHEN copies.is_a THEN pairs.coverage_b ELSE pairs.coverage_a END) * original_keys.prose_count) AS INTEGER)
        AS words_cut,
    CAST(round((1 - CASE WHEN copies.is_a THEN pairs.coverage_a ELSE pairs.coverage_b END) * own_keys.prose_count) AS INTEGER)
        AS words_added
FROM copies
JOIN duplicate_pairs AS pairs
    ON pairs.article_id_a = least(copies.article_id, copies.original_id)
   AND pairs.article_id_b = greatest(copies.article_id, copies.original_id)
JOIN article_metadata AS own ON own.article_id = copies.article_id
JOIN article_metadata AS original ON original.article_id = copies.original_id
JOIN article_keys AS own_keys ON own_keys.article_id = copies.article_id
JOIN article_keys AS original_keys ON original_keys.article_id = copies.original_id
