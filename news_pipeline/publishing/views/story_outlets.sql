-- An outlet's own text is one that is canonical in its group: nobody is known to have had it before. An agency's own pages
-- and the copies that credit it alone count as the agency's. An outlet is first if one of its articles is, beyond doubt,
-- before every stated article of the others.
WITH sources AS (
    SELECT story_id, source AS outlet,
        CAST(count(*) AS INTEGER) AS article_count,
        CAST(count(DISTINCT duplicate_group_id) AS INTEGER) AS text_count,
        CAST(count(*) FILTER (is_canonical) AS INTEGER) AS own_text_count,
        list_sort(list(DISTINCT coalesce(outlet, outlet_domain)) FILTER (coalesce(outlet, outlet_domain) IS NOT NULL)) AS printed_by,
        min(day) AS first_day,
        min(days_after_first) AS days_after_first,
        min(stated_from) AS stated_from,
        min(stated_to) AS stated_to,
        CAST(count(*) FILTER (stated_from IS NULL) AS INTEGER) AS undated_articles
    FROM story_timeline
    GROUP BY story_id, source
)
SELECT story_id, outlet, article_count, text_count, own_text_count, printed_by, first_day, days_after_first,
    -- articles of unknown outlets are in the way, too
    coalesce(stated_to <= lead(stated_from) OVER by_time AND row_number() OVER by_time = 1
        AND count(outlet) FILTER (stated_from IS NOT NULL) OVER (PARTITION BY story_id) > 1, false) AS is_first,
    undated_articles
FROM sources
WINDOW by_time AS (PARTITION BY story_id ORDER BY stated_from, stated_to)
QUALIFY outlet IS NOT NULL
