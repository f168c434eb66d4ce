WITH placed AS (
    SELECT places.article_id, places.duplicate_group_id, places.story_id, metadata.published_date
    FROM article_sets AS places
    JOIN article_metadata AS metadata ON metadata.article_id = places.article_id
),
company AS (
    SELECT own.article_id,
        list({article_id: other.article_id, published_date: other.published_date,
              relation: CASE WHEN other.duplicate_group_id = own.duplicate_group_id THEN 'copy' ELSE 'story' END}
             ORDER BY other.article_id) AS company
    FROM chunk
    JOIN placed AS own ON own.article_id = chunk.key
    JOIN placed AS other ON other.story_id = own.story_id AND other.published_date IS NOT NULL
    GROUP BY own.article_id
)
SELECT company.article_id, clean_articles.body, company.company
FROM chunk
JOIN company ON company.article_id = chunk.key
JOIN clean_articles ON clean_articles.article_id = chunk.key
