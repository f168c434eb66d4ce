-- Lines of documents that are boilerplate of the document's own site.
SELECT document_lines.article_id, document_sites.site, document_lines.line_hash
FROM document_lines
JOIN document_sites ON document_sites.article_id = document_lines.article_id
JOIN boilerplate_lines
    ON boilerplate_lines.site = document_sites.site AND boilerplate_lines.line_hash = document_lines.line_hash
