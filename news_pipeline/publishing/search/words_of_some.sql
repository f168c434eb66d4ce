-- A word of the title counts as three of the body.
SELECT document, word, count(*) AS frequency
FROM (
    SELECT documents.document, unnest(search.words_in(concat_ws(' ', title, title, title, body))) AS word
    FROM articles
    JOIN search.documents AS documents ON documents.article_id = articles.article_id
    WHERE documents.document > $start AND documents.document <= $start + $size
)
GROUP BY document, word
