-- Pairs inside of one pipeline are its own work.
DELETE FROM candidate_pairs
WHERE (SELECT pipeline FROM lake_articles WHERE lake_articles.article_id = candidate_pairs.article_id)
    = (SELECT pipeline FROM lake_articles WHERE lake_articles.article_id = candidate_pairs.other_id)
