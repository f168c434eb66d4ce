-- Counts of a boilerplate line are those of today. The document is cleaned again only when they cross a threshold.
SELECT removed.* REPLACE (
    CASE
        WHEN lines.line_hash IS NULL THEN removed.reason
        ELSE format('stands in {} of {} documents of {}', lines.document_count, lines.site_document_count, lines.site)
    END AS reason)
FROM removed_lines AS removed
LEFT JOIN document_sites AS sites ON sites.article_id = removed.article_id AND removed.line_hash IS NOT NULL
LEFT JOIN boilerplate_lines AS lines ON lines.site = sites.site AND lines.line_hash = removed.line_hash
