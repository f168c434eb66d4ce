-- The home of each outlet of `changed_outlets`: the half degree that most of the names in its articles lie in or beside.
-- Weights are whole numbers, so that sums do not depend on the order of arrival.
WITH votes AS (
    SELECT outlet_domain, name, place_key, any_value(latitude) AS latitude, any_value(longitude) AS longitude,
        any_value(country_code) AS country_code, max(weight) AS weight
    FROM place_votes
    WHERE outlet_domain IN (SELECT outlet_domain FROM changed_outlets)
    GROUP BY outlet_domain, name, place_key
),
used AS (
    SELECT outlet_domain, name, count(*) AS vote_count
    FROM place_votes
    WHERE outlet_domain IN (SELECT outlet_domain FROM changed_outlets)
    GROUP BY outlet_domain, name
),
-- A name counts for each place that it may mean, more if several articles have it, or it may mean several places.
weighed AS (
    SELECT votes.*, CAST(round(votes.weight * (1 + ln(used.vote_count))) AS BIGINT) AS counted
    FROM votes
    JOIN used ON used.outlet_domain = votes.outlet_domain AND used.name = votes.name
),
steps AS (SELECT unnest([-1, 0, 1]) AS step),
banded AS (
    SELECT weighed.*, steps.step AS north, CAST(floor(latitude / 0.5) AS BIGINT) + steps.step AS band
    FROM weighed, steps
),
-- Cells are half a degree high and as wide in kilometres.
celled AS (
    SELECT banded.*, steps.step AS east,
        CAST(floor(longitude * greatest(cos(radians((band + 0.5) * 0.5)), 0.05) / 0.5) AS BIGINT) + steps.step AS cell
    FROM banded, steps
),
-- Of the places that a name may mean only one counts for a cell.
named AS (
    SELECT outlet_domain, band, cell, name,
        max(counted * CASE WHEN north = 0 AND east = 0 THEN 10 ELSE 7 END) AS counted
    FROM celled
    GROUP BY outlet_domain, band, cell, name
),
scores AS (
    SELECT outlet_domain, band, cell, sum(counted) / CAST(10000 AS DOUBLE) AS score
    FROM named
    GROUP BY outlet_domain, band, cell
),
best AS (
    SELECT *
    FROM scores
    QUALIFY row_number() OVER (PARTITION BY outlet_domain ORDER BY score DESC, band, cell) = 1
),
rivals AS (
    SELECT best.outlet_domain, max(scores.score) AS score
    FROM best
    JOIN scores ON scores.outlet_domain = best.outlet_domain
        AND (abs(scores.band - best.band) > 3 OR abs(scores.cell - best.cell) > 4)
    GROUP BY best.outlet_domain
),
-- In quarters, so that one more article seldom changes it.
judged AS (
    SELECT best.*, round(4 * greatest(0, 1 - coalesce(rivals.score, 0) / best.score) * best.score / (best.score + 1)) / 4 AS confidence
    FROM best
    LEFT JOIN rivals ON rivals.outlet_domain = best.outlet_domain
    WHERE best.score > 0
),
-- The town of the cell, or beside it, that most speaks for it, and the names that do.
near AS (
    SELECT celled.outlet_domain, celled.place_key, celled.name, celled.country_code, max(celled.counted) AS counted
    FROM judged
    JOIN celled ON celled.outlet_domain = judged.outlet_domain AND celled.band = judged.band AND celled.cell = judged.cell
    GROUP BY celled.outlet_domain, celled.place_key, celled.name, celled.country_code
),
told AS (
    SELECT outlet_domain,
        first(place_key ORDER BY counted DESC, place_key) AS place_key,
        first(country_code ORDER BY counted DESC, place_key) AS country_code,
        list(DISTINCT name ORDER BY name) AS names
    FROM near
    GROUP BY outlet_domain
),
summed AS (
    SELECT outlet_domain, bit_xor(md5_number_lower(concat_ws('|', article_id, name, place_key, weight))) AS votes_hash,
        CAST(count(DISTINCT article_id) AS INTEGER) AS article_count
    FROM place_votes
    WHERE outlet_domain IN (SELECT outlet_domain FROM changed_outlets)
    GROUP BY outlet_domain
)
SELECT summed.outlet_domain,
    CASE WHEN judged.confidence > 0 THEN CAST((judged.band + 0.5) * 0.5 AS DOUBLE) END AS latitude,
    CASE WHEN judged.confidence > 0 THEN (judged.cell + 0.5) * 0.5 / greatest(cos(radians((judged.band + 0.5) * 0.5)), 0.05) END AS longitude,
    CASE WHEN judged.confidence > 0 THEN told.country_code END AS country_code,
    CAST(coalesce(judged.confidence, 0) AS DOUBLE) AS confidence,
    CASE WHEN judged.confidence > 0 THEN TRY_CAST(split_part(told.place_key, ':', 2) AS BIGINT) END AS geonames_id,
    CASE WHEN judged.confidence > 0 THEN told.names[:20] ELSE [] END AS names,
    summed.article_count, summed.votes_hash
FROM summed
LEFT JOIN judged ON judged.outlet_domain = summed.outlet_domain
LEFT JOIN told ON told.outlet_domain = summed.outlet_domain
ORDER BY summed.outlet_domain
