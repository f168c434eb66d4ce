-- Two groups of copies that share much of their text without being copies: write-throughs and rewrites, told by their
-- canonical articles. The number in a headline ("UPDATE 2") says which is later, else stated dates; NULL where neither does.
WITH links AS (
    SELECT a.duplicate_group_id AS group_a, b.duplicate_group_id AS group_b, pairs.relation, pairs.coverage_a, pairs.coverage_b,
        pairs.shared_words
    FROM duplicate_pairs AS pairs
    JOIN articles AS a ON a.article_id = pairs.article_id_a
    JOIN articles AS b ON b.article_id = pairs.article_id_b
    WHERE a.duplicate_group_id <> b.duplicate_group_id AND pairs.relation <> 'template'
      -- from a third on a text is made of the other
      AND greatest(pairs.coverage_a, pairs.coverage_b) >= 0.33
),
both_ways AS (
    SELECT group_a AS duplicate_group_id, group_b AS other_group_id, relation, coverage_a AS coverage, coverage_b AS other_coverage, shared_words
    FROM links
    UNION ALL
    SELECT group_b, group_a, relation, coverage_b, coverage_a, shared_words
    FROM links
),
strongest AS (
    SELECT *
    FROM both_ways
    QUALIFY row_number() OVER (
        PARTITION BY duplicate_group_id, other_group_id ORDER BY shared_words DESC, coverage + other_coverage DESC, relation, coverage
    ) = 1
),
told AS (
    SELECT duplicate_group_id, article_id, title, story_id,
        -- "UPDATE 2-Dam bursts", "REFILE-WRAPUP 3", "(2nd LD) Dam bursts", "AP-Dam, 3rd Ld-Writethru"
        TRY_CAST(coalesce(
            nullif(regexp_extract(title, '(?i)^\W*(?:refile\W+)?(?:update|wrapup|refile|write-?thr(?:ough|u))\s*(\d{1,2})\b', 1), ''),
            nullif(regexp_extract(title, '(?i)(?:^\W*|, ?)(\d{1,2})(?:st|nd|rd|th) (?:ld|lead)\b', 1), '')
        ) AS INTEGER) AS update_number,
        coalesce(published_at, CAST(published_date AS TIMESTAMP) AT TIME ZONE 'UTC') AS stated_from,
        coalesce(published_at + INTERVAL 1 MINUTE, (CAST(published_date AS TIMESTAMP) + INTERVAL 1 DAY) AT TIME ZONE 'UTC') AS stated_to
    FROM articles
    WHERE is_canonical
),
numbered AS (
    SELECT strongest.*, own.article_id, own.title, other.article_id AS other_article_id, other.title AS other_title,
        -- a headline without a number comes before one with
        CASE WHEN own.update_number IS NOT NULL OR other.update_number IS NOT NULL
            THEN coalesce(own.update_number, 0) - coalesce(other.update_number, 0) END AS updates_later,
        own.stated_from >= other.stated_to AS is_after, own.stated_to <= other.stated_from AS is_before
    FROM strongest
    JOIN told AS own ON own.duplicate_group_id = strongest.duplicate_group_id
    JOIN told AS other ON other.duplicate_group_id = strongest.other_group_id
    WHERE own.story_id = other.story_id
)
SELECT duplicate_group_id, article_id, title, other_group_id, other_article_id, other_title,
    relation, coverage, other_coverage, shared_words,
    CASE WHEN updates_later <> 0 THEN updates_later > 0 WHEN is_after OR is_before THEN is_after END AS is_later,
    CASE WHEN updates_later <> 0 THEN 'update_number' WHEN is_after OR is_before THEN 'dates' END AS order_reason
FROM numbered
