-- Outlets whose newest arrivals differ from their own past: dates or titles that went missing, texts half or twice as
-- long, far more copies. Newest is the last day on which anything of the outlet arrived; both sides need 20 articles.
WITH placed AS (
    SELECT outlet_domain, CAST(arrived_at AS DATE) AS arrived, word_count,
        published_date IS NULL AS is_undated, title IS NULL AS is_untitled, NOT is_canonical AS is_copy
    FROM articles
    WHERE outlet_domain IS NOT NULL
),
newest AS (SELECT outlet_domain, max(arrived) AS arrived FROM placed GROUP BY outlet_domain),
compared AS (
    SELECT placed.outlet_domain, placed.arrived = newest.arrived AS is_new, count(*) AS articles,
        avg(CAST(is_undated AS INTEGER)) AS undated, avg(CAST(is_untitled AS INTEGER)) AS untitled,
        avg(CAST(is_copy AS INTEGER)) AS copies, median(word_count) AS words
    FROM placed
    JOIN newest ON newest.outlet_domain = placed.outlet_domain
    GROUP BY placed.outlet_domain, is_new
    HAVING articles >= 20
)
SELECT now.outlet_domain, now.articles, past.articles AS articles_before,
    round(now.undated, 2) AS undated, round(past.undated, 2) AS undated_before,
    round(now.untitled, 2) AS untitled, round(past.untitled, 2) AS untitled_before,
    round(now.copies, 2) AS copies, round(past.copies, 2) AS copies_before,
    now.words AS median_words, past.words AS median_words_before
FROM compared AS now
JOIN compared AS past ON past.outlet_domain = now.outlet_domain AND NOT past.is_new
WHERE now.is_new
  AND (now.undated - past.undated > 0.2 OR now.untitled - past.untitled > 0.2 OR now.copies - past.copies > 0.3
       OR now.words < past.words / 2 OR now.words > past.words * 2)
ORDER BY now.outlet_domain
