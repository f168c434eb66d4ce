WITH boilerplate AS (
    SELECT article_id, any_value(site) AS site, list(line_hash) AS repeated_lines
    FROM boilerplate_of_documents
    WHERE article_id IN (SELECT key FROM chunk)
    GROUP BY article_id
)
SELECT raw_documents.article_id, raw_documents.source_uri, raw_documents.media_type, raw_documents.text,
    boilerplate.site, coalesce(boilerplate.repeated_lines, []) AS repeated_lines
FROM chunk
JOIN raw_documents ON raw_documents.article_id = chunk.key
LEFT JOIN boilerplate ON boilerplate.article_id = chunk.key
