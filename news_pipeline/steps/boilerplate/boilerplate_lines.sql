-- Repeated lines that no other site has: a line of several sites is wire copy, not boilerplate.
SELECT repeated_lines.*
FROM repeated_lines
WHERE NOT EXISTS (
    SELECT 1
    FROM document_lines
    JOIN document_sites ON document_sites.article_id = document_lines.article_id
    WHERE document_lines.line_hash = repeated_lines.line_hash AND document_sites.site <> repeated_lines.site
)
