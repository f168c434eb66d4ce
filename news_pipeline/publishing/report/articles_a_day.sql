-- Articles of each period and outlet: the six largest outlets by name, all others as NULL. Periods are days up to 120
-- days, else weeks, months or years.
WITH dated AS (
    SELECT coalesce(published_date, inferred_date) AS day, outlet FROM articles
    WHERE is_current AND coalesce(published_date, inferred_date) IS NOT NULL
),
span AS (
    SELECT CASE
        WHEN date_diff('day', min(day), max(day)) <= 120 THEN 'day'
        WHEN date_diff('week', min(day), max(day)) <= 120 THEN 'week'
        WHEN date_diff('month', min(day), max(day)) <= 120 THEN 'month'
        ELSE 'year' END AS unit
    FROM dated
),
largest AS (SELECT outlet FROM dated WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 6)
SELECT CAST(date_trunc(span.unit, dated.day) AS DATE) AS period, span.unit, largest.outlet, count(*) AS articles
FROM dated CROSS JOIN span LEFT JOIN largest ON largest.outlet = dated.outlet
GROUP BY ALL
ORDER BY period, outlet NULLS LAST
