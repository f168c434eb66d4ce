-- Outlets whose votes are others than those that their home was computed from.
WITH now AS (
    SELECT outlet_domain, bit_xor(md5_number_lower(concat_ws('|', article_id, name, place_key, weight))) AS votes_hash
    FROM place_votes
    GROUP BY outlet_domain
)
SELECT coalesce(now.outlet_domain, outlet_homes.outlet_domain) AS outlet_domain
FROM now
FULL JOIN outlet_homes ON outlet_homes.outlet_domain = now.outlet_domain
WHERE now.votes_hash IS DISTINCT FROM outlet_homes.votes_hash
