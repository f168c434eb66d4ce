-- Every article without a date: its text, and the dates of its group and story.
WITH placed AS (
    SELECT places.article_id, places.duplicate_group_id, places.story_id, metadata.published_date
    FROM article_sets AS places
    JOIN article_metadata AS metadata ON metadata.article_id = places.article_id
),
told AS (
    SELECT story_id, bit_xor(md5_number_lower(article_id || duplicate_group_id || CAST(published_date AS VARCHAR))) AS company_hash
    FROM placed
    WHERE published_date IS NOT NULL
    GROUP BY story_id
)
SELECT placed.article_id AS key, raw_documents.byte_size,
    cleaned.output_hash AS cleaned_hash,
    told.company_hash,
    md5_number_lower(placed.duplicate_group_id) AS group_hash
FROM placed
JOIN told ON told.story_id = placed.story_id
JOIN clean_articles_done AS cleaned ON cleaned.key = placed.article_id
JOIN raw_documents ON raw_documents.article_id = placed.article_id
WHERE placed.published_date IS NULL
