-- The corpus in numbers.
SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets, min(published_date) AS first_day,
    max(published_date) AS last_day, count(*) FILTER (NOT is_canonical) AS copies,
    count(*) FILTER (published_date IS NULL) AS undated, coalesce(sum(word_count), 0) AS words,
    (SELECT count(*) FROM stories WHERE article_count > 1) AS stories,
    (SELECT count(*) FROM rejected_documents) AS refused
FROM articles
WHERE is_current
