-- The events that most independent texts cover.
SELECT story_id, coalesce(title, '(without a headline)') AS title, first_published_date, last_published_date,
    article_count, group_count, outlet_count
FROM stories
WHERE article_count > 1
ORDER BY group_count DESC, article_count DESC, title, story_id
LIMIT 10
