SELECT article_id, unnest(range(1, len(authors) + 1)) AS position, unnest(authors) AS name FROM articles
