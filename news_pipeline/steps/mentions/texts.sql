SELECT clean_articles.article_id, article_metadata.title, clean_articles.body, clean_articles.captions, article_metadata.language
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
JOIN article_metadata ON article_metadata.article_id = chunk.key
ORDER BY chunk.position
