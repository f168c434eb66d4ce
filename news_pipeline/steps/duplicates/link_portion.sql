-- The pairs that are worth verifying for all articles of a portion, in one scan of the postings: `candidate_pairs`.
-- The thresholds and their reasons stand in duplicates/candidate_rules.py.

CREATE OR REPLACE TEMP TABLE newcomers AS
SELECT portion.key AS article_id, portion.position, keys.* EXCLUDE (article_id)
FROM portion
JOIN article_keys AS keys ON keys.article_id = portion.key;

-- Undated new articles are compared with all days.
CREATE OR REPLACE TEMP TABLE near_days AS
SELECT DISTINCT newcomers.day + unnest(range(-$span_days, $span_days + 1)) AS day
FROM newcomers
WHERE (SELECT count(day) = count(*) FROM newcomers)
UNION
SELECT day
FROM article_keys
WHERE day IS NOT NULL AND (SELECT count(day) < count(*) FROM newcomers);

CREATE OR REPLACE TEMP TABLE own_postings AS
WITH own AS (
    SELECT fingerprint, article_id FROM fingerprints WHERE article_id IN (SELECT article_id FROM newcomers)
    UNION ALL
    SELECT fingerprint, article_id FROM dated_fingerprints WHERE article_id IN (SELECT article_id FROM newcomers)
)
SELECT fingerprint, article_id FROM own WHERE fingerprint NOT IN (SELECT fingerprint FROM hot_fingerprints);

CREATE OR REPLACE TEMP TABLE holders AS
WITH wanted AS (
    SELECT DISTINCT fingerprint FROM own_postings
)
SELECT fingerprints.fingerprint, fingerprints.article_id
FROM fingerprints
SEMI JOIN wanted ON wanted.fingerprint = fingerprints.fingerprint
UNION ALL
SELECT dated.fingerprint, dated.article_id
FROM dated_fingerprints AS dated
SEMI JOIN near_days ON near_days.day = dated.day
SEMI JOIN wanted ON wanted.fingerprint = dated.fingerprint;

CREATE OR REPLACE TEMP TABLE first_holders AS
WITH crowded AS (
    SELECT fingerprint FROM holders GROUP BY fingerprint HAVING count(*) > $crowd
)
SELECT holders.fingerprint, holders.article_id
FROM holders
SEMI JOIN crowded ON crowded.fingerprint = holders.fingerprint
JOIN article_keys AS keys ON keys.article_id = holders.article_id
QUALIFY row_number() OVER (PARTITION BY holders.fingerprint ORDER BY keys.place) <= $first;

INSERT INTO hot_fingerprints
WITH theirs AS (
    SELECT fingerprint, article_id FROM fingerprints WHERE article_id IN (SELECT article_id FROM first_holders)
    UNION ALL
    SELECT fingerprint, article_id FROM dated_fingerprints WHERE article_id IN (SELECT article_id FROM first_holders)
),
company AS (
    SELECT first_holders.fingerprint, theirs.fingerprint AS other_fingerprint, count(*) AS holder_count
    FROM first_holders
    JOIN theirs ON theirs.article_id = first_holders.article_id
    GROUP BY ALL
)
SELECT fingerprint
FROM company
GROUP BY fingerprint
HAVING sum(holder_count) FILTER (holder_count >= $common_holders) < $hot_share * sum(holder_count);

CREATE OR REPLACE TEMP TABLE candidate_pairs AS
WITH met AS (
    SELECT own.article_id, holders.article_id AS other_id, holders.fingerprint
    FROM own_postings AS own
    JOIN holders ON holders.fingerprint = own.fingerprint
    WHERE own.fingerprint NOT IN (SELECT fingerprint FROM first_holders)
    UNION ALL
    SELECT own.article_id, first_holders.article_id, own.fingerprint
    FROM own_postings AS own
    JOIN first_holders ON first_holders.fingerprint = own.fingerprint
    UNION ALL
    -- a new article among the first is compared with the others too
    SELECT first_holders.article_id, holders.article_id, holders.fingerprint
    FROM first_holders
    SEMI JOIN newcomers ON newcomers.article_id = first_holders.article_id
    JOIN holders ON holders.fingerprint = first_holders.fingerprint
    ANTI JOIN first_holders AS among ON among.fingerprint = holders.fingerprint AND among.article_id = holders.article_id
),
shared AS (
    SELECT article_id, other_id, count(*) AS shared_count, count(*) FILTER (fingerprint < $cold_limit) AS cold_count
    FROM met
    WHERE article_id <> other_id AND fingerprint NOT IN (SELECT fingerprint FROM hot_fingerprints)
    GROUP BY article_id, other_id
),
gated AS (
    SELECT shared.article_id, shared.other_id
    FROM shared
    JOIN newcomers AS own ON own.article_id = shared.article_id
    JOIN article_keys AS other ON other.article_id = shared.other_id
    WHERE (own.exact_hash IS DISTINCT FROM other.exact_hash OR own.exact_hash IS NULL) -- twins (equal bodies) need no comparison
      AND CASE WHEN coalesce(abs(own.day - other.day), 0) <= $span_days
          THEN shared.shared_count >= $min_shared
              AND (shared.shared_count >= $enough_shared OR shared.shared_count >= $min_containment * least(own.fingerprint_count, other.fingerprint_count))
          ELSE shared.cold_count >= 1 AND shared.cold_count >= $min_cold_containment * least(own.cold_count, other.cold_count) END
),
judged AS (
    SELECT article_id_a AS article_id, article_id_b AS other_id FROM judged_pairs
    UNION
    SELECT article_id_b, article_id_a FROM judged_pairs
),
worth_it AS (
    SELECT article_id, other_id, false AS is_judged FROM gated
    UNION ALL
    SELECT article_id, other_id, true FROM judged SEMI JOIN article_keys AS other ON other.article_id = judged.other_id
)
-- A pair is looked at once: by the later of the two in `pending`, or by the new one if the other is settled.
SELECT worth_it.article_id, worth_it.other_id, bool_or(worth_it.is_judged) AS is_judged
FROM worth_it
JOIN newcomers ON newcomers.article_id = worth_it.article_id
LEFT JOIN pending ON pending.key = worth_it.other_id
WHERE pending.key IS NULL OR pending.position < newcomers.position
GROUP BY worth_it.article_id, worth_it.other_id;

DROP TABLE own_postings;
DROP TABLE holders;
DROP TABLE first_holders
