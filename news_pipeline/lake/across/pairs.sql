-- Every verified pair of two pipelines. Twins (equal texts) are not compared word by word: each is a pair with the first
-- of them in canonical order, if that is another pipeline's. Those of its own pipeline are in its duplicate_pairs.
WITH first_twins AS (
    SELECT keys.exact_hash, keys.article_id, articles.pipeline
    FROM article_keys AS keys
    JOIN lake_articles AS articles ON articles.article_id = keys.article_id
    WHERE keys.exact_hash IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY keys.exact_hash ORDER BY keys.place, keys.article_id) = 1
),
related AS (
    SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b, shared_words, shared_unquoted_words, longest_run,
        CASE WHEN relation IN ('near', 'copy', 'contained', 'template')
            THEN [conflicts[2 * place + 1] || ' -> ' || conflicts[2 * place + 2] FOR place IN range(len(conflicts) // 2)]
            END AS conflicts
    FROM copy_links
    UNION ALL
    SELECT least(keys.article_id, first_twins.article_id), greatest(keys.article_id, first_twins.article_id),
        'exact', 1, 1, keys.token_count, NULL, keys.token_count, NULL
    FROM article_keys AS keys
    JOIN lake_articles AS articles ON articles.article_id = keys.article_id
    JOIN first_twins ON first_twins.exact_hash = keys.exact_hash AND first_twins.pipeline <> articles.pipeline
)
SELECT a.pipeline AS pipeline_a, a.own_id AS article_id_a, b.pipeline AS pipeline_b, b.own_id AS article_id_b,
    related.* EXCLUDE (article_id_a, article_id_b)
FROM related
JOIN lake_articles AS a ON a.article_id = related.article_id_a
JOIN lake_articles AS b ON b.article_id = related.article_id_b
ORDER BY pipeline_a, article_id_a, pipeline_b, article_id_b
