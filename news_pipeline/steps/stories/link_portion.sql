-- Links of all articles of a portion, in one scan of the terms: `found_links`. Cosines with the articles of the window
-- around, and of undated articles with all. Sums of integers are exact.
-- Pairs are found by the terms that are keys of both, so that each article is posted under a few terms only. A pair is
-- looked at once: by the later of the two, or by the new one if the other is settled. Below the floor nothing can join
-- a story.

CREATE OR REPLACE TEMP TABLE near_days AS
WITH own AS (
    SELECT DISTINCT metadata.published_date AS day
    FROM portion
    JOIN article_metadata AS metadata ON metadata.article_id = portion.key
)
SELECT DISTINCT own.day + CAST(unnest(range(-$window_days, $window_days + 1)) AS INTEGER) AS day
FROM own;

-- Numbers stand for ids: they are compared faster.
CREATE OR REPLACE TEMP TABLE near_articles AS
SELECT CAST(row_number() OVER () AS INTEGER) AS number, metadata.article_id, metadata.published_date AS day,
    pending.position, portion.key IS NOT NULL AS is_own
FROM article_metadata AS metadata
SEMI JOIN group_members ON group_members.article_id = metadata.article_id AND group_members.is_canonical
LEFT JOIN pending ON pending.key = metadata.article_id
LEFT JOIN portion ON portion.key = metadata.article_id
WHERE day IS NULL OR day IN (SELECT day FROM near_days) OR (SELECT count(*) > count(day) FROM near_days);

CREATE OR REPLACE TEMP TABLE near_terms AS
SELECT near_articles.number, near_articles.is_own, story_terms.term, story_terms.weight, story_terms.is_key
FROM story_terms
JOIN near_articles ON near_articles.article_id = story_terms.article_id;

CREATE OR REPLACE TEMP TABLE found_links AS
WITH candidates AS (
    SELECT DISTINCT own_terms.number, other_terms.number AS other
    FROM near_terms AS own_terms
    JOIN near_terms AS other_terms ON other_terms.term = own_terms.term AND other_terms.is_key
    JOIN near_articles AS own ON own.number = own_terms.number
    JOIN near_articles AS others ON others.number = other_terms.number
    WHERE own_terms.is_own AND own_terms.is_key
      AND (others.position IS NULL OR others.position < own.position)
      AND (own.day IS NULL OR others.day IS NULL OR abs(own.day - others.day) <= $window_days)
      AND others.number <> own.number
),
links AS (
    SELECT candidates.number, candidates.other,
        sum(CAST(own_terms.weight AS BIGINT) * other_terms.weight) AS dot_product
    FROM candidates
    JOIN near_terms AS own_terms ON own_terms.number = candidates.number
    JOIN near_terms AS other_terms ON other_terms.number = candidates.other AND other_terms.term = own_terms.term
    GROUP BY candidates.number, candidates.other
    HAVING dot_product >= $link_floor
)
SELECT own.article_id, others.article_id AS other_id, CAST(links.dot_product AS BIGINT) AS dot_product
FROM links
JOIN near_articles AS own ON own.number = links.number
JOIN near_articles AS others ON others.number = links.other;

DROP TABLE near_terms;
DROP TABLE near_articles
