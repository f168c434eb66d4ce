-- Where a source says the time of day, that decides within a day; articles that nothing dates come last.
WITH told AS (
    SELECT *, coalesce(published_date, inferred_date) AS day
    FROM articles
    WHERE is_current
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY story_id ORDER BY day NULLS LAST, published_at NULLS LAST, article_id) AS position
    FROM told
)
SELECT placed.story_id, stories.title AS story_title, placed.position, placed.day,
    placed.published_date IS NULL AND placed.day IS NOT NULL AS day_is_inferred,
    placed.published_at,
    CAST(placed.day - min(placed.day) OVER story AS INTEGER) AS days_after_first,
    placed.position = 1 AND placed.day IS NOT NULL AS is_first,
    placed.position = min(placed.position) OVER independent_text AS is_first_of_group,
    placed.article_id, placed.title, placed.outlet, placed.outlet_domain, placed.agencies,
    placed.duplicate_group_id, placed.is_canonical, placed.url
FROM placed
JOIN stories ON stories.story_id = placed.story_id
WINDOW story AS (PARTITION BY placed.story_id),
    independent_text AS (PARTITION BY placed.story_id, placed.duplicate_group_id)
ORDER BY placed.story_id, placed.position
