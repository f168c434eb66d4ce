-- How many published articles a file of decisions may mean by a name.
SELECT count(*)
FROM articles
LEFT JOIN article_revisions AS revisions ON revisions.article_id = articles.article_id
WHERE $name IN (articles.source_uri, articles.article_id, revisions.url_key)
