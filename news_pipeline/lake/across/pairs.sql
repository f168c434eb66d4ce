-- Every verified pair of two pipelines. Twins (equal texts) are not compared word by word: each is a pair with the first
-- of them in canonical order, if that is another pipeline's. Those of its own pipeline are in its duplicate_pairs.
WITH twins AS (
    SELECT told_twins.*, articles.pipeline
    FROM told_twins
    JOIN lake_articles AS articles ON articles.article_id = told_twins.article_id
),
first_twins AS (
    SELECT exact_hash, article_id, pipeline
    FROM twins
    QUALIFY row_number() OVER (PARTITION BY exact_hash ORDER BY place, article_id) = 1
),
related AS (
    SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b, shared_words, shared_unquoted_words, longest_run,
        conflicts
    FROM told_links
    UNION ALL BY NAME
    SELECT least(twins.article_id, first_twins.article_id) AS article_id_a,
        greatest(twins.article_id, first_twins.article_id) AS article_id_b,
        twins.* EXCLUDE (article_id, exact_hash, place, pipeline)
    FROM twins
    JOIN first_twins ON first_twins.exact_hash = twins.exact_hash AND first_twins.pipeline <> twins.pipeline
)
SELECT a.pipeline AS pipeline_a, a.own_id AS article_id_a, b.pipeline AS pipeline_b, b.own_id AS article_id_b,
    related.* EXCLUDE (article_id_a, article_id_b)
FROM related
JOIN lake_articles AS a ON a.article_id = related.article_id_a
JOIN lake_articles AS b ON b.article_id = related.article_id_b
ORDER BY pipeline_a, article_id_a, pipeline_b, article_id_b
