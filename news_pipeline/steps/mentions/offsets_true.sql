SELECT mentions.article_id, mentions.part, mentions.start_char, mentions.surface,
    CASE mentions.part WHEN 'title' THEN metadata.title WHEN 'caption' THEN clean_articles.captions ELSE clean_articles.body END[mentions.start_char + 1:mentions.end_char] AS found
FROM mentions
JOIN clean_articles ON clean_articles.article_id = mentions.article_id
JOIN article_metadata AS metadata ON metadata.article_id = mentions.article_id
-- one whose text has changed since it was tagged is pending, and tagged again before it is published
JOIN entity_mentions_settled AS tagged ON tagged.key = mentions.article_id
WHERE found IS DISTINCT FROM mentions.surface
