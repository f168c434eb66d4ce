-- Each boilerplate line of a site, with its text from a body that lost it.
SELECT lines.site, lines.line_hash, lines.document_count, lines.site_document_count, texts.text
FROM boilerplate_lines AS lines
LEFT JOIN (
    SELECT line_hash, min(text) AS text
    FROM removed_lines
    WHERE line_hash IS NOT NULL
    GROUP BY line_hash
) AS texts ON texts.line_hash = lines.line_hash
