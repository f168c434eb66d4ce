-- Of each chosen story the copy that changed most words of its original, with the passages that both have.
WITH chosen AS (
    SELECT articles.story_id, copies.article_id, copies.original_article_id, copies.words_cut, copies.words_added
    FROM copy_provenance AS copies
    JOIN articles ON articles.article_id = copies.article_id AND articles.is_current
    WHERE articles.story_id IN (SELECT unnest($stories))
    QUALIFY row_number() OVER (
        PARTITION BY articles.story_id
        ORDER BY copies.words_cut + copies.words_added DESC NULLS LAST, copies.article_id
    ) = 1
)
SELECT chosen.story_id, chosen.words_cut, chosen.words_added,
    original.title AS title_a, original.outlet AS outlet_a, original.body AS body_a,
    copy.title AS title_b, copy.outlet AS outlet_b, copy.body AS body_b,
    coalesce((
        SELECT list(CASE WHEN passages.article_id_a = chosen.original_article_id
            THEN [start_char_a, end_char_a, start_char_b, end_char_b]
            ELSE [start_char_b, end_char_b, start_char_a, end_char_a] END)
        FROM shared_passages AS passages
        WHERE (passages.article_id_a, passages.article_id_b) IN (
            (chosen.original_article_id, chosen.article_id), (chosen.article_id, chosen.original_article_id)
        )
    ), []) AS passages
FROM chosen
JOIN articles AS original ON original.article_id = chosen.original_article_id
JOIN articles AS copy ON copy.article_id = chosen.article_id
