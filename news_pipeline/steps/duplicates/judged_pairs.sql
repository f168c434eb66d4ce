-- What people decided about the articles that they named. "not same" wins where two lines contradict each other.
WITH named AS (
    SELECT article_id, article_id AS name FROM raw_documents
    UNION ALL
    SELECT article_id, source_uri FROM raw_documents
)
SELECT least(a.article_id, b.article_id) AS article_id_a, greatest(a.article_id, b.article_id) AS article_id_b,
    bool_and(judgements.is_same) AS is_same,
    min(judgements.note ORDER BY judgements.line) AS note
FROM judgements
JOIN named AS a ON a.name = judgements.name_a
JOIN named AS b ON b.name = judgements.name_b
WHERE a.article_id <> b.article_id
GROUP BY ALL
