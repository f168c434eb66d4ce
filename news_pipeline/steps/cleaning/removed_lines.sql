-- Counts of a boilerplate line are those of today. The document is cleaned again only when they cross a threshold.
SELECT removed.* REPLACE (
    CASE
        WHEN lines.line_hash IS NULL THEN removed.reason
        ELSE replace(removed.reason, 'many documents',
            format('{} of {} documents', lines.document_count, lines.site_document_count))
    END AS reason)
FROM removed_lines AS removed
LEFT JOIN document_sites AS sites ON sites.article_id = removed.article_id AND removed.line_hash IS NOT NULL
LEFT JOIN boilerplate_lines AS lines ON lines.site = sites.site AND lines.line_hash = removed.line_hash
