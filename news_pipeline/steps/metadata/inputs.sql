-- Every document that holds an article: the document, what cleaning made of it, what a person corrected, what sitemaps
-- say of its address, and of a text which lines are no headline by the other documents of its site, and whether its list of authors holds others by these.
WITH corrected AS (
    SELECT article_id, bit_xor(md5_number_lower(concat_ws('|', field, value, note))) AS corrections_hash
    FROM corrected_documents
    GROUP BY article_id
),
listed AS (
    SELECT article_id, bit_xor(md5_number_lower(concat_ws('|', field, value, place))) AS listed_hash
    FROM listed_documents
    GROUP BY article_id
),
no_headline AS (
    SELECT article_id, bit_xor(line_hash) AS no_headline_hash
    FROM lines_without_headline_of_documents
    GROUP BY article_id
)
SELECT cleaned.key, raw_documents.byte_size,
    cleaned.output_hash AS cleaned_hash,
    raw_documents.document_hash,
    corrected.corrections_hash,
    listed.listed_hash,
    CASE WHEN raw_documents.media_type <> 'text/html' THEN no_headline.no_headline_hash END AS no_headline_hash,
    CASE WHEN lists_with_others.article_id IS NOT NULL THEN CAST(1 AS UBIGINT) END AS others_hash
FROM clean_articles_done AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
LEFT JOIN corrected ON corrected.article_id = cleaned.key
LEFT JOIN listed ON listed.article_id = cleaned.key
LEFT JOIN no_headline ON no_headline.article_id = cleaned.key
LEFT JOIN lists_with_others ON lists_with_others.article_id = cleaned.key
