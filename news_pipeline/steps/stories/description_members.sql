SELECT members.story_id, members.article_id, metadata.title, clean_articles.body[1:300] AS body_lead,
    metadata.published_date, metadata.outlet_domain,
    (SELECT list({term: story_terms.term, weight: story_terms.weight, word: story_terms.word,
                  is_key: story_terms.is_key} ORDER BY story_terms.term)
     FROM story_terms WHERE story_terms.article_id = members.article_id) AS terms
FROM unit
JOIN story_members AS members ON members.story_id = unit.key
JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
JOIN clean_articles ON clean_articles.article_id = members.article_id
ORDER BY members.story_id, members.article_id
