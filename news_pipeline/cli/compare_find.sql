-- Articles by their id or source_uri, else by how these begin. Of several texts of one source, the current one.
WITH named AS (
    SELECT *,
        CASE WHEN article_id = $name OR source_uri = $name THEN 0 ELSE 1 END AS is_beginning,
        source_uri = $name AND NOT is_current AS is_superseded
    FROM articles
    WHERE $name <> '' AND (starts_with(article_id, $name) OR starts_with(source_uri, $name))
)
SELECT article_id, source_uri, title, body, outlet, published_date, duplicate_group_id, is_canonical
FROM named
QUALIFY is_beginning = min(is_beginning) OVER () AND is_superseded = min(is_superseded) OVER (PARTITION BY source_uri)
ORDER BY source_uri, article_id
