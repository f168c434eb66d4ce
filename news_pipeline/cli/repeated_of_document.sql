-- The boilerplate among the lines of one document, with the counts of today.
SELECT lines.site, lines.line_hash, lines.document_count, lines.site_document_count
FROM boilerplate_of_documents AS found
JOIN boilerplate_lines AS lines ON lines.site = found.site AND lines.line_hash = found.line_hash
WHERE found.article_id = $article_id
