-- Passages of the pairs that are kept. Twins (equal bodies) were never compared word by word: they share everything.
WITH numbered AS (
    SELECT pairs.article_id_a, pairs.article_id_b, links.passages, unnest(range(len(links.passages) // 5)) AS number
    FROM duplicate_pairs AS pairs
    JOIN copy_links AS links ON links.article_id_a = pairs.article_id_a AND links.article_id_b = pairs.article_id_b
)
SELECT article_id_a, article_id_b, CAST(number + 1 AS INTEGER) AS passage_number,
    passages[5 * number + 1] AS start_char_a,
    passages[5 * number + 2] AS end_char_a,
    passages[5 * number + 3] AS start_char_b,
    passages[5 * number + 4] AS end_char_b,
    passages[5 * number + 5] AS word_count
FROM numbered
UNION ALL
SELECT pairs.article_id_a, pairs.article_id_b, 1, 0, CAST(length(a.body) AS INTEGER), 0, CAST(length(b.body) AS INTEGER), pairs.shared_words
FROM duplicate_pairs AS pairs
JOIN clean_articles AS a ON a.article_id = pairs.article_id_a
JOIN clean_articles AS b ON b.article_id = pairs.article_id_b
ANTI JOIN copy_links AS links ON links.article_id_a = pairs.article_id_a AND links.article_id_b = pairs.article_id_b
