-- An outlet's own text is one that is canonical in its group: nobody is known to have had it before.
SELECT story_id, coalesce(outlet, outlet_domain) AS outlet,
    CAST(count(*) AS INTEGER) AS article_count,
    CAST(count(DISTINCT duplicate_group_id) AS INTEGER) AS text_count,
    CAST(count(*) FILTER (is_canonical) AS INTEGER) AS own_text_count,
    min(day) AS first_day,
    min(days_after_first) AS days_after_first,
    bool_or(is_first) AS is_first
FROM story_timeline
WHERE coalesce(outlet, outlet_domain) IS NOT NULL
GROUP BY story_id, coalesce(outlet, outlet_domain)
