SELECT articles.article_id, articles.source_uri, articles.title, removed_lines.line_number, removed_lines.role,
    removed_lines.reason, removed_lines.text
FROM removed_lines
JOIN articles ON articles.article_id = removed_lines.article_id
