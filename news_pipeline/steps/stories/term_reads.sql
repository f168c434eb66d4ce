SELECT clean_articles.article_id, article_metadata.title, clean_articles.body
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
JOIN article_metadata ON article_metadata.article_id = chunk.key
