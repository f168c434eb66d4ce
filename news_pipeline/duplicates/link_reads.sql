-- Each article of the chunk with the articles that may share text with it: one scan of the postings for the whole chunk.
-- A pair is looked at once: by the later of the two in `pending`, or by the new one if the other is settled.
WITH batch AS (
    SELECT chunk.key AS article_id, chunk.position, keys.exact_hash, keys.fingerprint_count
    FROM chunk
    JOIN article_keys AS keys ON keys.article_id = chunk.key
),
postings AS (
    SELECT fingerprints.fingerprint, batch.article_id
    FROM batch
    JOIN fingerprints ON fingerprints.article_id = batch.article_id
),
shared AS (
    SELECT postings.article_id, fingerprints.article_id AS other_id, count(*) AS shared_count
    FROM postings
    JOIN fingerprints ON fingerprints.fingerprint = postings.fingerprint
    WHERE fingerprints.article_id <> postings.article_id
    GROUP BY postings.article_id, other_id
    HAVING shared_count >= 2
),
gated AS (
    SELECT shared.article_id, shared.other_id
    FROM shared
    JOIN batch ON batch.article_id = shared.article_id
    JOIN article_keys AS other ON other.article_id = shared.other_id
    WHERE (shared.shared_count >= 6 OR shared.shared_count >= 0.1 * least(batch.fingerprint_count, other.fingerprint_count))
      AND (batch.exact_hash IS DISTINCT FROM other.exact_hash OR batch.exact_hash IS NULL)
),
twins AS (
    SELECT batch.article_id, other.article_id AS other_id
    FROM batch
    JOIN article_keys AS other ON other.exact_hash = batch.exact_hash AND other.article_id <> batch.article_id
),
looked_at AS (
    SELECT gated.article_id, gated.other_id, false AS same_text
    FROM gated
    JOIN batch ON batch.article_id = gated.article_id
    LEFT JOIN pending ON pending.key = gated.other_id
    WHERE pending.key IS NULL OR pending.position < batch.position
    UNION ALL
    -- one link is enough to tie a twin to its like
    SELECT twins.article_id, min(twins.other_id), true
    FROM twins
    JOIN batch ON batch.article_id = twins.article_id
    LEFT JOIN pending ON pending.key = twins.other_id
    WHERE pending.key IS NULL OR pending.position < batch.position
    GROUP BY twins.article_id
),
candidates AS (
    SELECT looked_at.article_id,
        list({article_id: looked_at.other_id, body: clean_articles.body, same_text: looked_at.same_text}
             ORDER BY looked_at.other_id) AS candidates
    FROM looked_at
    JOIN clean_articles ON clean_articles.article_id = looked_at.other_id
    GROUP BY looked_at.article_id
)
SELECT clean_articles.article_id, clean_articles.body, coalesce(candidates.candidates, []) AS candidates
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
LEFT JOIN candidates ON candidates.article_id = chunk.key
