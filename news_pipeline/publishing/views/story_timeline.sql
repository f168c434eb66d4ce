-- What an article states is an interval: a minute, or a day in UTC. One is first if its interval ends before
-- that of every other stated article begins; where intervals overlap nobody is, and first_among lists who may be. Inferred
-- dates make nobody first. The copy of an agency's text counts as the agency's.
WITH told AS (
    SELECT *, coalesce(published_date, inferred_date) AS day,
        CASE WHEN len(agencies) = 1 THEN agencies[1] ELSE coalesce(outlet, outlet_domain) END AS source,
        coalesce(published_at, CAST(published_date AS TIMESTAMP) AT TIME ZONE 'UTC') AS stated_from,
        coalesce(published_at + INTERVAL 1 MINUTE, (CAST(published_date AS TIMESTAMP) + INTERVAL 1 DAY) AT TIME ZONE 'UTC') AS stated_to
    FROM articles
    WHERE is_current
),
placed AS (
    SELECT *,
        row_number() OVER (PARTITION BY story_id ORDER BY day NULLS LAST, published_at NULLS LAST, article_id) AS position,
        coalesce(stated_to <= lead(stated_from) OVER (PARTITION BY story_id ORDER BY stated_from, stated_to)
            AND row_number() OVER (PARTITION BY story_id ORDER BY stated_from, stated_to) = 1, false) AS is_before_all,
        coalesce(stated_to <= lead(stated_from) OVER (PARTITION BY story_id, duplicate_group_id ORDER BY stated_from, stated_to)
            AND row_number() OVER (PARTITION BY story_id, duplicate_group_id ORDER BY stated_from, stated_to) = 1, false)
            AS is_first_of_group,
        coalesce(stated_from < min(stated_to) OVER (PARTITION BY story_id), false) AS may_be_first
    FROM told
),
in_stories AS (
    SELECT story_id,
        count(DISTINCT source) FILTER (stated_from IS NOT NULL) > 1 AS has_outlets,
        bool_or(is_before_all) AS has_one_before_all,
        list(article_id ORDER BY article_id) FILTER (may_be_first) AS may_be_first,
        CAST(count(*) FILTER (stated_from IS NULL) AS INTEGER) AS undated_articles,
        min(published_date) AS first_day
    FROM placed
    GROUP BY story_id
)
SELECT placed.story_id, stories.title AS story_title, placed.position, placed.day,
    placed.published_date IS NULL AND placed.day IS NOT NULL AS day_is_inferred,
    placed.published_at,
    CAST(placed.day - in_stories.first_day AS INTEGER) AS days_after_first,
    in_stories.has_outlets AND placed.is_before_all AS is_first,
    CASE WHEN in_stories.has_outlets AND NOT in_stories.has_one_before_all THEN in_stories.may_be_first END AS first_among,
    in_stories.undated_articles,
    placed.is_first_of_group,
    placed.article_id, placed.title, placed.outlet, placed.outlet_domain, placed.agencies, placed.source,
    placed.stated_from, placed.stated_to,
    placed.duplicate_group_id, placed.is_canonical, placed.url
FROM placed
JOIN in_stories ON in_stories.story_id = placed.story_id
JOIN stories ON stories.story_id = placed.story_id
ORDER BY placed.story_id, placed.position
