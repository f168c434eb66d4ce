-- Cosines with the articles of the window around, and of undated articles with all. Sums of integers are exact.
-- Pairs are found by the terms that are keys of both, so that each article is posted under a few terms only. A pair is
-- looked at once: by the later of the two, or by the new one if the other is settled. Below $link_floor nothing can join
-- a story.
WITH batch AS (
    SELECT chunk.key AS article_id, chunk.position, metadata.published_date AS day
    FROM chunk
    JOIN article_metadata AS metadata ON metadata.article_id = chunk.key
),
batch_terms AS (
    SELECT batch.*, story_terms.term, story_terms.weight, story_terms.is_key
    FROM batch
    JOIN story_terms ON story_terms.article_id = batch.article_id
),
others AS (
    SELECT metadata.article_id, metadata.published_date AS day, pending.position
    FROM article_metadata AS metadata
    JOIN group_members ON group_members.article_id = metadata.article_id AND group_members.is_canonical
    LEFT JOIN pending ON pending.key = metadata.article_id
),
candidates AS (
    SELECT DISTINCT batch_terms.article_id, others.article_id AS other_id
    FROM batch_terms
    JOIN story_terms ON story_terms.term = batch_terms.term AND story_terms.is_key
    JOIN others ON others.article_id = story_terms.article_id
    WHERE batch_terms.is_key AND others.article_id <> batch_terms.article_id
      AND (others.position IS NULL OR others.position < batch_terms.position)
      AND (batch_terms.day IS NULL OR others.day IS NULL OR abs(batch_terms.day - others.day) <= $window_days)
),
links AS (
    SELECT candidates.article_id, candidates.other_id,
        CAST(sum(CAST(batch_terms.weight AS BIGINT) * story_terms.weight) AS BIGINT) AS dot_product
    FROM candidates
    JOIN batch_terms ON batch_terms.article_id = candidates.article_id
    JOIN story_terms ON story_terms.article_id = candidates.other_id AND story_terms.term = batch_terms.term
    GROUP BY candidates.article_id, candidates.other_id
    HAVING dot_product >= $link_floor
)
SELECT batch.article_id,
    coalesce(list({other_id: links.other_id, dot_product: links.dot_product} ORDER BY links.other_id)
             FILTER (links.other_id IS NOT NULL), []) AS links
FROM batch
LEFT JOIN links ON links.article_id = batch.article_id
GROUP BY batch.article_id
