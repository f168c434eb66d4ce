-- Days with articles, and a hash of the rows of each that is the same in any order.
SELECT
    published_date AS day,
    count(*) AS articles,
    CAST(sum(CAST(md5_number_lower(CAST(article AS VARCHAR)) AS HUGEINT)) AS VARCHAR) AS hash
FROM articles AS article
WHERE published_date BETWEEN $first AND $last
GROUP BY published_date
ORDER BY published_date;
