-- Repeated lines that no other site has: a line of several sites is wire copy, not boilerplate.
-- What frames lines counts no words: sites share it where they have one program, and it is no wire copy.
SELECT repeated_lines.*
FROM repeated_lines
WHERE NOT EXISTS (
    SELECT 1
    FROM document_lines
    JOIN document_sites ON document_sites.article_id = document_lines.article_id
    WHERE document_lines.line_hash = repeated_lines.line_hash AND document_lines.word_count > 0
        AND document_sites.site <> repeated_lines.site
)
