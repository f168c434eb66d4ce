-- Articles with the spans of their paragraphs, which were tagged before (tagging.py), shifted to their place.
WITH tagged AS (
    SELECT paragraphs.article_id, paragraphs.start_char AS shift,
        unnest(spans.starts) AS span_start, unnest(spans.ends) AS span_end, unnest(spans.labels) AS label
    FROM article_paragraphs AS paragraphs
    JOIN paragraph_spans AS spans
        ON spans.paragraph_hash = paragraphs.paragraph_hash AND spans.tagger = paragraphs.tagger
    WHERE paragraphs.article_id IN (SELECT key FROM chunk)
),
spans AS (
    SELECT article_id,
        list(shift + span_start ORDER BY shift + span_start) AS starts,
        list(shift + span_end ORDER BY shift + span_start) AS ends,
        list(label ORDER BY shift + span_start) AS labels
    FROM tagged
    GROUP BY article_id
)
SELECT clean_articles.article_id, article_metadata.title, clean_articles.body, clean_articles.captions, article_metadata.language, article_metadata.outlet_domain,
    coalesce(spans.starts, []) AS starts,
    coalesce(spans.ends, []) AS ends,
    coalesce(spans.labels, []) AS labels
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
JOIN article_metadata ON article_metadata.article_id = chunk.key
LEFT JOIN spans ON spans.article_id = chunk.key
