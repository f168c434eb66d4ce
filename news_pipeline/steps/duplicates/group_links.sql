-- What ties the unit's articles together: verified links that make groups, or show enough of a group's core; and twins
-- (equal bodies), each with the smallest of them.
SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b, stub_id
FROM copy_links
WHERE article_id_a IN (SELECT key FROM unit) AND article_id_b IN (SELECT key FROM unit)
  AND (relation IN ('near', 'copy') OR greatest(coverage_a, coverage_b) >= $min_canonical_coverage)
UNION ALL
SELECT min(article_id) OVER twins, article_id, 'exact', 1, 1, NULL
FROM article_keys
WHERE article_id IN (SELECT key FROM unit) AND exact_hash IS NOT NULL
WINDOW twins AS (PARTITION BY exact_hash)
QUALIFY article_id <> min(article_id) OVER twins
