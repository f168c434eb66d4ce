SELECT articles.article_id, articles.title, articles.outlet, articles.inferred_date, articles.inferred_from,
    articles.inferred_to, articles.story_id, stories.title AS story_title, articles.source_uri
FROM articles
JOIN stories ON stories.story_id = articles.story_id
WHERE articles.published_date IS NULL AND articles.is_current
