-- Articles whose texts the comparison may ask for: those to be compared, and those that share more than one fingerprint
-- with one of them, or one of the coarser sample. Those that were fetched already are left out.
WITH postings AS (
    SELECT fingerprint, article_id FROM fingerprints
    UNION ALL
    SELECT fingerprint, article_id FROM dated_fingerprints
),
own AS (
    SELECT DISTINCT fingerprint FROM postings SEMI JOIN copy_links_pending AS pending ON pending.key = postings.article_id
),
near AS (
    SELECT article_id
    FROM postings
    SEMI JOIN own ON own.fingerprint = postings.fingerprint
    GROUP BY article_id
    HAVING count(*) >= $min_shared OR bool_or(fingerprint < $cold_limit)
    UNION
    SELECT key FROM copy_links_pending
)
SELECT articles.pipeline, articles.own_id
FROM near
JOIN lake_articles AS articles ON articles.article_id = near.article_id
ANTI JOIN clean_articles AS texts ON texts.article_id = near.article_id
