-- The edits of each member of a group against its canonical article, from the link of the two. Exact twins have none.
WITH copies AS (
    SELECT member.article_id, canonical.article_id AS original_article_id, member.article_id < canonical.article_id AS is_a
    FROM group_members AS member
    JOIN group_members AS canonical ON canonical.duplicate_group_id = member.duplicate_group_id AND canonical.is_canonical
    WHERE NOT member.is_canonical
),
numbered AS (
    SELECT copies.*, links.edits, unnest(range(len(links.edits) // 6)) AS number
    FROM copies
    JOIN copy_links AS links
        ON links.article_id_a = least(copies.article_id, copies.original_article_id)
       AND links.article_id_b = greatest(copies.article_id, copies.original_article_id)
),
placed AS (
    SELECT article_id, original_article_id,
        edits[6 * number + CASE WHEN is_a THEN 3 ELSE 1 END] AS original_start_char,
        edits[6 * number + CASE WHEN is_a THEN 4 ELSE 2 END] AS original_end_char,
        edits[6 * number + CASE WHEN is_a THEN 1 ELSE 3 END] AS start_char,
        edits[6 * number + CASE WHEN is_a THEN 2 ELSE 4 END] AS end_char,
        edits[6 * number + CASE WHEN is_a THEN 6 ELSE 5 END] AS words_cut,
        edits[6 * number + CASE WHEN is_a THEN 5 ELSE 6 END] AS words_added
    FROM numbered
)
SELECT placed.article_id,
    CAST(row_number() OVER (
        PARTITION BY placed.article_id ORDER BY placed.original_start_char, placed.original_end_char, placed.start_char
    ) AS INTEGER) AS edit_number,
    placed.original_article_id,
    CASE WHEN words_added = 0 THEN 'cut' WHEN words_cut = 0 THEN 'added' ELSE 'replaced' END AS kind,
    placed.original_start_char, placed.original_end_char, placed.start_char, placed.end_char, placed.words_cut, placed.words_added,
    nullif(original.body[placed.original_start_char + 1:placed.original_end_char], '') AS original_passage,
    nullif(own.body[placed.start_char + 1:placed.end_char], '') AS passage
FROM placed
JOIN clean_articles AS original ON original.article_id = placed.original_article_id
JOIN clean_articles AS own ON own.article_id = placed.article_id
