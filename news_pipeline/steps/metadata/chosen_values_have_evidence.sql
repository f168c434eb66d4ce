WITH chosen AS (
    SELECT article_id, 'published' AS field FROM article_metadata WHERE published_date IS NOT NULL
    UNION ALL SELECT article_id, 'title' FROM article_metadata WHERE title IS NOT NULL
    UNION ALL SELECT article_id, 'url' FROM article_metadata WHERE url IS NOT NULL
    UNION ALL SELECT article_id, 'outlet' FROM article_metadata WHERE outlet IS NOT NULL
)
SELECT chosen.article_id, chosen.field
FROM chosen
ANTI JOIN metadata_evidence AS evidence
    ON evidence.article_id = chosen.article_id AND evidence.field = chosen.field AND evidence.is_chosen
