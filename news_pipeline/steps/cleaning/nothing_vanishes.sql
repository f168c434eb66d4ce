-- Articles whose document shows letters that are in neither the body nor removed_lines.
SELECT article_id, lost_letters
FROM clean_articles
WHERE lost_letters <> 0
ORDER BY article_id
