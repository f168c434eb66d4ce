-- Groups in which any article credits an agency. Who prints only passages is in another group, and counts as such.
WITH credited AS (
    SELECT duplicate_group_id, list_sort(list_distinct(flatten(list(agencies)))) AS agencies,
        CAST(count(*) AS INTEGER) AS article_count,
        list_sort(list(DISTINCT outlet) FILTER (outlet IS NOT NULL)) AS outlets,
        min(published_date) AS first_published_date, max(published_date) AS last_published_date
    FROM articles
    WHERE is_current
    GROUP BY duplicate_group_id
    HAVING bool_or(len(agencies) > 0)
),
passages AS (
    SELECT mine.duplicate_group_id, CAST(count(DISTINCT related.other_article_id) AS INTEGER) AS quoting_count
    FROM related_articles AS related
    JOIN articles AS mine ON mine.article_id = related.article_id
    JOIN articles AS theirs ON theirs.article_id = related.other_article_id
    WHERE theirs.duplicate_group_id <> mine.duplicate_group_id AND theirs.is_current AND related.relation <> 'template'
    GROUP BY mine.duplicate_group_id
)
SELECT credited.duplicate_group_id, canonical.title, credited.agencies, credited.article_count, credited.outlets,
    coalesce(passages.quoting_count, 0) AS quoting_count, credited.first_published_date, credited.last_published_date
FROM credited
JOIN duplicate_groups AS groups ON groups.duplicate_group_id = credited.duplicate_group_id
JOIN articles AS canonical ON canonical.article_id = groups.canonical_article_id
LEFT JOIN passages ON passages.duplicate_group_id = credited.duplicate_group_id
