-- Dated articles by outlet: a bar for each day, or, above 62 bars, for each week, month or year.
-- Only the days that hold 98 in 100 articles: one date that is far off would squeeze all others together.
WITH dated AS (
    SELECT published_date, coalesce(outlet, outlet_domain) AS outlet FROM articles WHERE published_date IS NOT NULL
),
span AS (
    SELECT quantile_disc(published_date, 0.01) AS first_day, quantile_disc(published_date, 0.99) AS last_day,
        CASE
            WHEN last_day - first_day < 62 THEN 'day'
            WHEN last_day - first_day < 62 * 7 THEN 'week'
            WHEN last_day - first_day < 62 * 30 THEN 'month'
            ELSE 'year'
        END AS unit
    FROM dated
),
largest AS (
    SELECT outlet FROM dated WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 5
)
SELECT span.unit, CAST(date_trunc(span.unit, dated.published_date) AS DATE) AS day,
    CASE WHEN dated.outlet IN (SELECT outlet FROM largest) THEN dated.outlet WHEN dated.outlet IS NOT NULL THEN '' END AS outlet,
    count(*) AS articles
FROM dated, span
WHERE dated.published_date BETWEEN span.first_day AND span.last_day
GROUP BY ALL
ORDER BY day, articles DESC, outlet
