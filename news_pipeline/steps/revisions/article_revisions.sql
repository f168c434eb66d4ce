-- A text that has little in common with the one before at its URL is a new article with its own revisions.
WITH texts AS (
    SELECT url_key, article_id, revision_number AS place, words_added, words_removed,
        1 + count(*) FILTER (NOT coalesce(continues, true)) OVER (PARTITION BY url_key ORDER BY revision_number) AS text_number
    FROM revision_changes
)
SELECT url_key, article_id, CAST(text_number AS INTEGER) AS text_number,
    CAST(row_number() OVER (PARTITION BY url_key, text_number ORDER BY place) AS INTEGER) AS revision_number,
    words_added, words_removed
FROM texts
