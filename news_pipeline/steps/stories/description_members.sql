-- The articles of each story with their terms. Of an article alone only the heaviest can be told; these are keys.
WITH members AS (
    SELECT story_id, article_id, count(*) OVER (PARTITION BY story_id) AS story_size
    FROM story_members
    WHERE story_id IN (SELECT key FROM unit)
),
weighed AS (
    SELECT members.article_id,
        list({term: story_terms.term, weight: story_terms.weight, word: story_terms.word, is_key: story_terms.is_key}
             ORDER BY story_terms.weight DESC, story_terms.term) AS terms
    FROM members
    JOIN story_terms ON story_terms.article_id = members.article_id
        AND (members.story_size > 1 OR story_terms.is_key)
    GROUP BY members.article_id
)
SELECT members.story_id, members.article_id, metadata.title, clean_articles.body[1:300] AS body_lead,
    CASE WHEN members.story_size = 1 THEN weighed.terms[1:$top_terms] ELSE weighed.terms END AS terms
FROM members
JOIN article_metadata AS metadata ON metadata.article_id = members.article_id
JOIN clean_articles ON clean_articles.article_id = members.article_id
LEFT JOIN weighed ON weighed.article_id = members.article_id
ORDER BY members.story_id, members.article_id
