-- Each article of the chunk with its links.
SELECT chunk.key AS article_id,
    coalesce(list({other_id: links.other_id, dot_product: links.dot_product} ORDER BY links.other_id)
             FILTER (links.other_id IS NOT NULL), []) AS links
FROM chunk
LEFT JOIN found_links AS links ON links.article_id = chunk.key
GROUP BY chunk.key
