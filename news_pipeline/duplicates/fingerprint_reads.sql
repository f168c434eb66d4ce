SELECT clean_articles.article_id, clean_articles.body
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
