-- Lines of documents that are the headline of no document of the same site.
SELECT document_lines.article_id, document_lines.line_hash
FROM document_lines
JOIN document_sites ON document_sites.article_id = document_lines.article_id
JOIN lines_without_headline AS known
    ON known.site = document_sites.site AND known.line_hash = document_lines.line_hash
WHERE document_lines.word_count > 0
